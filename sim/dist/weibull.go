package dist

import (
	"fmt"
	"math"
)

// weibull is the Weibull distribution.
type weibull struct{ shape, scale float64 }

// WeibullShape returns the Weibull distribution of a shape and a scale above 0.
func WeibullShape(shape, scale float64) (Dist, error) {
	if err := finite("weibull", shape, scale); err != nil {
		return nil, err
	}
	if shape <= 0 || scale <= 0 {
		return nil, fmt.Errorf("weibull: the shape %g and the scale %g must be above 0", shape, scale)
	}
	return weibull{shape, scale}, nil
}

// WeibullMeanSD returns the Weibull distribution of a mean and a standard
// deviation above 0: the shape solves Γ(1+2/k)/Γ(1+1/k)² = 1 + sd²/mean².
func WeibullMeanSD(mean, sd float64) (Dist, error) {
	if err := positiveMoments("weibull", mean, sd); err != nil {
		return nil, err
	}
	want := math.Log1p(sd * sd / (mean * mean)) // falls as the shape rises
	spread := func(k float64) float64 {
		a, _ := math.Lgamma(1 + 2/k)
		b, _ := math.Lgamma(1 + 1/k)
		return a - 2*b
	}
	k := bisect(0.05, 1e4, func(k float64) bool { return spread(k) < want })
	if k >= 1e4*(1-1e-9) || spread(0.05) < want {
		return nil, fmt.Errorf("weibull: no shape has an sd of %g at a mean of %g", sd, mean)
	}
	return weibull{k, mean / math.Gamma(1+1/k)}, nil
}

// WeibullPercentiles returns the Weibull distribution with two given
// percentiles: (x/scale)^shape = −ln(1−p) at both.
func WeibullPercentiles(p1, x1, p2, x2 float64) (Dist, error) {
	if err := positivePercentiles("weibull", p1, x1, p2, x2); err != nil {
		return nil, err
	}
	l1, l2 := -math.Log1p(-p1), -math.Log1p(-p2)
	k := math.Log(l2/l1) / math.Log(x2/x1)
	return weibull{k, x1 / math.Pow(l1, 1/k)}, nil
}

func (d weibull) Quantile(u float64) float64 {
	return d.scale * math.Pow(-math.Log1p(-u), 1/d.shape)
}

func (d weibull) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return -math.Expm1(-math.Pow(x/d.scale, d.shape))
}

func (d weibull) Mean() float64 { return d.scale * math.Gamma(1+1/d.shape) }

func (d weibull) Variance() float64 {
	m := math.Gamma(1 + 1/d.shape)
	return d.scale * d.scale * (math.Gamma(1+2/d.shape) - m*m)
}

func (d weibull) Support() (float64, float64) { return 0, math.Inf(1) }
func (d weibull) Family() string              { return "weibull" }
func (d weibull) Params() []Param             { return []Param{{"shape", d.shape}, {"scale", d.scale}} }
