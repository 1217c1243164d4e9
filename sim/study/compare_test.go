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
	a.Given, b.Given = []float64{0, 0, 0, 0, 0, 0, 1, 2, 3, 4}, []float64{0, 0, 0, 0, 0, 0, 0, 0, 2, 3}
	c := Compare(a, b)
	within(t, "mean", c.Mean.Value, -7.5, 1e-12)
	within(t, "CVaR95", c.Tail.Value, -20, 1e-12)  // the worst 5% of ten are half of the worst one,
	if !math.IsNaN(c.Tail.Low) || !Noise(c.Tail) { // which tells nothing of its error
		t.Errorf("CVaR95 %+v", c.Tail)
	}
	within(t, "chance", c.Chance.Value, 0.1, 1e-12)
	within(t, "serious", c.Serious.Value, -0.1, 1e-12)
	within(t, "given up", c.Given.Value, 0.5, 1e-12)
	if !math.IsNaN(c.Moved.Value) {
		t.Errorf("nothing can move: %+v", c.Moved)
	}
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

// Trials that come in pairs of the same world tell no more than half as many: the
// error is that of the groups.
func TestCompareByGroups(t *testing.T) {
	a, b := noisy(1, 200, 100, 30), noisy(2, 200, 90, 30)
	a.Cost, b.Cost = noisy(3, 200, 40, 5).Loss, noisy(4, 200, 10, 5).Loss
	twice := func(xs []float64) []float64 {
		var all []float64
		for _, x := range xs {
			all = append(all, x, x)
		}
		return all
	}
	doubled := func(o *Arm) *Arm {
		d := armOf("x", twice(o.Loss)...)
		d.Cost = twice(o.Cost)
		for i := range d.Trials {
			d.Groups = append(d.Groups, uint64(i/2))
		}
		return d
	}
	a.Draws, b.Draws = "x", "x"
	once, again := Compare(b, a), Compare(doubled(b), doubled(a))
	for _, q := range []Quantity{Mean, Cost} {
		// The same sums in another order, of 400 numbers below 250.
		within(t, "difference", again.Of(q).Value, once.Of(q).Value, 400*250*0x1p-52)
		within(t, "its error", again.Of(q).SE, once.Of(q).SE, 1e-9)
	}
	within(t, "error of the mean", doubled(a).Levels().Mean.SE, a.Levels().Mean.SE, 1e-9)
	within(t, "cost per tonne", again.PerTonne.Value, once.PerTonne.Value, 1e-9)
	if !(math.Abs(again.Tail.SE/once.Tail.SE-1) < 0.1) { // the tail of 400 ends between two of its trials
		t.Errorf("error of CVaR95 %v, and %v of the groups", once.Tail.SE, again.Tail.SE)
	}
	if n := len(doubled(a).InBatches().n); n != 100 || again.Mean.N != 400 {
		t.Errorf("%d parts, %d trials", n, again.Mean.N)
	}
	single := doubled(a)
	for i := range single.Groups {
		single.Groups[i] = 7
	}
	if e := single.Levels().Mean; !math.IsNaN(e.SE) {
		t.Errorf("one group tells nothing of the error: %+v", e)
	}
}
