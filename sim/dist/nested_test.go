package dist

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// anyDist draws a distribution that is made of others, to a depth.
func anyDist(r *rapid.T, depth int) Dist {
	for range 20 {
		draw := plainDist
		if depth > 0 && rapid.Bool().Draw(r, "made of others") {
			draw = func(r *rapid.T) (Dist, error) { return madeOf(r, depth-1) }
		}
		if d, err := draw(r); err == nil {
			return d
		}
	}
	return Constant(1)
}

func figure(r *rapid.T) float64   { return rapid.Float64Range(-5, 20).Draw(r, "figure") }
func positive(r *rapid.T) float64 { return math.Exp(rapid.Float64Range(-3, 3).Draw(r, "log")) }
func within(r *rapid.T, lo, hi float64) float64 {
	return rapid.Float64Range(lo, hi).Draw(r, "within")
}

// plainDist draws a family and its figures, not all of which need be possible.
func plainDist(r *rapid.T) (Dist, error) {
	switch rapid.IntRange(0, 12).Draw(r, "family") {
	case 0:
		return Constant(math.Round(figure(r))), nil
	case 1:
		return Uniform(figure(r), figure(r))
	case 2:
		return Triangular(figure(r), figure(r), figure(r))
	case 3:
		return PERT(figure(r), figure(r), figure(r))
	case 4:
		return Normal(figure(r), positive(r))
	case 5:
		return LognormalMeanSD(3, within(r, 0.01, 4))
	case 6:
		return Beta(within(r, 0.01, 0.99), within(r, 0.005, 0.4))
	case 7:
		return GammaMeanSD(3, within(r, 0.01, 9))
	case 8:
		return WeibullShape(within(r, 0.7, 20), positive(r))
	case 9:
		return Exponential(positive(r))
	case 10:
		return Poisson(positive(r))
	case 11:
		return Bernoulli(within(r, 0.01, 0.99))
	}
	return Discrete([]float64{figure(r), figure(r), figure(r)}, []float64{positive(r), positive(r), positive(r)})
}

// madeOf draws a distribution that is made of others.
func madeOf(r *rapid.T, depth int) (Dist, error) {
	d := anyDist(r, depth)
	switch rapid.IntRange(0, 2).Draw(r, "how") {
	case 0:
		lo, hi := figure(r), figure(r)
		if d.CDF(hi)-d.CDF(lo) < 0.01 {
			return nil, errors.New("the tolerances allow for a hundredth left")
		}
		return Truncate(d, lo, hi)
	case 1:
		return Clamp(d, figure(r), figure(r))
	}
	return Mixture([]Dist{d, anyDist(r, depth)}, []float64{positive(r), positive(r)})
}

// Whatever is truncated, clamped and mixed: draws are numbers within the
// support that rise with u, the CDF climbs through u where they lie, and the
// moments are those of the draws.
func TestNested(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := anyDist(r, 3)
		lo, hi := d.Support()
		last := math.Inf(-1)
		for _, u := range []float64{1e-16, 1e-12, 1e-6, 0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999, 1 - 1e-6, 1 - 1e-12, 1 - 1e-16} {
			x := d.Quantile(u)
			if !(x >= lo && x <= hi) || math.IsInf(x, 0) {
				r.Fatalf("%s: Quantile(%g) = %v lies outside %v..%v", d.Family(), u, x, lo, hi)
			}
			// A mixture's root is good to 1e-14 of its parts' values, of size 1 here.
			if x < last-1e-12*(1+math.Abs(last)) {
				r.Fatalf("%s: Quantile(%g) = %v, less than %v", d.Family(), u, x, last)
			}
			last = max(x, last)
			climbs(r, d, u, x)
		}
		agree(r, d)
	})
}

// climbs checks that the CDF comes up to u at x. Three truncations that leave a
// hundredth each multiply the rounding of a probability, 1e-16, to 1e-10.
func climbs(r *rapid.T, d Dist, u, x float64) {
	if u < 1e-9 || u > 1-1e-9 {
		return
	}
	near, slack := 1e-8*(1+math.Abs(x)), 1e-7*min(u, 1-u)+1e-9
	if p, q := d.CDF(x-near), d.CDF(x+near); p > u+slack || q < u-slack {
		r.Fatalf("%s %v: Quantile(%g) = %v, but the CDF climbs from %g to %g there", d.Family(), d.Params(), u, x, p, q)
	}
}

// agree checks the moments against integrated, whose cells are at most 4e-5
// wide: so much of each jump may be missed, and of smooth tails a thousandth.
// What hardly ever happens and yet makes all of the variance falls between them.
func agree(r *rapid.T, d Dist) {
	mean, variance := integrated(d)
	if span := d.Quantile(1-1e-15) - d.Quantile(1e-15); variance < 1e-4*span*span {
		return
	}
	missed := 0.0
	if jumpsOf(d) != nil {
		missed = 4e-5 * (d.Quantile(1-1e-6) - d.Quantile(1e-6))
	}
	sd := math.Sqrt(max(0, variance))
	if got := d.Mean(); math.Abs(got-mean) > missed+1e-3*sd+1e-11*math.Abs(mean)+1e-15 { // the last for figures near 1 that cancel
		r.Fatalf("%s %v: mean %v, integrated %v", d.Family(), d.Params(), got, mean)
	}
	missed *= 3 * (d.Quantile(1-1e-6) - d.Quantile(1e-6)) // of the square, and twice the mean
	if got := d.Variance(); math.Abs(got-variance) > missed+3e-3*variance+1e-12*mean*mean+1e-15 {
		r.Fatalf("%s %v: variance %v, integrated %v", d.Family(), d.Params(), got, variance)
	}
}
