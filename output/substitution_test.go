package output_test

import (
	"strings"
	"testing"

	"magnetsim/output/outputtest"
)

// What is given up and what moves stands beside the loss: in the answer, and in the
// tables by sector and by policy. A report without any says nothing of it.
func TestWhatIsGivenUpStandsBesideTheLoss(t *testing.T) {
	r := outputtest.Report()
	answer := strings.ReplaceAll(strings.Join(r.Sentences(), "\n"), "\u00a0", " ")
	const want = "Not counted as lost: 144 ± 4 t given up on average, as users turn to designs without the material, and 607 ± 18 t moved to another material (677 t of that)."
	if !strings.Contains(answer, want) {
		t.Errorf("the answer does not say what is given up: %s", answer)
	}
	for _, g := range []struct{ columns, cells []string }{
		{r.SectorGrid(0).Columns, r.SectorGrid(0).Rows[0].Cells},
		{r.PolicyGrid().Columns, r.PolicyGrid().Rows[0].Cells},
	} {
		for i, c := range g.columns {
			if (c == "Given up" || c == "Moved") && g.cells[i] == "" {
				t.Errorf("no %s in %q", c, g.cells)
			}
		}
		if all := strings.Join(g.columns, ","); !strings.Contains(all, "Given up,Moved") {
			t.Errorf("columns %s", all)
		}
	}

	r.Stats = r.Stats[:0:0]
	if r.Substitutes() || r.Turned(0) != "" || strings.Contains(strings.Join(r.Sentences(), " "), "given up") {
		t.Error("a report without substitution speaks of it")
	}
}
