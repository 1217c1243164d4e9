package study

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// What is compared of ten trials: the losses of b are 20 higher where both lose,
// and a alone loses in one trial.
func TestCompareByHand(t *testing.T) {
	a := armOf("x", 0, 0, 0, 0, 0, 5, 30, 40, 50, 60)
	b := armOf("x", 0, 0, 0, 0, 0, 0, 50, 60, 70, 80)
	a.Share = []float64{0, 0, 0, 0, 0, 0.005, 0.01, 0.02, 0.03, 0.04} // 1% is not more than 1%
	b.Share = []float64{0, 0, 0, 0, 0, 0, 0.02, 0.03, 0.04, 0.05}
	b.Cost = make([]float64, 10)
	c := Compare(a, b)
	within(t, "mean", c.Mean.Value, -7.5, 1e-12)
	within(t, "CVaR95", c.Tail.Value, -20, 1e-12)  // the worst 5% of ten are half of the worst one,
	if !math.IsNaN(c.Tail.Low) || !Noise(c.Tail) { // which tells nothing of its error
		t.Errorf("CVaR95 %+v", c.Tail)
	}
	within(t, "chance", c.Chance.Value, 0.1, 1e-12)
	within(t, "serious", c.Serious.Value, -0.1, 1e-12)
	within(t, "better", c.Better, 0.4, 1e-12)
	within(t, "worse", c.Worse, 0.1, 1e-12)
	if !math.IsNaN(c.Cost.Value) || !math.IsNaN(c.Burden.Value) || !math.IsNaN(c.PerTonne.Value) {
		t.Errorf("what one of them does not know: %+v", c)
	}
	if !Noise(c.Chance) || c.Dominates() {
		t.Errorf("one trial of ten is no difference, and a has the higher chance: %+v", c)
	}
}

// Swapped, every difference changes its sign and keeps its error.
func TestCompareIsAntisymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 60).Draw(t, "n")
		draw := func(name string) []float64 {
			return rapid.SliceOfN(rapid.SampledFrom([]float64{0, 0, 1, 5, 100, 2000}), n, n).Draw(t, name)
		}
		a, b := armOf("x", draw("a")...), armOf(rapid.SampledFrom([]string{"x", "y"}).Draw(t, "draws"), draw("b")...)
		a.Cost, b.Cost = draw("cost a"), draw("cost b")
		there, back := Compare(a, b), Compare(b, a)
		for _, q := range []Quantity{Chance, Mean, Tail, Cost} {
			x, y := there.Of(q), back.Of(q)
			// Sums of at most 60 numbers of 2,000, twenty times that in a tail.
			const room = 60 * 20 * 2000 * 0x1p-52
			if math.IsNaN(x.Low) != math.IsNaN(y.Low) || math.Abs(x.Value+y.Value) > room || math.Abs(x.Low+y.High) > 60*room || math.Abs(x.SE-y.SE) > 60*room {
				t.Fatalf("quantity %d: %+v and %+v", q, x, y)
			}
		}
		if there.Paired && (there.Better != back.Worse || there.Worse != back.Better) {
			t.Fatalf("%+v and %+v", there, back)
		}
		if there.Dominates() && back.Dominates() {
			t.Fatalf("each dominates the other: %+v", there)
		}
	})
}

// Levels are those of the trials, and pairs need the same trials of the same
// draws.
func TestLevelsAndPairs(t *testing.T) {
	a := armOf("x", 0, 0, 3, 9)
	l := a.Levels()
	within(t, "chance", l.Chance.Value, 0.5, 0)
	within(t, "mean", l.Mean.Value, 3, 0)
	within(t, "CVaR95", l.Tail.Value, 9, 0)
	if !math.IsNaN(l.Serious.Value) || !math.IsNaN(l.Of(Burden).Value) {
		t.Errorf("%+v", l)
	}
	b := armOf("x", 0, 0, 3, 9)
	if !a.PairedWith(b) {
		t.Error("the same trials are no pairs")
	}
	b.Trials = slices.Clone(b.Trials)
	b.Trials[3] = 7
	if a.PairedWith(b) || a.PairedWith(armOf("y", 0, 0, 3, 9)) {
		t.Error("other trials are pairs")
	}
}
