package dist

import (
	"fmt"
	"math"
	"sync"

	"gonum.org/v1/gonum/mathext"
)

// gamma is the gamma distribution.
type gamma struct {
	closed
	shape, scale float64
	log          func() *curve // ln of the unscaled value
}

// GammaMeanSD returns the gamma distribution of a mean and a standard deviation,
// both above 0: shape (mean/sd)², scale sd²/mean.
func GammaMeanSD(mean, sd float64) (Dist, error) {
	if err := positiveMoments("gamma", mean, sd); err != nil {
		return nil, err
	}
	shape := (mean / sd) * (mean / sd)
	switch {
	case shape < leastShape:
		return nil, fmt.Errorf("gamma: the sd %g is too large for a mean of %g; use a lognormal", sd, mean)
	case shape > greatestShape:
		return nil, fmt.Errorf("gamma: the sd %g is too small for a mean of %g; use a normal distribution, or the mean itself", sd, mean)
	}
	return newGamma(shape, mean/shape), nil
}

// GammaPercentiles returns the gamma distribution with two given percentiles.
func GammaPercentiles(p1, x1, p2, x2 float64) (Dist, error) {
	if err := positivePercentiles("gamma", p1, x1, p2, x2); err != nil {
		return nil, err
	}
	if p1 > p2 {
		p1, x1, p2, x2 = p2, x2, p1, x1
	}
	z1, z2, want := NormalQuantile(p1), NormalQuantile(p2), math.Log(x2/x1)
	narrower := func(logShape float64) bool { // the ratio falls as the shape rises
		d := newGammaLog(math.Exp(logShape))
		return quantileAt(d, z2)-quantileAt(d, z1) < want
	}
	lo, hi := math.Log(leastShape), math.Log(greatestShape)
	switch {
	case narrower(lo):
		return nil, fmt.Errorf("gamma: %g and %g are too far apart for its percentiles; use a lognormal", x1, x2)
	case !narrower(hi):
		return nil, fmt.Errorf("gamma: %g and %g are too close together for its percentiles; use a normal distribution", x1, x2)
	}
	shape := math.Exp(bisect(lo, hi, narrower))
	return usable(newGamma(shape, x1/math.Exp(quantileAt(newGammaLog(shape), z1))))
}

func newGamma(shape, scale float64) Dist {
	of := closed{"gamma", []Param{{"shape", shape}, {"scale", scale}}, shape * scale, shape * scale * scale, 0, math.Inf(1)}
	return &gamma{of, shape, scale, sync.OnceValue(func() *curve { return shapes.of(newGammaLog(shape)) })}
}

// gammaLog is the distribution of the logarithm y of a gamma variable x of scale
// 1: dx/dy = x, so that its density is xᵏe⁻ˣ/Γ(k).
type gammaLog struct{ shape, logG float64 }

func newGammaLog(shape float64) gammaLog {
	logG, _ := math.Lgamma(shape)
	return gammaLog{shape, logG}
}

func (d gammaLog) lower(y float64) float64 {
	if y < powerLaw { // also where x itself would be 0
		return math.Exp(d.shape*y-d.logG) / d.shape
	}
	return mathext.GammaIncReg(d.shape, math.Exp(y))
}

func (d gammaLog) upper(y float64) float64 { return mathext.GammaIncRegComp(d.shape, math.Exp(y)) }

func (d gammaLog) logDensity(y float64) (value, slope float64) {
	x := math.Exp(y)
	return d.shape*y - x - d.logG, d.shape - x
}

// nearMedian takes shape − 1/3, or, for small shapes, the power law at the lower
// end, F(x) ≈ xᵏ/Γ(k+1).
// Source: Berg and Pedersen, "The Chen–Rubin conjecture in a continuous
// setting", Methods and Applications of Analysis 13 (2006), 63–88.
func (d gammaLog) nearMedian() float64 {
	if d.shape >= 1 {
		return math.Log(d.shape - 1.0/3)
	}
	return (math.Log(d.shape/2) + d.logG) / d.shape
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
