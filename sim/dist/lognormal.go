package dist

import "math"

// lognormal is the distribution of e^X with X normal.
type lognormal struct{ mu, sigma float64 }

// LognormalMeanSD returns the lognormal distribution of a mean and a standard
// deviation, both above 0: σ² = ln(1 + sd²/mean²), μ = ln mean − σ²/2.
func LognormalMeanSD(mean, sd float64) (Dist, error) {
	if err := positiveMoments("lognormal", mean, sd); err != nil {
		return nil, err
	}
	v := math.Log1p((sd / mean) * (sd / mean))
	return usable(lognormal{math.Log(mean) - v/2, math.Sqrt(v)})
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
	return usable(lognormal{mu, sigma})
}

func (d lognormal) Quantile(u float64) float64 { return math.Exp(d.mu + d.sigma*NormalQuantile(u)) }

func (d lognormal) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return NormalCDF((math.Log(x) - d.mu) / d.sigma)
}

func (d lognormal) Mean() float64 { return math.Exp(d.mu + d.sigma*d.sigma/2) }

func (d lognormal) Variance() float64 {
	m := d.Mean()
	return m * m * math.Expm1(d.sigma*d.sigma)
}

func (d lognormal) Support() (float64, float64) { return 0, math.Inf(1) }
func (d lognormal) Family() string              { return "lognormal" }
func (d lognormal) Params() []Param {
	return []Param{{"median", math.Exp(d.mu)}, {"log-sd", d.sigma}}
}
