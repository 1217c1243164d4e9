package dist

import (
	"math"
	"testing"
)

// family is one distribution that every test of this package goes through.
type family struct {
	name           string
	dist           Dist
	mean, variance float64 // from a closed form or a published table; NaN where none is at hand
	jumps          bool    // the distribution function has steps
}

// families is the one list of distributions. Each constructor stands in it at
// least once, at the ends of its shapes too.
func families(t testing.TB) []family {
	make := func(d Dist, err error) Dist {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	nan := math.NaN()
	smooth := func(name string, d Dist, mean, variance float64) family {
		return family{name: name, dist: d, mean: mean, variance: variance}
	}
	stepped := func(name string, d Dist, mean, variance float64) family {
		return family{name: name, dist: d, mean: mean, variance: variance, jumps: true}
	}
	pert := make(PERT(0.25, 0.75, 2.5))
	poisson := make(Poisson(3))
	lognormal := make(LognormalMeanSD(9, 6))
	return []family{
		stepped("constant", Constant(3), 3, 0),
		smooth("uniform", make(Uniform(-1, 3)), 1, 16.0/12),
		smooth("triangular", make(Triangular(3, 9, 30)), 14, (9+81+900-27-90-270)/18.0),
		smooth("triangular, mode at the low end", make(Triangular(0, 0, 3)), 1, 0.5),
		smooth("triangular, mode at the high end", make(Triangular(0, 3, 3)), 2, 0.5),
		// PERT of 0, 1, 4: shapes 2 and 4, so 4·B(2, 4): mean 4/3, variance 16·8/(36·7).
		smooth("pert", make(PERT(0, 1, 4)), 4.0/3, 16*8.0/(36*7)),
		smooth("pert, mode at the low end", make(PERT(1, 1, 2)), 1+1.0/6, 5.0/(36*7)),
		smooth("pert, negative", make(PERT(-3, -1, 5)), -2.0/6, nan),
		smooth("normal", make(Normal(5, 2)), 5, 4),
		smooth("lognormal", lognormal, 9, 36),
		smooth("lognormal by percentiles", make(LognormalPercentiles(0.1, 20, 0.9, 90)), nan, nan),
		smooth("lognormal, narrow", make(LognormalMeanSD(100, 0.5)), 100, 0.25),
		// Moments of logit-normal distributions by quadrature in 40 digits.
		smooth("logit-normal of median 1/2 and log-odds sd 1", make(LogitNormalPercentiles(NormalCDF(-1), 1/(1+math.E), NormalCDF(1), math.E/(1+math.E))), 0.5, 0.0433790358580929627),
		smooth("logit-normal of log-odds 2, sd 3", logitnormal{2, 3}, 0.717423985895676396, 0.105656050265962464),
		smooth("logit-normal of log-odds -3, sd 8", logitnormal{-3, 8}, 0.357242846330200646, 0.184121300240392804),
		smooth("beta", make(Beta(0.3, 0.1)), 0.3, 0.01),
		smooth("beta, U-shaped", make(Beta(0.4, 0.4)), 0.4, 0.16),
		smooth("beta, narrow", make(Beta(0.9, 0.002)), 0.9, 4e-6),
		smooth("beta, near an end", make(Beta(0.01, 0.01)), 0.01, 1e-4),
		smooth("gamma", make(GammaMeanSD(9, 4)), 9, 16),
		smooth("gamma, spread", make(GammaMeanSD(1, 3)), 1, 9),
		smooth("gamma, narrow", make(GammaMeanSD(1, 0.01)), 1, 1e-4),
		smooth("gamma by percentiles", make(GammaPercentiles(0.05, 2, 0.95, 15)), nan, nan),
		smooth("weibull of shape 2: Rayleigh", make(WeibullShape(2, 3)), 3*math.Sqrt(math.Pi)/2, 9*(1-math.Pi/4)),
		smooth("weibull of shape 1: exponential", make(WeibullShape(1, 3)), 3, 9),
		smooth("weibull of shape 1/2", make(WeibullShape(0.5, 1)), 2, 20),
		smooth("weibull by mean and sd", make(WeibullMeanSD(9, 4)), 9, 16),
		smooth("weibull, narrow", make(WeibullMeanSD(9, 0.01)), 9, 1e-4),
		smooth("weibull by percentiles", make(WeibullPercentiles(0.05, 2, 0.95, 15)), nan, nan),
		smooth("exponential", make(Exponential(9)), 9, 81),
		stepped("poisson", poisson, 3, 3),
		stepped("poisson, rare", make(Poisson(0.01)), 0.01, 0.01),
		stepped("poisson, large", make(Poisson(1e5)), 1e5, 1e5),
		stepped("bernoulli", make(Bernoulli(0.3)), 0.3, 0.21),
		stepped("bernoulli, certain", make(Bernoulli(1)), 1, 0),
		stepped("bernoulli, impossible", make(Bernoulli(0)), 0, 0),
		stepped("discrete", make(Discrete([]float64{0.3, 0, 0.8}, []float64{3, 6, 1})), 0.17, 0.6*0.17*0.17+0.3*0.13*0.13+0.1*0.63*0.63),
		stepped("empirical", make(Empirical([]float64{4, 1, 1, 2})), 2, 1.5),
		// From 0 to 1 with chance 1/2, from 1 to 5 with chance 1/2.
		smooth("quantiles", make(FromQuantiles([]float64{0, 0.5, 1}, []float64{0, 1, 5})), 1.75, (1.0/12+1.25*1.25)/2+(16.0/12+1.25*1.25)/2),
		smooth("quantiles, ends open", make(FromQuantiles([]float64{0.05, 0.5, 0.95}, []float64{3, 6, 24})), nan, nan),
		stepped("quantiles, flat piece", make(FromQuantiles([]float64{0, 0.2, 0.5, 1}, []float64{0, 1, 1, 2})), 0.1+0.3+0.75, nan),
		smooth("mixture", make(Mixture([]Dist{pert, lognormal}, []float64{7, 3})), nan, nan),
		stepped("mixture with certain values", make(Mixture([]Dist{Constant(0), Constant(2), make(Uniform(0, 2))}, []float64{0.5, 0.25, 0.25})), 0.75, 0.25*4+0.25*4/3-0.5625),
		smooth("mixture with a gap", make(Mixture([]Dist{make(Uniform(0, 1)), make(Uniform(9, 10))}, []float64{1, 1})), 5, 81.0/4+1.0/12),
		// Of a standard normal: φ(1)/(1−Φ(1)) and 1 + λ − λ².
		smooth("truncated below", make(Truncate(make(Normal(0, 1)), 1, math.Inf(1))), millsOf(1), 1+millsOf(1)-millsOf(1)*millsOf(1)),
		smooth("truncated to -1..1", make(Truncate(make(Normal(0, 1)), -1, 1)), 0, 1-2*phi(1)/(1-2*NormalCDF(-1))),
		smooth("truncated exponential", make(Truncate(make(Exponential(1)), 2, math.Inf(1))), 3, 1),
		stepped("truncated poisson", make(Truncate(poisson, 1, math.Inf(1))), 3/(1-math.Exp(-3)), nan),
		stepped("truncated between the steps", make(Truncate(poisson, 0.5, 2.5)), (3+2*4.5)/7.5, (3*0.36+4.5*0.16)/7.5),
		// E[max(0, Z)] = φ(0), E[max(0, Z)²] = 1/2.
		stepped("clamped below", make(Clamp(make(Normal(0, 1)), 0, math.Inf(1))), phi(0), 0.5-phi(0)*phi(0)),
		stepped("clamped to 0..1", make(Clamp(make(Uniform(-1, 2)), 0, 1)), 0.5, 1.0/9+1.0/3-0.25),
		stepped("clamped poisson", make(Clamp(poisson, 1, 2)), 2-4*math.Exp(-3), nan),
		smooth("clamped outside its support", make(Clamp(make(Uniform(0, 1)), -1, 2)), 0.5, 1.0/12),
		smooth("pert, narrow far from 0", make(PERT(1e6, 1e6+4e-4, 1e6+1e-3)), nan, nan),
		smooth("pert, mode at the high end", make(PERT(0, 1, 1)), 5.0/6, 5.0/(36*7)),
		smooth("gamma of shape 0.1", make(GammaMeanSD(1, math.Sqrt(10))), 1, 10),
		smooth("gamma of shape 500", make(GammaMeanSD(500, math.Sqrt(500))), 500, 500),
		smooth("lognormal, wide", make(LognormalMeanSD(1, 3)), 1, 9),
		smooth("lognormal by percentiles, wide", make(LognormalPercentiles(0.05, 1, 0.95, 100)), nan, nan),
		smooth("beta of mean 0.02", make(Beta(0.02, 0.01)), 0.02, 1e-4),
		smooth("beta of mean 0.02, wide", make(Beta(0.02, 0.06)), 0.02, 0.0036),
		smooth("weibull of shape 0.3", make(WeibullShape(0.3, 2)), 2*math.Gamma(1+1/0.3), nan),
		stepped("truncated clamped mixture", make(Truncate(make(Clamp(make(Mixture([]Dist{pert, poisson, make(GammaMeanSD(1, 2))}, []float64{1, 2, 1})), 0.2, 3.5)), 0.3, 5)), nan, nan),
	}
}

func phi(x float64) float64     { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }
func millsOf(x float64) float64 { return phi(x) / NormalCDF(-x) }

// each runs a test for every family.
func each(t *testing.T, test func(t *testing.T, f family)) {
	for _, f := range families(t) {
		t.Run(f.name, func(t *testing.T) { test(t, f) })
	}
}

// near reports whether two numbers agree within a relative tolerance.
func near(got, want, tol float64) bool { return math.Abs(got-want) <= tol*math.Abs(want) }
