package dist

import (
	"math"
	"testing"
)

// Mean and Variance against closed forms. What is not exact is quadrature,
// good to 1e-10 of the scale, and rounding.
func TestMomentsAreThePublishedOnes(t *testing.T) {
	each(t, func(t *testing.T, f family) {
		scale := math.Sqrt(f.variance)
		if math.IsNaN(scale) {
			scale = math.Abs(f.mean)
		}
		if got := f.dist.Mean(); !math.IsNaN(f.mean) && math.Abs(got-f.mean) > 1e-9*scale+1e-12*math.Abs(f.mean) {
			t.Errorf("mean %.15g, want %.15g", got, f.mean)
		}
		if got := f.dist.Variance(); !math.IsNaN(f.variance) && !near(got, f.variance, 1e-9) {
			t.Errorf("variance %.15g, want %.15g", got, f.variance)
		}
	})
}

// Mean and Variance against the mean of the quantile function itself, which is
// what a simulation draws. The midpoints u = s³(10−15s+6s²) crowd at both ends,
// so that the tails are resolved down to 1e-14. At a jump the rule errs by at
// most one cell, 2/n of the jump: some hundred jumps of a thousandth of the
// scale, or a few of all of it, stay below 1e-4; without jumps the densest
// kinks leave 1e-7, and what lies beyond the last point less.
func TestMomentsAreThoseOfTheQuantileFunction(t *testing.T) {
	each(t, func(t *testing.T, f family) {
		mean, variance := integrated(f.dist)
		tol := 1e-6
		if f.jumps {
			tol = 1e-4
		}
		sd := math.Sqrt(variance)
		if got := f.dist.Mean(); math.Abs(got-mean) > tol*sd+1e-14*math.Abs(mean) {
			t.Errorf("mean %.12g, integrated %.12g", got, mean)
		}
		if got := f.dist.Variance(); math.Abs(got-variance) > 10*tol*variance+1e-14*mean*mean {
			t.Errorf("variance %.12g, integrated %.12g", got, variance)
		}
	})
}

func integrated(d Dist) (mean, variance float64) {
	const n = 50_000
	middle := d.Quantile(0.5)
	var first, second float64
	for i := range n {
		s := (float64(i) + 0.5) / n
		u := s * s * s * (10 - 15*s + 6*s*s)
		w := 30 * s * s * (1 - s) * (1 - s) / n
		x := d.Quantile(u) - middle
		first += w * x
		second += w * x * x
	}
	return middle + first, second - first*first
}
