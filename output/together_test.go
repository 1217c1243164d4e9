package output_test

import (
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// Runs stand side by side, each row under the number of its run; results of other kinds
// are named alone.
func TestTogether(t *testing.T) {
	first, second := outputtest.Report(), outputtest.Report()
	second.Title = "Another"
	for i := range second.Stats { // without substitution: other units, the same columns
		if m := second.Stats[i].Measure; m == output.GivenUp || m == output.Moved {
			second.Stats[i].Measure, second.Stats[i].Metric = "other", "other.x"
		}
	}
	a := output.Together([]string{"one", "two"}, []*output.Answer{first.Answer(), second.Answer()}, []output.Warning{{What: "unlike", Why: "seeds", Do: "again"}})
	if a.Head.Heading != "2 runs compared" || len(a.Sentences) != 2 || !strings.HasPrefix(a.Sentences[1], "2: Another (two): india-test") || len(a.Notes) != 1 {
		t.Errorf("%+v", a)
	}
	table, ok := a.Table("policies")
	shown, rows, err := table.InWords(output.Page)
	if !ok || err != nil || len(rows) != 6 {
		t.Fatalf("%v %v %v", ok, err, rows)
	}
	if rows[0][0].Text != "1: No stockpile" || rows[3][0].Text != "2: No stockpile" || !rows[3][0].Rule || rows[2][0].Rule {
		t.Errorf("%v under %v", rows, shown.Columns)
	}
	mixed := output.Together([]string{"one", "rare"}, []*output.Answer{first.Answer(), outputtest.Rare().Answer()}, nil)
	if mixed.Head.Heading != "2 results compared" || len(mixed.Tables) != 0 {
		t.Errorf("%+v", mixed)
	}
}
