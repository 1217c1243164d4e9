package output

import (
	"math"
	"testing"

	"magnetsim/sim/stat"
	"magnetsim/sim/study"
)

// found is 1,000 worlds of which the worst tenth was looked at whole: values 0 … 899 by
// every third, then 900 … 999.
func found(t *testing.T) *study.RareResult {
	t.Helper()
	var low, high []float64
	for i := 1; i < 900; i += 3 {
		low = append(low, float64(i))
	}
	for i := 900; i < 1000; i++ {
		high = append(high, float64(i))
	}
	s, err := stat.NewStrata([]stat.Stratum{{Size: 900, Values: low}, {Size: 100, Values: high}})
	if err != nil {
		t.Fatal(err)
	}
	return &study.RareResult{Strata: s, Played: 500, Failed: 1, Candidates: 1000}
}

// Questions are answered in order and once each, the mean is that of the population,
// and a curve goes down to the tenth trial from the top.
func TestBuildRare(t *testing.T) {
	r := BuildRare(Rare{Metric: "shortfall.total", Unit: "t"}, found(t), []float64{100, 20, 100}, []float64{989, 400})
	if r.Head.Asked != 500 || r.Head.Failed != 1 || r.Candidates != 1000 {
		t.Errorf("%d played, %d failed, %d worlds", r.Head.Asked, r.Head.Failed, r.Candidates)
	}
	if len(r.Once) != 2 || r.Once[0].Value.Value != 949 || r.Once[1].Value.Value != 989 {
		t.Errorf("once in 20 and in 100: %+v, want 949 and 989", r.Once)
	}
	if len(r.Above) != 2 || r.Above[0].Value.Value != 400 || math.Abs(r.Above[1].Chance.Value-0.01) > 1e-12 {
		t.Errorf("above: %+v", r.Above)
	}
	if math.Abs(r.Mean.Value-499.5) > 1e-9 {
		t.Errorf("mean %v, want 499.5", r.Mean.Value)
	}
	last := r.Curve[len(r.Curve)-1]
	if r.Curve[0].Chance.Value != 0.5 || last.Value.Value > 989 || last.Value.Value < 980 {
		t.Errorf("the curve goes from a chance of %v to a value of %v", r.Curve[0].Chance.Value, last.Value.Value)
	}
	// Of the population's variance, 1000²/12, a random trial has all; the stratum of
	// those looked at whole adds its spread over 100, once more than a census of 1,000.
	if r.Mean.EffectiveTrials < 400 || r.Mean.EffectiveTrials > 1000 {
		t.Errorf("the mean is worth %v trials of 400 looked at among 1,000", r.Mean.EffectiveTrials)
	}
}
