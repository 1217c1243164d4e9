package output_test

import (
	"math"
	"testing"

	"magnetsim/output"
)

// Of the numbers 1 to 200 in a fixed order: the first 64, the first 128, all.
func TestConvergeTakesTheFirstTrials(t *testing.T) {
	xs := make([]float64, 200)
	for i := range xs {
		xs[i] = float64(i + 1)
	}
	all := output.Converge([][]float64{xs, xs[:63]}, "t")
	if len(all) != 3 || all[0].Variant != 0 || all[0].Unit != "t" {
		t.Fatalf("%+v: 63 trials tell nothing, 200 three statistics", all)
	}
	for i, want := range [][]float64{{32.5, 64.5, 100.5}, {61, 122, 190}} { // of p95 the ⌈0.95 n⌉-th
		for k, n := range []int64{64, 128, 200} {
			if p := all[i].Points[k]; p.Trials != n || math.Abs(p.Value-want[k]) > 1e-12*want[k] {
				t.Errorf("%s of %d trials: %+v, want %g", all[i].Statistic, n, p, want[k])
			}
		}
	}
	if p := all[0].Points; !(p[2].High-p[2].Low > 0) || all[2].Statistic != "cvar95" || math.Abs(all[2].Points[2].Value-195.5) > 1e-9 {
		t.Errorf("%+v", all)
	}
}
