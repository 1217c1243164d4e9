package study

import (
	"math"
	"testing"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/stat"
)

// TestNoVerdictOnOneTailTrial: at 20 trials CVaR95 is one trial. It neither keeps
// nor misses a limit, however far away that is; 30 trials in the tail, 600 in
// all, would tell.
func TestNoVerdictOnOneTailTrial(t *testing.T) {
	worst := ramp(20)
	for _, limit := range []chain.Limit{atMost(1e6), atMost(0.1), atLeast(1e6), atLeast(0.1)} {
		v := judge(chain.Criterion{Statistic: chain.TailMean, P: 0.95, Limit: limit}, sim.Metric{}, gathered(worst))
		if v.Outcome != TooClose || v.Decides != 600 {
			t.Errorf("%+v: outcome %d, %d trials decide (%+v)", limit, v.Outcome, v.Decides, v.Estimate)
		}
	}
	for _, trials := range []int{20, 40} {
		a := &Arm{Draws: "x", Loss: ramp(trials)}
		b := &Arm{Draws: "x", Loss: ramp(trials), Groups: make([]uint64, trials)} // all in one group
		if told := !math.IsNaN(a.Levels().Tail.Low); told != (trials == 40) {
			t.Errorf("CVaR95 of %d trials: %+v", trials, a.Levels().Tail)
		}
		if e := b.Levels().Tail; !math.IsNaN(e.Low) || e.Value != a.Levels().Tail.Value {
			t.Errorf("CVaR95 of a group of %d trials: %+v", trials, e)
		}
	}
}

// TestNoDifferenceOfOneTailTrial: nor are two levels told apart by it.
func TestNoDifferenceOfOneTailTrial(t *testing.T) {
	double := ramp(20)
	for i := range double {
		double[i] *= 2
	}
	a := &Point{Trials: 20, Values: [][]float64{double}}
	b := &Point{Trials: 20, Values: [][]float64{ramp(20)}}
	o := Objective{Weights: []float64{1}, Tail: 0.95}
	if e := o.Difference(a, b); math.Abs(e.Value-20) > 1e-9 || !math.IsNaN(e.Low) {
		t.Errorf("%+v", e)
	}
	costly := &Arm{Draws: "x", Loss: ramp(20), Cost: double}
	free := &Arm{Draws: "x", Loss: double, Cost: make([]float64, 20)}
	if e := perTail(costly, free); !math.IsNaN(e.Value) {
		t.Errorf("a tonne of CVaR95 costs %+v", e)
	}
}

// TestLossHasNoNegativeEnd: one trial in 100 loses 100 t: a mean of 1 t, of at
// least none; a net cost may be negative.
func TestLossHasNoNegativeEnd(t *testing.T) {
	one := append(make([]float64, 99), 100)
	a := &Arm{Draws: "x", Loss: one, Cost: one}
	l := a.Levels()
	for name, e := range map[string]stat.Estimate{"mean": l.Mean, "CVaR95": l.Tail} {
		if e.Low != 0 || !(e.High > e.Value) {
			t.Errorf("%s: %+v", name, e)
		}
	}
	if !(l.Cost.Low < 0) {
		t.Errorf("cost: %+v", l.Cost)
	}
}

// ramp is 1, 2, …, n.
func ramp(n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = float64(i + 1)
	}
	return all
}
