package dist

import (
	"fmt"
	"math"
	"sync"

	"gonum.org/v1/gonum/mathext"
)

// beta is the beta distribution with shapes a and b, stretched to lo..hi.
type beta struct {
	family string
	params []Param
	a, b   float64
	lo, hi float64
	odds   func() *curve // log-odds of the unstretched value
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

func newBeta(family string, params []Param, a, b, lo, hi float64) Dist {
	odds := func() *curve { return curveOf(betaShape{a, b}, betaCurve(a, b)) }
	return &beta{family: family, params: params, a: a, b: b, lo: lo, hi: hi, odds: sync.OnceValue(odds)}
}

// betaShape is what the table of a beta distribution depends on.
type betaShape struct{ a, b float64 }

// betaCurve returns the log-odds of the quantile at Φ(z).
func betaCurve(a, b float64) func(z float64) knot {
	logB := lbeta(a, b)
	return func(z float64) knot {
		var y float64
		if z <= 0 {
			y = logOdds(a, b, logB, z)
		} else {
			y = -logOdds(b, a, logB, -z)
		}
		// Of the log-odds y, dx/dy = x(1−x): the density's powers of x and 1−x
		// each rise by one.
		logX, logRest := -softplus(-y), -softplus(y)
		return tabled(z, y, a*logX+b*logRest-logB, a*math.Exp(logRest)-b*math.Exp(logX))
	}
}

// logOdds returns ln(x/(1−x)) of the quantile at Φ(z) for z ≤ 0, where the
// probability is small and exact: gonum's inverse, polished by Newton steps on
// the logarithm of the CDF.
func logOdds(a, b, logB, z float64) float64 {
	logP := math.Log(NormalCDF(z))
	x := mathext.InvRegIncBeta(a, b, NormalCDF(z))
	y := (logP + math.Log(a) + logB) / a // x ≈ (p·a·B)^{1/a} for small p
	if x > 1e-12 && x < 1 {
		y = math.Log(x) - math.Log1p(-x)
	}
	for range 4 { // quadratic: from 1e-5 to rounding in two
		p := mathext.RegIncBeta(a, b, 1/(1+math.Exp(-y)))
		if !(p > 0) {
			break
		}
		logDens := a*-softplus(-y) + b*-softplus(y) - logB // of y
		step := (math.Log(p) - logP) * math.Exp(math.Log(p)-logDens)
		y -= step
		if math.Abs(step) < 1e-8 {
			break
		}
	}
	return y
}

// softplus is ln(1 + eˣ), without overflow.
func softplus(x float64) float64 {
	if x > 0 {
		return x + math.Log1p(math.Exp(-x))
	}
	return math.Log1p(math.Exp(x))
}

func lbeta(a, b float64) float64 {
	x, _ := math.Lgamma(a)
	y, _ := math.Lgamma(b)
	z, _ := math.Lgamma(a + b)
	return x + y - z
}

func (d *beta) Quantile(u float64) float64 {
	return d.lo + (d.hi-d.lo)/(1+math.Exp(-d.odds().at(NormalQuantile(u))))
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

func (d *beta) Mean() float64 { return d.lo + (d.hi-d.lo)*d.a/(d.a+d.b) }

func (d *beta) Variance() float64 {
	n, span := d.a+d.b, d.hi-d.lo
	return span * span * d.a * d.b / (n * n * (n + 1))
}

func (d *beta) Support() (float64, float64) { return d.lo, d.hi }
func (d *beta) Family() string              { return d.family }
func (d *beta) Params() []Param             { return d.params }
