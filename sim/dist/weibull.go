package dist

import (
	"fmt"
	"math"
)

// weibull is the Weibull distribution.
type weibull struct {
	closed
	shape, scale float64
}

func newWeibull(shape, scale float64) (Dist, error) {
	mean := scale * math.Gamma(1+1/shape)
	params := []Param{{"shape", shape}, {"scale", scale}}
	return usable(&weibull{closed{"weibull", params, mean, mean * mean * math.Expm1(weibullSpread(shape)), 0, math.Inf(1)}, shape, scale})
}

// WeibullShape returns the Weibull distribution of a shape and a scale above 0.
func WeibullShape(shape, scale float64) (Dist, error) {
	if err := finite("weibull", shape, scale); err != nil {
		return nil, err
	}
	if shape <= 0 || scale <= 0 {
		return nil, fmt.Errorf("weibull: the shape %g and the scale %g must be above 0", shape, scale)
	}
	return newWeibull(shape, scale)
}

// WeibullMeanSD returns the Weibull distribution of a mean and a standard
// deviation above 0: the shape solves Γ(1+2/k)/Γ(1+1/k)² = 1 + sd²/mean².
func WeibullMeanSD(mean, sd float64) (Dist, error) {
	if err := positiveMoments("weibull", mean, sd); err != nil {
		return nil, err
	}
	want := math.Log1p((sd / mean) * (sd / mean)) // falls as the shape rises
	const least, greatest = 0.05, 1e6
	k := bisect(least, greatest, func(k float64) bool { return weibullSpread(k) < want })
	if k >= greatest || weibullSpread(least) < want {
		return nil, fmt.Errorf("weibull: no shape gives an sd of %g with a mean of %g", sd, mean)
	}
	return newWeibull(k, mean/math.Gamma(1+1/k))
}

// weibullSpread returns ln(1 + sd²/mean²) = ln Γ(1+2/k) − 2 ln Γ(1+1/k), which
// for large k is the difference of nearly equal numbers: there by the series
// Σ(−1)ⁿζ(n)(2ⁿ−2)/(n·kⁿ), n from 2.
// Source: Olver et al., "NIST Handbook of Mathematical Functions" (2010), 5.7.3.
func weibullSpread(k float64) float64 {
	if k > 1000 {
		const zeta2, zeta3, zeta4 = math.Pi * math.Pi / 6, 1.2020569031595942, math.Pi * math.Pi * math.Pi * math.Pi / 90
		return (zeta2 - (2*zeta3-3.5*zeta4/k)/k) / k / k
	}
	a, _ := math.Lgamma(1 + 2/k)
	b, _ := math.Lgamma(1 + 1/k)
	return a - 2*b
}

// WeibullPercentiles returns the Weibull distribution with two given
// percentiles: (x/scale)^shape = −ln(1−p) at both.
func WeibullPercentiles(p1, x1, p2, x2 float64) (Dist, error) {
	if err := positivePercentiles("weibull", p1, x1, p2, x2); err != nil {
		return nil, err
	}
	l1, l2 := -math.Log1p(-p1), -math.Log1p(-p2)
	k := math.Log(l2/l1) / math.Log(x2/x1)
	return newWeibull(k, x1/math.Pow(l1, 1/k))
}

func (d *weibull) Quantile(u float64) float64 {
	return d.scale * math.Pow(-math.Log1p(-u), 1/d.shape)
}

func (d *weibull) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return -math.Expm1(-math.Pow(x/d.scale, d.shape))
}
