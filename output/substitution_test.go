package output_test

import (
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// What is given up and what moves stands beside the loss: in the answer, and in the
// tables by sector and by policy. A report without any says nothing of it.
func TestWhatIsGivenUpStandsBesideTheLoss(t *testing.T) {
	r := outputtest.Report()
	answer := strings.ReplaceAll(strings.Join(r.Sentences(), "\n"), "\u00a0", " ")
	const want = "Not counted as lost: on average users give up 144 ± 4 t, turning to designs without the material, and replace 607 ± 18 t with 677 t of another material."
	if !strings.Contains(answer, want) {
		t.Errorf("the answer does not say what is given up: %s", answer)
	}
	for _, name := range []string{"sectors", "policies"} {
		table, _ := r.Answer().Table(name)
		shown, rows, err := table.InWords(output.Page)
		if err != nil {
			t.Fatal(err)
		}
		var titles []string
		for i, c := range shown.Columns {
			titles = append(titles, c.Name)
			if (c.Name == "given_up_t" || c.Name == "moved_t") && rows[0][i].Text == "" {
				t.Errorf("no %s in %v", c.Name, rows[0])
			}
		}
		if all := strings.Join(titles, ","); !strings.Contains(all, "given_up_t,moved_t") {
			t.Errorf("columns %s", all)
		}
	}

	// A case says so where that may be why it changes the loss.
	if want := "(No stockpile, the same 1,000 trials); 66 t instead of 607 t are moved to another material. It depends as much, as far as these trials can tell, on \"Plants start early\"."; !strings.Contains(answer, want) {
		t.Errorf("the answer does not say what moves in a case: %s", answer)
	}

	r.Stats, r.Cases = r.Stats[:0:0], nil
	if r.Substitutes() || r.Turned(0) != "" || strings.Contains(strings.Join(r.Sentences(), " "), "given up") {
		t.Error("a report without substitution speaks of it")
	}
}
