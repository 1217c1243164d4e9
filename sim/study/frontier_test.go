package study

import (
	"context"
	"math"
	"testing"

	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// With a stock of S the loss is any with chance exp(−S/540), 540·exp(−S/540) on
// average, and beyond the 5% that S leaves 540·ln 20 + 540 − S, so long as S is
// below 540·ln 20 = 1617.7.
func TestFrontierOfOneCurb(t *testing.T) {
	const trials = 20000
	lab := labOf(curbPlay(1), Range{0, 1600, 2})
	rungs, err := lab.Frontier(t.Context(), Sides{Loss: 1, Share: -1, Cost: 0}, 5, trials)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rungs {
		s := 400 * float64(i)
		chance := math.Exp(-s / scale)
		for what, x := range map[string]struct{ got, se, want float64 }{
			"cost":   {r.Loses.Cost.Value, 1e-9, s},
			"chance": {r.Loses.Chance.Value, r.Loses.Chance.SE, chance},
			"mean":   {r.Loses.Mean.Value, r.Loses.Mean.SE, scale * chance},
			"tail":   {r.Loses.Tail.Value, r.Loses.Tail.SE, scale*(1+math.Log(20)) - s},
		} {
			if math.Abs(x.got-x.want) > 4*x.se {
				t.Errorf("%s of a stock of %g: %g, want %g within 4 · %g", what, s, x.got, x.want, x.se)
			}
		}
		if r.DominatedBy != -1 || r.Point.Levels[0] != s {
			t.Errorf("rung %d at %v, dominated by %d", i, r.Point.Levels, r.DominatedBy)
		}
		if i == 0 {
			continue
		}
		// A tonne of mean loss avoided costs 400/(540·(exp(−S₁/540) − exp(−S₂/540))),
		// a tonne of CVaR95 exactly 1.
		per := 400 / (scale * (math.Exp(-(s-400)/scale) - chance))
		if e := r.Change.PerTonne; math.Abs(e.Value-per) > 4*e.SE || !(e.SE > 0) {
			t.Errorf("from %g to %g a tonne costs %g, want %g within 4 · %g", s-400, s, e.Value, per, e.SE)
		}
		if e := r.PerTail; math.Abs(e.Value-1) > 1e-9 {
			t.Errorf("from %g to %g a tonne of CVaR95 costs %g, want 1", s-400, s, e.Value)
		}
	}
}

// Beyond 100 t more costs more and spares nothing: the level at 100 t leaves no
// reason to choose those above. What differs by noise alone dominates nothing.
func TestFrontierMarksWhatIsDominated(t *testing.T) {
	play := func(_ context.Context, levels []float64, span mc.Span) ([][]float64, error) {
		var cost, loss []float64
		for i := range span.Trials {
			n := span.First + uint64(i)
			u := draw.Random(1).Uniform(n, 1, 0)
			noise := draw.Random(1).Uniform(n, draw.Factor(2+levels[0]), 0)
			cost = append(cost, min(levels[0], 200))
			loss = append(loss, max(0, 200*u-min(levels[0], 100))+noise)
		}
		return [][]float64{cost, loss}, nil
	}
	rungs, err := labOf(play, NewRange(0, 400)).Frontier(t.Context(), Sides{Loss: 1, Share: -1, Cost: 0}, 9, 2000)
	if err != nil {
		t.Fatal(err)
	}
	// Levels 0, 50, 100, 150, 200 …: 150 costs 50 more than 100 and loses the same,
	// but by noise. Where that made it lose less, it is not dominated.
	for i, r := range rungs {
		same := i <= 2 || r.Loses.Tail.Value < rungs[2].Loses.Tail.Value || r.Loses.Chance.Value < rungs[2].Loses.Chance.Value
		if i <= 2 && r.DominatedBy >= 0 || !same && r.DominatedBy != 2 {
			t.Errorf("%g is dominated by rung %d", r.Point.Levels[0], r.DominatedBy)
		}
	}
	if _, err := labOf(play, NewRange(0, 400)).Frontier(t.Context(), Sides{Loss: 1, Share: -1, Cost: 0}, 1, 100); err == nil {
		t.Error("a frontier of one point is accepted")
	}
}

// Cancelled while the fourth level is played, a frontier has the three before, weighed
// as if they were all; cancelled before two it has none.
func TestFrontierCutShort(t *testing.T) {
	for _, c := range []struct{ after, want int }{{3, 3}, {1, 0}} {
		ctx, cancel := context.WithCancel(t.Context())
		whole, played := curbPlay(1), 0
		lab := labOf(func(ctx context.Context, levels []float64, span mc.Span) ([][]float64, error) {
			if played == c.after {
				cancel()
				return nil, ctx.Err()
			}
			played++
			return whole(ctx, levels, span)
		}, Range{0, 1600, 2})
		rungs, err := lab.Frontier(ctx, Sides{Loss: 1, Share: -1, Cost: 0}, 5, 2000)
		if len(rungs) != c.want || (err == nil) != (c.want > 0) {
			t.Errorf("after %d levels: %d rungs, %v", c.after, len(rungs), err)
		}
		for i, r := range rungs {
			if r.Point.Levels[0] != 400*float64(i) || math.Abs(r.Loses.Cost.Value-400*float64(i)) > 1e-9 {
				t.Errorf("rung %d: %+v", i, r.Point.Levels)
			}
		}
	}
}
