package study

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
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

// Early trials that mislead, in either direction, do not: the ends are those of
// all trials, against the verdict on every level, to an eighth of what is unsure
// and a step. A trial loses where the level is below its threshold.
func TestSmallestThoughEarlyTrialsMislead(t *testing.T) {
	const trials, last = 4096, 400
	rapid.Check(t, func(t *rapid.T) {
		early := rapid.SampledFrom([]int{256, 1024}).Draw(t, "early")
		centres := [2]int{rapid.IntRange(-100, last+100).Draw(t, "early centre"), rapid.IntRange(-100, last+100).Draw(t, "centre")}
		width := rapid.Float64Range(1, 200).Draw(t, "width")
		limit := rapid.Float64Range(0.02, 0.98).Draw(t, "limit")
		thresholds := make([]float64, trials)
		for i := range thresholds {
			centre := centres[1]
			if i < early {
				centre = centres[0]
			}
			thresholds[i] = float64(centre) + width*(draw.Random(1).Uniform(uint64(i), 1, 0)-0.5)
		}
		play := func(_ context.Context, levels []float64, span mc.Span) ([][]float64, error) {
			values := make([]float64, span.Trials)
			for i := range values {
				if thresholds[int(span.First)+i] > levels[0] {
					values[i] = 1
				}
			}
			return [][]float64{values, values}, nil
		}
		c := losesMoreThan(0, limit)
		fails, meets := -1, last+1
		for at := last; at >= 0; at-- {
			k := int64(0)
			for _, x := range thresholds {
				if x > float64(at) {
					k++
				}
			}
			switch outcome(stat.Share(k, trials), c.Limit) {
			case Pass:
				meets = at
			case Fail:
				fails = max(fails, at)
			}
		}
		e, err := labOf(play, Range{0, last, 1}).Smallest(context.Background(), Criteria{c}, trials)
		if err != nil {
			t.Fatal(err)
		}
		gotFails, gotMeets := -1, last+1
		if e.Fails != nil {
			gotFails = e.Fails.At[0]
		}
		if e.Meets != nil {
			gotMeets = e.Meets.At[0]
		}
		room := (meets-fails)/8 + 1
		if gotFails > fails || gotFails < fails-room && fails >= 0 || gotMeets < meets || gotMeets > meets+room && meets <= last {
			t.Fatalf("from %d to %d, by the verdict on every level from %d to %d", gotFails, gotMeets, fails, meets)
		}
		if (gotFails < 0) != (fails < 0) || (gotMeets > last) != (meets > last) || len(e.Again) > 0 {
			t.Fatalf("from %d to %d, by the verdict on every level from %d to %d; again %d", gotFails, gotMeets, fails, meets, len(e.Again))
		}
	})
}

// The lowest level alone is surely missed, by little: 450 of 4096 trials where a
// tenth may lose is 11.0 ± 1.0%, and 400 of them at all levels up to 350 is too
// close to call. Fewer trials cannot tell that of the lowest.
func TestSmallestAboveTheLowestLevel(t *testing.T) {
	play := func(_ context.Context, levels []float64, span mc.Span) ([][]float64, error) {
		values := make([]float64, span.Trials)
		for i := range values {
			// 4096 is 2^12, and 1859 odd: the products go through all residues.
			rank := (span.First + uint64(i)) * 1859 % 4096
			if rank < 400 && levels[0] < 350 || rank < 450 && levels[0] < 1 {
				values[i] = 1
			}
		}
		return [][]float64{values, values}, nil
	}
	e, err := labOf(play, Range{0, 400, 1}).Smallest(t.Context(), Criteria{losesMoreThan(0, 0.1)}, 4096)
	if err != nil {
		t.Fatal(err)
	}
	if e.Fails == nil || e.Fails.At[0] != 0 || e.Meets == nil || e.Meets.At[0] < 350 {
		t.Errorf("%+v", e)
	}
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
