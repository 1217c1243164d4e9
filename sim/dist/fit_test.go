package dist

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// A fit to two percentiles has these percentiles.
func TestPercentileFits(t *testing.T) {
	positive := rapid.Custom(func(r *rapid.T) float64 { return math.Exp(rapid.Float64Range(-12, 18).Draw(r, "log x")) })
	share := rapid.Custom(func(r *rapid.T) float64 { return 1 / (1 + math.Exp(rapid.Float64Range(-9, 9).Draw(r, "odds"))) })
	for name, c := range map[string]struct {
		fit   func(p1, x1, p2, x2 float64) (Dist, error)
		value *rapid.Generator[float64]
	}{
		"normal":       {NormalPercentiles, rapid.Float64Range(-1e6, 1e6)},
		"lognormal":    {LognormalPercentiles, positive},
		"logit-normal": {LogitNormalPercentiles, share},
		"gamma":        {GammaPercentiles, positive},
		"weibull":      {WeibullPercentiles, positive},
	} {
		t.Run(name, func(t *testing.T) {
			fitted := 0
			rapid.Check(t, func(r *rapid.T) {
				p1, p2 := rapid.Float64Range(0.001, 0.999).Draw(r, "p1"), rapid.Float64Range(0.001, 0.999).Draw(r, "p2")
				x1, x2 := c.value.Draw(r, "x1"), c.value.Draw(r, "x2")
				if (x1 < x2) != (p1 < p2) {
					x1, x2 = x2, x1
				}
				if math.Abs(p1-p2) < 1e-3 || math.Abs(x1-x2) < 1e-3*math.Abs(x1) {
					r.Skip("hardly two percentiles")
				}
				d, err := c.fit(p1, x1, p2, x2)
				if err != nil {
					return // no distribution of the family is so narrow or so wide
				}
				fitted++
				// Both lie on a line whose slope is known to 1e-16 × the distance of the
				// percentiles over their spacing: at most 1e-16·1e6/1e-3.
				scale := max(math.Abs(x1), math.Abs(x2))
				if name != "normal" {
					scale = 0 // relative to each value itself
				}
				for p, x := range map[float64]float64{p1: x1, p2: x2} {
					if got := d.Quantile(p); math.Abs(got-x) > 1e-9*max(scale, math.Abs(x)) {
						r.Fatalf("p%g is %.15g, not %.15g", 100*p, got, x)
					}
				}
			})
			if fitted < 50 {
				t.Errorf("only %d of 100 could be fitted", fitted)
			}
		})
	}
}

// The percentiles that scenarios are written with, in either order.
func TestUsualPercentileFits(t *testing.T) {
	for name, fit := range map[string]func(p1, x1, p2, x2 float64) (Dist, error){
		"normal": NormalPercentiles, "lognormal": LognormalPercentiles, "logit-normal": LogitNormalPercentiles,
		"gamma": GammaPercentiles, "weibull": WeibullPercentiles,
	} {
		for _, p := range [][2]float64{{0.05, 0.95}, {0.1, 0.9}, {0.5, 0.95}, {0.05, 0.5}, {0.25, 0.75}} {
			for _, x := range [][2]float64{{0.1, 0.6}, {0.01, 0.9}, {0.5, 0.502}} {
				for range 2 {
					d, err := fit(p[0], x[0], p[1], x[1])
					if err != nil {
						t.Errorf("%s p%g %g, p%g %g: %v", name, p[0], x[0], p[1], x[1], err)
						continue
					}
					for i := range p {
						if got := d.Quantile(p[i]); !near(got, x[i], 1e-9) {
							t.Errorf("%s: p%g is %.15g, not %g", name, 100*p[i], got, x[i])
						}
					}
					p[0], p[1], x[0], x[1] = p[1], p[0], x[1], x[0]
				}
			}
		}
	}
}

// Mean and sd come back from every family that takes them.
func TestMomentFits(t *testing.T) {
	for name, fit := range map[string]func(mean, sd float64) (Dist, error){
		"normal": Normal, "lognormal": LognormalMeanSD, "gamma": GammaMeanSD, "weibull": WeibullMeanSD,
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				mean := math.Exp(rapid.Float64Range(-10, 10).Draw(r, "log mean"))
				sd := mean * math.Exp(rapid.Float64Range(-6, 1.4).Draw(r, "log cv"))
				d, err := fit(mean, sd)
				if err != nil {
					r.Fatal(err)
				}
				// The sd follows from the difference of two log-gammas of 1e-16 each,
				// relative to the square of a cv of e⁻⁶.
				if !near(d.Mean(), mean, 1e-10) || !near(math.Sqrt(d.Variance()), sd, 1e-9) {
					r.Fatalf("mean %g sd %g came out as %g, %g", mean, sd, d.Mean(), math.Sqrt(d.Variance()))
				}
			})
		})
	}
}

// Of a share, whose sd is at most √(mean·(1−mean)).
func TestBetaMoments(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		mean := rapid.Float64Range(0.1, 0.9).Draw(r, "mean")
		sd := math.Sqrt(mean*(1-mean)) * rapid.Float64Range(0.01, 0.8).Draw(r, "part")
		d, err := Beta(mean, sd)
		if err != nil {
			r.Fatal(err)
		}
		if !near(d.Mean(), mean, 1e-12) || !near(math.Sqrt(d.Variance()), sd, 1e-12) {
			r.Fatalf("mean %g sd %g came out as %g, %g", mean, sd, d.Mean(), math.Sqrt(d.Variance()))
		}
	})
}

// No figures make a constructor panic, hand back half a distribution, or make
// one whose draws are not numbers.
func TestConstructorsRefuseOrWork(t *testing.T) {
	odd := rapid.Custom(func(r *rapid.T) float64 {
		special := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, 1e-300, 1e300, 5e-324, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN(), 0.05, 0.95, 1 - 0x1p-53}
		if rapid.Bool().Draw(r, "special") {
			return rapid.SampledFrom(special).Draw(r, "x")
		}
		return rapid.Float64Range(-3, 5).Draw(r, "x")
	})
	inner, _ := LognormalPercentiles(0.1, 1, 0.9, 3)
	for name, make := range map[string]func(a, b, c, d float64) (Dist, error){
		"uniform":      func(a, b, _, _ float64) (Dist, error) { return Uniform(a, b) },
		"triangular":   func(a, b, c, _ float64) (Dist, error) { return Triangular(a, b, c) },
		"pert":         func(a, b, c, _ float64) (Dist, error) { return PERT(a, b, c) },
		"normal":       func(a, b, _, _ float64) (Dist, error) { return Normal(a, b) },
		"normal p":     NormalPercentiles,
		"lognormal":    func(a, b, _, _ float64) (Dist, error) { return LognormalMeanSD(a, b) },
		"lognormal p":  LognormalPercentiles,
		"logit-normal": LogitNormalPercentiles,
		"beta":         func(a, b, _, _ float64) (Dist, error) { return Beta(a, b) },
		"gamma":        func(a, b, _, _ float64) (Dist, error) { return GammaMeanSD(a, b) },
		"gamma p":      GammaPercentiles,
		"weibull":      func(a, b, _, _ float64) (Dist, error) { return WeibullMeanSD(a, b) },
		"weibull k":    func(a, b, _, _ float64) (Dist, error) { return WeibullShape(a, b) },
		"weibull p":    WeibullPercentiles,
		"exponential":  func(a, _, _, _ float64) (Dist, error) { return Exponential(a) },
		"poisson":      func(a, _, _, _ float64) (Dist, error) { return Poisson(a) },
		"bernoulli":    func(a, _, _, _ float64) (Dist, error) { return Bernoulli(a) },
		"discrete":     func(a, b, c, d float64) (Dist, error) { return Discrete([]float64{a, b}, []float64{c, d}) },
		"mixture":      func(a, b, c, d float64) (Dist, error) { return Mixture([]Dist{Constant(1), inner}, []float64{c, d}) },
		"quantiles":    func(a, b, c, d float64) (Dist, error) { return FromQuantiles([]float64{a, b}, []float64{c, d}) },
		"empirical":    func(a, b, c, _ float64) (Dist, error) { return Empirical([]float64{a, b, c}) },
		"truncate":     func(a, b, _, _ float64) (Dist, error) { return Truncate(inner, a, b) },
		"clamp":        func(a, b, _, _ float64) (Dist, error) { return Clamp(inner, a, b) },
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				d, err := make(odd.Draw(r, "a"), odd.Draw(r, "b"), odd.Draw(r, "c"), odd.Draw(r, "d"))
				if err != nil {
					if d != nil || err.Error() == "" {
						r.Fatalf("an error, %q, and yet a distribution %v", err, d)
					}
					return
				}
				for _, u := range probabilities {
					if x := d.Quantile(u); math.IsNaN(x) || math.IsInf(x, 0) {
						r.Fatalf("%s%v: Quantile(%g) = %g", d.Family(), d.Params(), u, x)
					}
				}
				if m, v := d.Mean(), d.Variance(); math.IsNaN(m+v) || math.IsInf(m+v, 0) || v < 0 {
					r.Fatalf("%s%v: mean %g, variance %g", d.Family(), d.Params(), m, v)
				}
			})
		})
	}
}

var errNone = errors.New("no error")

// Errors name the family and say what would do.
func TestErrorsAreForPlanners(t *testing.T) {
	failure := func(_ Dist, err error) error {
		if err == nil {
			return errNone
		}
		return err
	}
	for want, err := range map[string]error{
		"uniform: the lower end 3 must be below the upper end 3":                                              failure(Uniform(3, 3)),
		"pert: the lowest, most likely and highest values must be in rising order: 3, 2, 4 are not":           failure(PERT(3, 2, 4)),
		"normal: the sd must be above 0, not 0":                                                               failure(Normal(1, 0)),
		"lognormal: a percentile must be above p0 and below p100":                                             failure(LognormalPercentiles(0, 1, 0.9, 2)),
		"lognormal: the higher percentile must have the larger value: p10 is 3, but p90 is 2":                 failure(LognormalPercentiles(0.1, 3, 0.9, 2)),
		"beta: with a mean of 0.5 the sd must be below 0.5":                                                   failure(Beta(0.5, 0.6)),
		"logit-normal: the percentiles 0.1 and 1.2 must lie between 0 and 1":                                  failure(LogitNormalPercentiles(0.1, 0.1, 0.9, 1.2)),
		"exponential: the mean must be above 0, not -1":                                                       failure(Exponential(-1)),
		"bernoulli: the chance must lie between 0 and 1, not be 60":                                           failure(Bernoulli(60)),
		"truncate: uniform never lies between 2 and 3":                                                        failure(Truncate(made(Uniform(0, 1)), 2, 3)),
		"quantiles: percentiles must lie within p0 and p100, and their values must rise with them (p95 is 3)": failure(FromQuantiles([]float64{0.05, 0.5, 0.95}, []float64{1, 5, 3})),
	} {
		if err.Error() != want {
			t.Errorf("%q\nwant %q", err, want)
		}
	}
}
