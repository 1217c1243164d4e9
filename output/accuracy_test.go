package output_test

import (
	"math"
	"testing"

	"magnetsim/output"
)

// Half the width is worth four times the trials; without replicates the number has no
// interval, and without an error it does not exist.
func TestAccuracyHoldsPlansToRandomTrials(t *testing.T) {
	var a output.Accuracy
	a.Add("random", [3]float64{10, 10, 10}, true)
	a.Add("lhs", [3]float64{5, 0, 10}, true)
	a.Add("strata", [3]float64{1, 5, 10}, false)
	if x := a.Plans[0].P95; x != (output.Interval{Value: 1, Low: 1, High: 1}) {
		t.Errorf("random trials are worth %v", x)
	}
	if x := a.Plans[1].Mean; x.Value != 4 || math.Abs(x.Low-4*17.54/31) > 1e-12 || math.Abs(x.High-4*48.23/31) > 1e-12 {
		t.Errorf("a half is worth %v", x)
	}
	if x := a.Plans[1].P95; !math.IsNaN(x.Value) {
		t.Errorf("nothing is worth %v", x)
	}
	if x := a.Plans[2].Mean; x.Value != 100 || !math.IsNaN(x.Low) {
		t.Errorf("a tenth is worth %v", x)
	}
}
