package output_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"magnetsim/output/internal/golden"

	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/output/internal/outputtest"
	"magnetsim/output/page"
	"magnetsim/output/screen"
)

// findings is one of every kind that can be found; each is told in every way.
var findings = map[string]output.Finding{
	"accuracy":  outputtest.Accuracy(),
	"backtest":  outputtest.Backtest(),
	"backtests": outputtest.Backtests(),
	"cheapest":  outputtest.Cheapest(),
	"compare":   outputtest.Comparison(),
	"drivers":   outputtest.Report().Drivers,
	"frontier":  outputtest.Frontier(),
	"morris":    outputtest.Morris(),
	"odds":      outputtest.Odds(),
	"rare":      outputtest.Rare(),
	"run":       outputtest.Report(),
	"search":    outputtest.Search(),
	"several":   outputtest.Several(),
	"sobol":     outputtest.Sobol(),
	"sweep":     outputtest.Sweep(5),
	"trial":     outputtest.Trial(),
	"worst":     outputtest.Worst(),
}

func TestScreens(t *testing.T) {
	for name, found := range findings {
		for _, o := range []screen.Options{{Width: 60}, {Width: 100}, {Width: 80, Color: true}} {
			var b bytes.Buffer
			if err := screen.Write(&b, found.Answer(), o); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			color := ""
			if o.Color {
				color = "-color"
			}
			golden.Check(t, fmt.Sprintf("%s-%d%s.txt", name, o.Width, color), b.Bytes())
		}
	}
}

func TestJSON(t *testing.T) {
	for name, found := range findings {
		var b bytes.Buffer
		if err := file.JSON(&b, found.Answer()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !json.Valid(b.Bytes()) {
			t.Errorf("%s: not JSON", name)
		}
		golden.Check(t, name+".json", b.Bytes())
	}
}

// Every answer has a page, alone and beside another, twice the same.
func TestPages(t *testing.T) {
	other := findings["run"].Answer()
	for name, found := range findings {
		a := found.Answer()
		both := output.Together([]string{name, "run"}, []*output.Answer{a, other}, nil)
		for _, parts := range [][]page.Part{{{Answer: a}}, {{Answer: both}, {Answer: a, Name: name}, {Answer: other, Name: "run"}}} {
			for _, write := range []func(io.Writer, ...page.Part) error{page.HTML, page.Markdown} {
				var first, second bytes.Buffer
				for _, to := range []*bytes.Buffer{&first, &second} {
					if err := write(to, parts...); err != nil {
						t.Fatalf("%s: %v", name, err)
					}
				}
				if !bytes.Equal(first.Bytes(), second.Bytes()) || !strings.Contains(first.String(), "How it was computed") || strings.Contains(first.String(), "NaN") {
					t.Errorf("%s has another page the second time, or an incomplete one", name)
				}
			}
		}
	}
}

// Every table of every answer can be written in every format, twice the same, and
// every column that a file has is explained.
func TestEveryTableInEveryFormat(t *testing.T) {
	for name, found := range findings {
		a := found.Answer()
		for _, table := range a.Tables {
			for _, c := range table.Columns {
				if c.On&output.File != 0 && c.Doc == "" {
					t.Errorf("%s: column %s of %s is not explained", name, c.Name, table.Name)
				}
			}
			for _, f := range file.Formats() {
				var first, second bytes.Buffer
				for _, to := range []*bytes.Buffer{&first, &second} {
					if err := file.Write(to, f.Name, a.Head, table); err != nil {
						t.Fatalf("%s, %s as %s: %v", name, table.Name, f.Name, err)
					}
				}
				if !bytes.Equal(first.Bytes(), second.Bytes()) && f.Name != "xlsx" {
					t.Errorf("%s, %s as %s: other bytes the second time", name, table.Name, f.Name)
				}
			}
		}
	}
}

// What is found comes back from a file as it was.
func TestFindingsComeBack(t *testing.T) {
	for name, found := range findings {
		var b bytes.Buffer
		if err := output.Store(&b, found); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		back, err := output.Restore(&b)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var before, after bytes.Buffer
		if err := file.JSON(&before, found.Answer()); err != nil {
			t.Fatal(err)
		}
		if err := file.JSON(&after, back.Answer()); err != nil {
			t.Fatal(err)
		}
		if before.String() != after.String() || before.Len() < 100 {
			t.Errorf("%s is told otherwise when it comes back", name)
		}
	}
}
