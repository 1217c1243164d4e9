package dist

import (
	"fmt"
	"math"
)

// logitnormal is the distribution of a share whose log-odds are normal.
type logitnormal struct{ mu, sigma float64 }

// LogitNormalPercentiles returns the logit-normal distribution, of a share
// between 0 and 1, with two given percentiles.
// Source: Mead, "A generalised logit-normal distribution", Biometrics 21 (1965), 721–732.
func LogitNormalPercentiles(p1, x1, p2, x2 float64) (Dist, error) {
	if err := percentiles("logit-normal", p1, x1, p2, x2); err != nil {
		return nil, err
	}
	if min(x1, x2) <= 0 || max(x1, x2) >= 1 {
		return nil, fmt.Errorf("logit-normal: the percentiles %g and %g must lie between 0 and 1", x1, x2)
	}
	logit := func(x float64) float64 { return math.Log(x) - math.Log1p(-x) }
	mu, sigma, err := lineThrough("logit-normal", p1, logit(x1), p2, logit(x2))
	if err != nil {
		return nil, err
	}
	return logitnormal{mu, sigma}, nil
}

func (d logitnormal) Quantile(u float64) float64 {
	return share(d.mu + d.sigma*NormalQuantile(u))
}

func (d logitnormal) CDF(x float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	}
	return NormalCDF((math.Log(x) - math.Log1p(-x) - d.mu) / d.sigma)
}

func (d logitnormal) Mean() float64               { return meanOf(d) }
func (d logitnormal) Variance() float64           { return varianceOf(d) }
func (d logitnormal) Support() (float64, float64) { return 0, 1 }
func (d logitnormal) Family() string              { return "logit-normal" }
func (d logitnormal) Params() []Param {
	return []Param{{"median", share(d.mu)}, {"log-odds-sd", d.sigma}}
}
