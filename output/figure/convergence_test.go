package figure

import (
	"bytes"
	"strings"
	"testing"

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
	r.Convergence = output.Converge([][]float64{nil, xs}, "t")
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
	if alt := Alt(r, name); !strings.Contains(alt, "from 64 trials") || !strings.Contains(alt, "Mean shortfall: ") || !strings.Contains(alt, "150 t ± 9.9 t from 300") {
		t.Error(alt)
	}
	var data bytes.Buffer
	if err := Data(&data, r, name); err != nil || strings.Count(data.String(), "\n") != 1+3*4 {
		t.Error(err, data.String())
	}
}
