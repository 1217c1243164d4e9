package screen_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/output"
	"magnetsim/output/screen"
)

// grid is a table of words and numbers.
func grid(names []string, columns int, events bool) output.Table {
	t := output.Table{Name: "t", Title: "A table", Columns: []output.Column{{Name: "name", Title: "Name", On: output.Everywhere | output.Brief}}}
	for c := range columns {
		t.Columns = append(t.Columns, output.Column{Name: fmt.Sprint("c", c), Title: fmt.Sprint("Column ", c), Kind: output.Number, Unit: "t", On: output.Everywhere | output.Brief})
	}
	if events {
		t.Columns = append(t.Columns, output.Column{Name: "text", Title: "What happened", On: output.Everywhere | output.Brief})
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
		written := func(o screen.Options) string {
			var b bytes.Buffer
			if err := screen.Write(&b, a, o); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				if n := len([]rune(strings.TrimRight(line, "\n"))); n > width {
					t.Fatalf("%d columns on %d: %q", n, width, line)
				}
			}
			return b.String()
		}
		written(screen.Options{Width: width, Lines: rapid.IntRange(1, 40).Draw(t, "lines")})
		all := written(screen.Options{Width: width})
		for c := range columns {
			if want := fmt.Sprint(c); !strings.Contains(all, want) {
				t.Fatalf("%s is not shown:\n%s", want, all)
			}
		}
		if strings.Contains(all, "\x1b") {
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

// A brief screen has what is for it alone: titles of columns wrap, rows and columns that
// have no room are left out, and the gravest warning stands for all.
func TestBrief(t *testing.T) {
	table := grid([]string{"a name of several words that wraps", "b", "c", "d", "e", "f"}, 4, false)
	table.Columns[1].Title, table.Columns[2].Short, table.Columns[3].On = "A column of a long title", "Short", output.Everywhere
	table.Legend, table.Notes = "legend · of more than there is a line for", []string{"notes"}
	a := &output.Answer{
		Head:      output.Head{Heading: "Found", Trials: 5, Sampling: "random", Complete: true},
		Sentences: []string{"Told at length."}, Short: []string{"Told."}, Tables: []output.Table{table},
		Notes: []output.Note{{What: "plain"}, {What: "doubtful", Why: "why", Do: "do"}, {What: "also", Why: "why", Do: "do"}},
	}
	var b bytes.Buffer
	if err := screen.Write(&b, a, screen.Options{Width: 40, Lines: 17, More: "more"}); err != nil {
		t.Fatal(err)
	}
	want := `Found
5 trials · seed 0

Told.

                    A column of a  Short
Name               long title (t)    (t)
────────────────────────────────────────
a name of several               0      1
words that wraps
b                           1,000  1,001
c                           2,000  2,001
d                           3,000  3,001
… and 2 more
legend
! 2 warnings: doubtful: why. Do.
more
`
	if got := b.String(); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// A column that can be spared is left out before a row is, and a legend is cut to a line.
func TestBriefSparesAColumnBeforeARow(t *testing.T) {
	table := grid([]string{"a name of several words", "another name as long", "a third name as well", "the last of them all"}, 3, false)
	for c := range table.Columns[1:] {
		table.Columns[c+1].Title = "Tonnes"
	}
	table.Columns[2].Title, table.Columns[2].Spare = "Spare", true
	table.Legend = "told on a line · and of more words on a second line"
	for lines, want := range map[int][]string{19: {"Spare", "second line", "last"}, 11: {"last", "a name of several words "}} {
		var b bytes.Buffer
		a := &output.Answer{Head: output.Head{Heading: "Found", Trials: 5}, Tables: []output.Table{table}}
		if err := screen.Write(&b, a, screen.Options{Width: 40, Lines: lines}); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"Spare", "second line", "last", "a name of several words "} {
			if got := strings.Contains(b.String(), text); got != slices.Contains(want, text) {
				t.Errorf("%d lines, %q: %v\n%s", lines, text, got, b.String())
			}
		}
	}
}

// What announces a sentence is not the last that a brief screen has room for.
func TestBriefEndsNoSentenceInTheMiddle(t *testing.T) {
	a := &output.Answer{
		Head:      output.Head{Heading: "Found", Trials: 5},
		Sentences: []string{"One.", "Two.", "Why:", "Because of much that takes more than a line of the screen."},
	}
	var b bytes.Buffer
	if err := screen.Write(&b, a, screen.Options{Width: 40, Lines: 12, More: "more"}); err != nil {
		t.Fatal(err)
	}
	if want := "Found\n5 trials · seed 0\n\nOne.\nTwo.\n\nmore\n"; b.String() != want {
		t.Errorf("%s\nwant\n%s", b.String(), want)
	}
}
