package figure

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"magnetsim/output"
)

// settledReport is the typical report with a shortfall of 1 to 300 t in 300 trials
// under its second policy.
func settledReport() *output.Report {
	r := typical()
	xs := make([]float64, 300)
	for i := range xs {
		xs[i] = float64(i*7%300 + 1) // 7 and 300 have no common factor: each once
	}
	r.Convergence = output.Converge("shortfall.total", "t", []output.Settling{{}, {Values: xs}})
	return r
}

func TestConvergenceOfOnePolicy(t *testing.T) {
	r := settledReport()
	name := "convergence-" + slugs(r)[1]
	for _, e := range Entries(r) {
		if e.Name == "convergence" && e.Figure != name {
			t.Errorf("%s is drawn without data", e.Figure)
		}
	}
	for _, format := range Formats() {
		for _, size := range Sizes() {
			if len(render(t, r, name, format, Style{Size: size, DPI: 40})) == 0 {
				t.Errorf("nothing as %s, %s", format, size)
			}
		}
	}
	// The mean of 1 to 300 is 150.5, their sd 86.7: t(299)·86.7/√300 = 9.86.
	if alt := Alt(r, name); !strings.Contains(alt, "from 64 trials") || !strings.Contains(alt, "Mean shortfall: ") || !strings.Contains(alt, "150 ± 10 t from 300") {
		t.Error(alt)
	}
	var data bytes.Buffer
	if err := Data(&data, r, name); err != nil || strings.Count(data.String(), "\n") != 1+3*4 {
		t.Error(err, data.String())
	}
}

// A shortfall is never below 0, and neither is what bounds it.
func TestConvergenceIsNeverBelowZero(t *testing.T) {
	r := typical()
	r.Convergence = []output.Convergence{{Variant: 0, Statistic: "cvar95", Unit: "t", Points: []output.Settled{
		{Trials: 64, Value: 802, Low: -126, High: 1730}, {Trials: 128, Value: 900, Low: math.NaN(), High: math.NaN()}, {Trials: 200, Value: 700, Low: 600, High: 800}}}}
	if alt := Alt(r, "convergence"); !strings.Contains(alt, "802 t (0 t to 1,730 t) from 64 trials, 700 ± 100 t from 200") {
		t.Error(alt)
	}
	if r.Convergence[0].Points[0].Low != -126 {
		t.Error("the report was changed")
	}
	if notes := settledNotes(settled(r, 0)); len(notes) != 1 || !strings.Contains(notes[0], "(up to 128)") {
		t.Error(notes)
	}
}

func TestPowersAreOneTwoFive(t *testing.T) {
	p := pen{size: 8}
	for _, c := range []struct {
		lo, hi float64
		length vg.Length
		want   string
	}{
		{64, 4000, 400, "100 200 500 1,000 2,000"},
		{64, 1e6, 250, "100 1,000 10,000 100,000 1,000,000"},
		{0.5, 2, 400, "0.5 1 2"},
	} {
		var got []string
		for _, tick := range powers.at(math.Log10(c.lo), math.Log10(c.hi), c.length, p) {
			got = append(got, tick.Label)
			if x, err := strconv.ParseFloat(strings.ReplaceAll(tick.Label, ",", ""), 64); err != nil || math.Abs(math.Pow(10, tick.Value)-x) > 1e-9*x {
				t.Errorf("%s stands at %g", tick.Label, math.Pow(10, tick.Value))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("from %g to %g: %q, want %s", c.lo, c.hi, got, c.want)
		}
	}
}
