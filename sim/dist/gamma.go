package dist

import (
	"fmt"
	"math"
	"sync"

	"gonum.org/v1/gonum/mathext"
)

// gamma is the gamma distribution.
type gamma struct {
	shape, scale float64
	log          func() *curve // ln of the unscaled value
}

// GammaMeanSD returns the gamma distribution of a mean and a standard deviation,
// both above 0: shape (mean/sd)², scale sd²/mean.
func GammaMeanSD(mean, sd float64) (Dist, error) {
	if err := positiveMoments("gamma", mean, sd); err != nil {
		return nil, err
	}
	return newGamma(mean*mean/(sd*sd), sd*sd/mean), nil
}

// positiveMoments checks a mean and an sd that must be above 0.
func positiveMoments(family string, mean, sd float64) error {
	if err := finite(family, mean, sd); err != nil {
		return err
	}
	if mean <= 0 || sd <= 0 {
		return fmt.Errorf("%s: the mean %g and the sd %g must be above 0", family, mean, sd)
	}
	return nil
}

// positivePercentiles checks two percentiles of a quantity above 0.
func positivePercentiles(family string, p1, x1, p2, x2 float64) error {
	if err := percentiles(family, p1, x1, p2, x2); err != nil {
		return err
	}
	if x1 <= 0 || x2 <= 0 {
		return fmt.Errorf("%s: the percentiles %g and %g must be above 0", family, x1, x2)
	}
	return nil
}

// GammaPercentiles returns the gamma distribution with two given percentiles.
func GammaPercentiles(p1, x1, p2, x2 float64) (Dist, error) {
	if err := positivePercentiles("gamma", p1, x1, p2, x2); err != nil {
		return nil, err
	}
	if p1 > p2 {
		p1, x1, p2, x2 = p2, x2, p1, x1
	}
	want := math.Log(x2 / x1) // falls as the shape rises
	logShape := bisect(math.Log(1e-2), math.Log(1e6), func(y float64) bool {
		k := math.Exp(y)
		return logGammaQuantile(k, p2)-logGammaQuantile(k, p1) < want
	})
	k := math.Exp(logShape)
	if logShape <= math.Log(1e-2)+1e-6 || logShape >= math.Log(1e6)-1e-6 {
		return nil, fmt.Errorf("gamma: no shape gives percentiles as far apart as %g and %g", x1, x2)
	}
	return newGamma(k, x1/math.Exp(logGammaQuantile(k, p1))), nil
}

// bisect returns where a condition turns from false to true between lo and hi,
// to the last bit.
func bisect(lo, hi float64, holds func(float64) bool) float64 {
	for range 200 {
		mid := (lo + hi) / 2
		if mid <= lo || mid >= hi {
			break
		}
		if holds(mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi
}

func newGamma(shape, scale float64) Dist {
	log := func() *curve { return curveOf(gammaShape(shape), gammaCurve(shape)) }
	return &gamma{shape: shape, scale: scale, log: sync.OnceValue(log)}
}

// gammaShape is what the table of a gamma distribution depends on.
type gammaShape float64

// gammaCurve returns ln of the quantile at Φ(z).
func gammaCurve(shape float64) func(z float64) knot {
	logG, _ := math.Lgamma(shape)
	return func(z float64) knot {
		y := logGammaAt(shape, logG, z)
		return tabled(z, y, shape*y-math.Exp(y)-logG, shape-math.Exp(y))
	}
}

// logGammaQuantile returns ln of the quantile at p of the gamma distribution of
// scale 1.
func logGammaQuantile(shape, p float64) float64 {
	logG, _ := math.Lgamma(shape)
	return logGammaAt(shape, logG, NormalQuantile(p))
}

// logGammaAt returns ln of the quantile at Φ(z): gonum's inverse of the smaller
// tail, polished by Newton steps on the logarithm of that tail.
func logGammaAt(shape, logG, z float64) float64 {
	logP := math.Log(NormalCDF(-math.Abs(z)))
	tail, sign := mathext.GammaIncReg, 1.0
	var x float64
	if z <= 0 {
		x = mathext.GammaIncRegInv(shape, NormalCDF(z))
	} else {
		tail, sign = mathext.GammaIncRegComp, -1
		x = mathext.GammaIncRegCompInv(shape, NormalCDF(-z))
	}
	y := (logP + math.Log(shape) + logG) / shape // x ≈ (p·Γ(shape+1))^{1/shape} for small p
	if x > 1e-12 && !math.IsInf(x, 0) {
		y = math.Log(x)
	}
	for range 4 { // quadratic: from 1e-5 to rounding in two
		p := tail(shape, math.Exp(y))
		if !(p > 0) {
			break
		}
		logDens := shape*y - math.Exp(y) - logG // of y
		step := sign * (math.Log(p) - logP) * math.Exp(math.Log(p)-logDens)
		y -= step
		if math.Abs(step) < 1e-8 {
			break
		}
	}
	return y
}

func (d *gamma) Quantile(u float64) float64 {
	return d.scale * math.Exp(d.log().at(NormalQuantile(u)))
}

func (d *gamma) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return mathext.GammaIncReg(d.shape, x/d.scale)
}

func (d *gamma) Mean() float64               { return d.shape * d.scale }
func (d *gamma) Variance() float64           { return d.shape * d.scale * d.scale }
func (d *gamma) Support() (float64, float64) { return 0, math.Inf(1) }
func (d *gamma) Family() string              { return "gamma" }
func (d *gamma) Params() []Param             { return []Param{{"shape", d.shape}, {"scale", d.scale}} }
