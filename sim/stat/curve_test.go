package stat

import (
	"math"
	"slices"
	"testing"
)

func TestBinsByHand(t *testing.T) {
	c := exactOf(0, 0, 1, 2, 2, 3, 10, 11, 30, math.Inf(1))
	shares, above := c.Bins([]float64{0, 2, 10, 20})
	if !slices.Equal(shares, []float64{0.3, 0.2, 0.1}) || above != 0.2 || c.Zero().Value != 0.2 {
		t.Errorf("shares %v, above %v, zero %v", shares, above, c.Zero().Value)
	}
}

// Bins, zeros and what is above add up to all trials, of a sketch as well.
func TestBinsAddUp(t *testing.T) {
	values := sampleOf(4, 10_000, shortfall)
	for _, c := range []*Column{exactOf(values...), fill(NewSketch(), values)} {
		shares, sum := c.Bins([]float64{0, 100, 200, 400, 800})
		for _, s := range shares {
			sum += s
		}
		if sum += c.Zero().Value; math.Abs(sum-1) > 6*0x1p-53 {
			t.Errorf("shares add up to %v", sum)
		}
	}
}

// Between two knots of a curve the chance of exceeding falls by a step of the
// ranks that they were laid at, never more: by 1/20 of the positive values over
// the body, by 1/20 of a tenth of the trials in the tail.
func TestKnots(t *testing.T) {
	c := exactOf(sampleOf(5, 10_000, shortfall)...)
	xs := c.Knots(20)
	if xs[0] != 0 || xs[len(xs)-1] != c.Moments().Max || !slices.IsSorted(xs) {
		t.Fatalf("knots %v", xs)
	}
	for i, x := range xs[1:] {
		step := c.Positive().Value / 20
		if c.Exceed(xs[i]).Value <= 0.1 {
			step = 0.1 / 20
		}
		if fall := c.Exceed(xs[i]).Value - c.Exceed(x).Value; fall > step+2.0/10_000 {
			t.Errorf("from %v to %v the chance falls by %v, more than %v", xs[i], x, fall, step)
		}
	}
	if k := exactOf(0, 0, math.Inf(1)).Knots(3); !slices.Equal(k, []float64{0}) {
		t.Errorf("knots without a positive finite value: %v", k)
	}
}
