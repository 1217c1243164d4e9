package dist

import (
	"fmt"
	"math"
	"sync"

	"gonum.org/v1/gonum/mathext"
)

// beta is the beta distribution with shapes a and b, stretched to lo..hi.
type beta struct {
	closed
	a, b float64
	odds func() *curve // log-odds of the unstretched value
}

// Beta returns the beta distribution on 0..1 of a mean and a standard deviation.
func Beta(mean, sd float64) (Dist, error) {
	if err := finite("beta", mean, sd); err != nil {
		return nil, err
	}
	if !(mean > 0 && mean < 1 && sd > 0) {
		return nil, fmt.Errorf("beta: the mean %g must lie between 0 and 1 and the sd %g above 0", mean, sd)
	}
	n := mean*(1-mean)/(sd*sd) - 1
	if n <= 0 {
		return nil, fmt.Errorf("beta: with a mean of %g the sd must be below %.4g", mean, math.Sqrt(mean*(1-mean)))
	}
	if min(mean, 1-mean)*n < leastShape {
		return nil, fmt.Errorf("beta: with a mean of %g and an sd of %g nearly every value is 0 or 1; use bernoulli or discrete", mean, sd)
	}
	if n > greatestShape {
		return nil, fmt.Errorf("beta: an sd of %g is too small; use a normal distribution, or the mean itself", sd)
	}
	params := []Param{{"mean", mean}, {"sd", sd}, {"alpha", mean * n}, {"beta", (1 - mean) * n}}
	return newBeta("beta", params, mean*n, (1-mean)*n, 0, 1), nil
}

// PERT returns the beta-PERT distribution of a lowest, a likeliest and a highest
// value: α = 1 + 4(mode−lo)/(hi−lo), β = 1 + 4(hi−mode)/(hi−lo), mean (lo + 4·mode + hi)/6.
// Source: Vose, "Risk Analysis", 3rd ed. (2008), 405.
func PERT(lo, mode, hi float64) (Dist, error) {
	if err := threePoints("pert", lo, mode, hi); err != nil {
		return nil, err
	}
	a, b := 1+4*(mode-lo)/(hi-lo), 1+4*(hi-mode)/(hi-lo)
	return newBeta("pert", []Param{{"low", lo}, {"mode", mode}, {"high", hi}}, a, b, lo, hi), nil
}

// What a beta distribution is computed for: with shapes below the least, the
// smaller half of what it draws could not be told from 0; with a sum of shapes
// above the greatest, its distribution function loses its digits.
const (
	leastShape    = 0.05
	greatestShape = 1e6
)

func newBeta(family string, params []Param, a, b, lo, hi float64) Dist {
	n, span := a+b, hi-lo
	of := closed{family, params, lo + (hi-lo)*a/(a+b), span * span * a * b / (n * n * (n + 1)), lo, hi}
	return &beta{of, a, b, sync.OnceValue(func() *curve { return shapes.of(newBetaOdds(a, b)) })}
}

// betaOdds is the distribution of the log-odds y of a beta variable x:
// dx/dy = x(1−x), so that its density is xᵃ(1−x)ᵇ/B(a, b).
type betaOdds struct{ a, b, logB float64 }

func newBetaOdds(a, b float64) betaOdds {
	x, _ := math.Lgamma(a)
	y, _ := math.Lgamma(b)
	z, _ := math.Lgamma(a + b)
	return betaOdds{a, b, x + y - z}
}

func (d betaOdds) lower(y float64) float64 {
	if y < powerLaw {
		return math.Exp(d.a*y-d.logB) / d.a
	}
	return mathext.RegIncBeta(d.a, d.b, share(y))
}

func (d betaOdds) upper(y float64) float64 { return betaOdds{d.b, d.a, d.logB}.lower(-y) }

func (d betaOdds) logDensity(y float64) (value, slope float64) {
	return -d.a*softplus(-y) - d.b*softplus(y) - d.logB, d.a*share(-y) - d.b*share(y)
}

// nearMedian takes the odds (a − 1/3)/(b − 1/3), or, where the density rises to
// an end, the power law at the lower end, Fx ≈ xᵃ/(a·B).
// Source: Kerman, "A closed-form approximation for the median of the beta
// distribution", arXiv:1111.0433 (2011).
func (d betaOdds) nearMedian() float64 {
	switch {
	case d.a >= 1 && d.b >= 1:
		return math.Log((d.a - 1.0/3) / (d.b - 1.0/3))
	case d.a <= d.b:
		return (math.Log(d.a/2) + d.logB) / d.a
	}
	return -(math.Log(d.b/2) + d.logB) / d.b
}

// share is the probability of log-odds y.
func share(y float64) float64 { return 1 / (1 + math.Exp(-y)) }

// softplus is ln(1 + eˣ), without overflow.
func softplus(x float64) float64 {
	if x > 0 {
		return x + math.Log1p(math.Exp(-x))
	}
	return math.Log1p(math.Exp(x))
}

func (d *beta) Quantile(u float64) float64 {
	return min(d.hi, d.lo+(d.hi-d.lo)*share(d.odds().at(NormalQuantile(u))))
}

func (d *beta) CDF(x float64) float64 {
	switch {
	case x <= d.lo:
		return 0
	case x >= d.hi:
		return 1
	}
	return mathext.RegIncBeta(d.a, d.b, (x-d.lo)/(d.hi-d.lo))
}
