package dist

import (
	"fmt"
	"math"
)

// lognormal is the distribution of e^X with X normal.
type lognormal struct {
	closed
	mu, sigma float64
}

func newLognormal(mu, sigma float64) (Dist, error) {
	mean := math.Exp(mu + sigma*sigma/2)
	params := []Param{{"median", math.Exp(mu)}, {"log-sd", sigma}}
	return usable(&lognormal{closed{"lognormal", params, mean, mean * mean * math.Expm1(sigma*sigma), 0, math.Inf(1)}, mu, sigma})
}

// LognormalMeanSD returns the lognormal distribution of a mean and a standard
// deviation, both above 0: σ² = ln(1 + sd²/mean²), μ = ln mean − σ²/2.
func LognormalMeanSD(mean, sd float64) (Dist, error) {
	if err := positiveMoments("lognormal", mean, sd); err != nil {
		return nil, err
	}
	v := math.Log1p((sd / mean) * (sd / mean))
	return newLognormal(math.Log(mean)-v/2, math.Sqrt(v))
}

// LognormalPercentiles returns the lognormal distribution with two given
// percentiles.
func LognormalPercentiles(p1, x1, p2, x2 float64) (Dist, error) {
	if err := positivePercentiles("lognormal", p1, x1, p2, x2); err != nil {
		return nil, err
	}
	mu, sigma, err := lineThrough("lognormal", p1, math.Log(x1), p2, math.Log(x2))
	if err != nil {
		return nil, err
	}
	return newLognormal(mu, sigma)
}

func (d *lognormal) Quantile(u float64) float64 { return math.Exp(d.mu + d.sigma*NormalQuantile(u)) }

func (d *lognormal) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return NormalCDF((math.Log(x) - d.mu) / d.sigma)
}

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
