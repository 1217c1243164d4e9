package dist

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// probabilities are uniforms at which every quantile function is looked at: the
// ends of what 53 bits can reach, both tails, and the middle.
var probabilities = []float64{0x1p-53, 1e-12, 1e-9, 1e-6, 1e-4, 0.01, 0.05, 0.2, 0.37, 0.5, 0.63, 0.8, 0.95, 0.99, 0.9999, 1 - 1e-6, 1 - 1e-9, 1 - 1e-12, 1 - 0x1p-53}

// slackOf is how far CDF(x) may lie from u where x = Quantile(u). The tables of
// beta and gamma, and the incomplete beta and gamma functions, err by some 1e-13
// in the log of the value, which shape and tail multiply by at most 1000: 1e-10
// of the nearer of u and 1−u. Truncating to a seventh of the mass multiplies the
// rounding of u, 1e-16, by ten. And x is rounded itself, by an error or two in
// each of its formula's factors.
func slackOf(d Dist, u, x float64) float64 {
	rounding := 1e-15 * (math.Abs(x) + math.Abs(d.Quantile(0.5)))
	return 1e-10*min(u, 1-u) + 0x1p-48 + d.CDF(x+rounding) - d.CDF(x-rounding)
}

// A quantile function is the inverse of its distribution function: equal where
// that is smooth, and everywhere Quantile(u) is the smallest x with CDF(x) ≥ u.
func TestQuantileInvertsCDF(t *testing.T) {
	each(t, func(t *testing.T, f family) {
		check := func(t rapid.TB, u float64) {
			x := f.dist.Quantile(u)
			slack := 0x1p-48 // steps are met exactly, but for the rounding of a sum of probabilities
			if !f.jumps {
				slack = slackOf(f.dist, u, x)
			}
			if p := f.dist.CDF(x); p < u-slack || !f.jumps && p > u+slack {
				t.Fatalf("CDF(Quantile(%g)) = CDF(%g) = %g", u, x, p)
			}
			below := x - 1e-9*(math.Abs(x)+1e-9)
			if p := f.dist.CDF(below); p >= u+slack {
				t.Fatalf("Quantile(%g) = %g, but already CDF(%g) = %g", u, x, below, p)
			}
		}
		for _, u := range probabilities {
			check(t, u)
		}
		rapid.Check(t, func(r *rapid.T) { check(r, uniforms().Draw(r, "u")) })
	})
}

// uniforms draws a probability as the simulator does: the middles of 2⁵² cells.
func uniforms() *rapid.Generator[float64] {
	return rapid.Custom(func(r *rapid.T) float64 {
		return (float64(rapid.Uint64Range(0, 1<<52-1).Draw(r, "bits")) + 0.5) * 0x1p-52
	})
}

// Where the CDF is smooth, Quantile brings x back. Compared in probability it
// would be the same test as above, so x is compared with its own scale.
func TestCDFInvertsQuantile(t *testing.T) {
	each(t, func(t *testing.T, f family) {
		if f.jumps {
			return
		}
		scale := f.dist.Quantile(0.95) - f.dist.Quantile(0.05)
		rapid.Check(t, func(r *rapid.T) {
			x := f.dist.Quantile(rapid.Float64Range(0.02, 0.98).Draw(r, "u"))
			// The slope of the CDF between p2 and p98 is at least 1e-4 of the mean
			// slope for all but the mixtures with a gap, where any x of the gap is
			// a quantile of the same probability.
			back := f.dist.Quantile(f.dist.CDF(x))
			if math.Abs(back-x) > 1e-9*scale && math.Abs(f.dist.CDF(back)-f.dist.CDF(x)) > 1e-13 {
				t.Fatalf("%g comes back as %g", x, back)
			}
		})
	})
}

func TestQuantileNeverFalls(t *testing.T) {
	each(t, func(t *testing.T, f family) {
		rapid.Check(t, func(r *rapid.T) {
			u, v := uniforms().Draw(r, "u"), uniforms().Draw(r, "v")
			if u > v {
				u, v = v, u
			}
			if x, y := f.dist.Quantile(u), f.dist.Quantile(v); x > y {
				t.Fatalf("Quantile(%v) = %v > Quantile(%v) = %v", u, x, v, y)
			}
		})
	})
}

// Neighbouring uniforms too: interpolation and root finding must not wiggle.
func TestQuantileNeverFallsLocally(t *testing.T) {
	each(t, func(t *testing.T, f family) {
		for _, start := range []float64{0.001, 0.3, 0.5, 0.97, 0.99999} {
			last, u := math.Inf(-1), start
			for range 2000 {
				x := f.dist.Quantile(u)
				// one unit in the last place of any factor in the formula
				if x < last-4e-16*math.Abs(last) {
					t.Fatalf("at u = %v the quantile falls from %v to %v", u, last, x)
				}
				last, u = max(last, x), u*(1+1e-9)
			}
		}
	})
}

func TestSupport(t *testing.T) {
	each(t, func(t *testing.T, f family) {
		lo, hi := f.dist.Support()
		for _, u := range probabilities {
			if x := f.dist.Quantile(u); x < lo || x > hi {
				t.Errorf("Quantile(%g) = %v lies outside %v..%v", u, x, lo, hi)
			}
		}
		for x, want := range map[float64]float64{
			math.Inf(-1): 0, math.Inf(1): 1, math.Nextafter(lo, math.Inf(-1)) - 1: 0, hi: 1, hi + 1: 1, -math.MaxFloat64: 0, math.MaxFloat64: 1,
		} {
			if got := f.dist.CDF(x); got != want {
				t.Errorf("CDF(%g) = %g, not %g", x, got, want)
			}
		}
	})
}
