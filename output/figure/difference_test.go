package figure

import (
	"strings"
	"testing"

	"magnetsim/output"
)

// fillPaired gives a demo the differences of its means. Of the last policy but
// one, the last sector cannot be told apart from the first policy's.
func fillPaired(r *output.Report) {
	for _, s := range r.Stats {
		first, ok := r.Stat(0, s.Metric, "mean")
		if s.Variant == 0 || s.Statistic != "mean" || !ok {
			continue
		}
		change := s.Value - first.Value
		half := max(change, -change) * 0.15
		same := change == 0 || s.Variant == len(r.Variants)-2 && s.Subject == r.Sectors[len(r.Sectors)-1].Name
		if same {
			half = max(change, -change) * 1.2
		}
		r.Paired = append(r.Paired, output.Paired{Second: s.Variant, Metric: s.Metric, Unit: s.Unit, Mean: change,
			Low: change - half, High: change + half, Better: 0.31, Worse: 0.002, Same: same})
	}
}

func pairedSmall() *output.Report {
	r := small()
	r.Stats[0].Kind = "total"
	r.Paired = []output.Paired{
		{Second: 1, Metric: "shortfall.total", Unit: "t", Mean: -700, Low: -740, High: -660, Better: 0.35, Worse: 0.001},
		{Second: 1, Metric: "shortfall.auto", Unit: "t", Mean: 1, Low: -2, High: 4, Better: 0.2, Worse: 0.3, Same: true},
		{Second: 1, Metric: "stock_cost.total", Unit: "INR", Mean: 5, Low: 4, High: 6},
	}
	return r
}

func TestDifferenceAlt(t *testing.T) {
	want := "Change in mean shortfall against No stockpile, 2026 to 2030. India 2026 to 2030 · 2 policies · 10,000 trials · seed 1. Points with ± sampling error (95%). " +
		"Total: 60 days -700 ± 40 t (less in 35%, more in 0.1% of trials). " +
		"Automotive: 60 days no change that can be told apart from none (less in 20%, more in 30% of trials)."
	if got := Alt(pairedSmall(), "difference"); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// The picture says how far, or "~" where that cannot be told from none.
func TestDifferenceNumbers(t *testing.T) {
	svg := string(render(t, pairedSmall(), "difference", "svg", Style{Size: "column"}))
	for _, want := range []string{">−700 (35/&lt;1%)<", ">~ (20/30%)<", ">Total<", ">Automotive<"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no text %s", want)
		}
	}
}

func TestDifferenceData(t *testing.T) {
	rows := rowsOf(t, pairedSmall(), "difference")
	if len(rows) != 6 {
		t.Fatalf("%d rows, want 3 of each of 2 subjects", len(rows))
	}
	same(t, rows[0]["value"], -700)
	same(t, rows[0]["low"], -740)
	same(t, rows[0]["high"], -660)
	same(t, rows[1]["value"], 0.35)
	same(t, rows[5]["value"], 0.3)
}

// Without a second policy there is nothing to compare.
func TestNoDifference(t *testing.T) {
	if names := strings.Join(Names(onePolicy()), " "); strings.Contains(names, "difference") {
		t.Errorf("one policy has figures %s", names)
	}
}
