package study

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/sim/chain"
	"magnetsim/sim/mc"
)

// certain plays a loss that depends on the level alone.
func certain(loss func(at float64) float64) Play {
	return func(_ context.Context, levels []float64, span mc.Span) ([][]float64, error) {
		values := make([]float64, span.Trials)
		for i := range values {
			values[i] = loss(levels[0])
		}
		return [][]float64{values, values}, nil
	}
}

// Without noise the level at which a criterion comes to be met is found to one
// step, wherever it lies; and what misses it again far above is told.
func TestSmallestWithoutNoise(t *testing.T) {
	c := Criteria{{Name: "little", Statistic: chain.Mean, Metric: "shortfall.total", Limit: atMost(1)}}
	rapid.Check(t, func(t *rapid.T) {
		last := rapid.IntRange(1, 3000).Draw(t, "last")
		enough := rapid.IntRange(0, last+1).Draw(t, "enough")
		again := rapid.IntRange(enough, last+2).Draw(t, "again") // from where it is missed again
		lab := labOf(certain(func(x float64) float64 {
			if x < float64(enough) || x >= float64(again) {
				return 2
			}
			return 0
		}), Range{0, float64(last), 1})
		e, err := lab.Smallest(t.Context(), c, rapid.SampledFrom([]int{50, 1000, 5000}).Draw(t, "trials"))
		if err != nil {
			t.Fatal(err)
		}
		if again <= last { // the scan may overlook what is narrower than its steps
			for _, p := range e.Again {
				if p.Levels[0] < float64(again) {
					t.Fatalf("%g is told to miss again, from %d", p.Levels[0], again)
				}
			}
			if e.Meets != nil && (e.Meets.At[0] < enough || e.Meets.At[0] >= again) {
				t.Fatalf("met at %d, truly from %d below %d", e.Meets.At[0], enough, again)
			}
			return
		}
		switch {
		case enough > last:
			if e.Meets != nil || e.Top != Fail || e.Fails.At[0] != last {
				t.Fatalf("never met, found %+v", e)
			}
		case e.Meets == nil || e.Meets.At[0] != enough || len(e.Again) > 0:
			t.Fatalf("met from %d, found %+v", enough, e)
		case enough > 0 && e.Fails.At[0] != enough-1, enough == 0 && e.Fails != nil:
			t.Fatalf("missed up to %d, found %+v", enough-1, e)
		}
	})
}

// Without noise the least of a function with one valley is found exactly.
func TestMinimiseWithoutNoise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		last := rapid.IntRange(1, 3000).Draw(t, "last")
		bottom := rapid.IntRange(0, last).Draw(t, "bottom")
		left, right := rapid.Float64Range(0.1, 10).Draw(t, "left"), rapid.Float64Range(0.1, 10).Draw(t, "right")
		power := rapid.SampledFrom([]float64{1, 2}).Draw(t, "power")
		lab := labOf(certain(func(x float64) float64 {
			far := x - float64(bottom)
			if far < 0 {
				return left * math.Pow(-far, power)
			}
			return right * math.Pow(far, power)
		}), Range{0, float64(last), 1})
		m, err := lab.Minimise(t.Context(), Objective{Weights: []float64{0, 1}}, nil, 0, rapid.SampledFrom([]int{50, 1000, 5000}).Draw(t, "trials"))
		if err != nil {
			t.Fatal(err)
		}
		if m.Best.At[0] != bottom || (m.Below == nil) != (bottom == 0) || (m.Above == nil) != (bottom == last) {
			t.Fatalf("least at %d of %d, found %+v", bottom, last, m)
		}
		if m.Below != nil && m.Below.At[0] != bottom-1 || m.Above != nil && m.Above.At[0] != bottom+1 {
			t.Fatalf("least at %d, from %v to %v", bottom, m.Below.At, m.Above.At)
		}
	})
}
