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
	all := output.Converge("shortfall.total", "t", []output.Settling{{Values: xs}, {Values: xs[:63]}})
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

// Where trials fall into replicates the error is that between their means: here each
// replicate has one value in all its trials, 0 to 31, and one trial is missing. Its
// variance is 32·33/12 of 32 means.
func TestConvergeByReplicates(t *testing.T) {
	var x output.Settling
	x.Replicates = 32
	for trial := range 129 {
		if trial != 40 {
			x.Values, x.Parts = append(x.Values, float64(trial%32)), append(x.Parts, trial%32)
		}
	}
	all := output.Converge("shortfall.total", "t", []output.Settling{x})
	half := 2.0395 * math.Sqrt(32*33/12.0/32) // Student's t of 31 degrees of freedom
	for _, p := range all[0].Points {
		if math.Abs(p.Value-15.5) > 0.3 || math.Abs((p.High-p.Low)/2/half-1) > 0.05 { // a missing trial moves both by a few per cent
			t.Errorf("mean of %d trials: %+v, want 15.5 ± %v", p.Trials, p, half)
		}
	}
}
