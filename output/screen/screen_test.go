package screen_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/output"
	"magnetsim/output/screen"
)

// grid is a table of words and numbers.
func grid(names []string, columns int, events bool) output.Table {
	t := output.Table{Name: "t", Title: "A table", Columns: []output.Column{{Name: "name", Title: "Name", On: output.Everywhere}}}
	for c := range columns {
		t.Columns = append(t.Columns, output.Column{Name: fmt.Sprint("c", c), Title: fmt.Sprint("Column ", c), Kind: output.Number, Unit: "t", On: output.Everywhere})
	}
	if events {
		t.Columns = append(t.Columns, output.Column{Name: "text", Title: "What happened", On: output.Everywhere})
	}
	t.Rows = func(yield func([]output.Cell, error) bool) {
		for i, name := range names {
			row := []output.Cell{{Text: name}}
			for c := range columns {
				row = append(row, output.Cell{Value: float64(1000*i + c)})
			}
			if events {
				row = append(row, output.Cell{Text: strings.Repeat("something happens here ", 6)})
			}
			if !yield(row, nil) {
				return
			}
		}
	}
	return t
}

// Nothing is wider than the screen, whatever the names; no number is lost; and
// without colour no escape code is written.
func TestNothingIsWiderThanTheScreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(40, 160).Draw(t, "width")
		names := rapid.SliceOfN(rapid.StringMatching(`[a-zäé.\-]{1,60}`), 1, 5).Draw(t, "names")
		columns := rapid.IntRange(0, 9).Draw(t, "columns")
		a := &output.Answer{
			Head: output.Head{Title: strings.Repeat("A long title ", 9), Scenario: "world", Trials: 1000, Complete: true}, Sentences: []string{strings.Repeat("Words and words. ", 12)},
			Tables: []output.Table{grid(names, columns, rapid.Bool().Draw(t, "events"))},
			Notes:  []output.Note{{What: strings.Repeat("a warning ", 9), Why: "for a reason", Do: "mend it"}, {What: "plain words"}},
		}
		var b bytes.Buffer
		if err := screen.Write(&b, a, screen.Options{Width: width}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > width {
				t.Fatalf("%d columns on %d: %q", n, width, line)
			}
		}
		for c := range columns {
			if want := fmt.Sprint(c); !strings.Contains(b.String(), want) {
				t.Fatalf("%s is not shown:\n%s", want, b.String())
			}
		}
		if strings.Contains(b.String(), "\x1b") {
			t.Fatal("an escape code without colour")
		}
	})
}

// What is plain stands before what warns, and an interrupted play says so.
func TestNotesAndInterrupts(t *testing.T) {
	var b bytes.Buffer
	a := &output.Answer{
		Head:  output.Head{Heading: "Found", Title: "A world", Trials: 5, Asked: 10, Failed: 1, Seed: 3},
		Notes: []output.Note{{What: "it may be off", Why: "few trials", Do: "play more"}, {What: "A word."}},
	}
	if err := screen.Write(&b, a, screen.Options{}); err != nil {
		t.Fatal(err)
	}
	want := "Found\n5 trials · seed 3 · 1 trial failed and left out · INTERRUPTED before 10\n\nA word.\n\nMind\n! it may be off: few trials. Play more.\n"
	if got := b.String(); got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// Columns that say what a row is about stand in every part; where they leave too little
// room rows are numbered.
func TestRowsAreFoundAgain(t *testing.T) {
	table := grid([]string{"a", "b"}, 7, false)
	table.Columns[1].Role, table.Columns[0].Role, table.Columns[2].Role = output.RoleAddress, output.RoleAddress, output.RoleAddress
	for width, want := range map[int]string{46: "Name  Column 0 (t)  Column 1 (t)  Column 2 (t)", 40: "Row  Name  Column 0 (t)  Column 1 (t)"} {
		var b bytes.Buffer
		if err := screen.Table(&b, table, screen.Options{Width: width}); err != nil {
			t.Fatal(err)
		}
		heads := 0
		for line := range strings.Lines(b.String()) {
			if strings.HasPrefix(line, strings.Fields(want)[0]+" ") {
				heads++
			}
		}
		if !strings.HasPrefix(b.String(), want) || heads < 3 {
			t.Errorf("%d columns:\n%s", width, b.String())
		}
	}
}
