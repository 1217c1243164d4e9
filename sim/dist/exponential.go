package dist

import (
	"fmt"
	"math"
)

// exponential is the exponential distribution of a mean.
type exponential struct{ mean float64 }

// Exponential returns the exponential distribution of a mean above 0.
func Exponential(mean float64) (Dist, error) {
	if err := finite("exponential", mean); err != nil {
		return nil, err
	}
	if mean <= 0 {
		return nil, fmt.Errorf("exponential: the mean is %g, it must be above 0", mean)
	}
	return exponential{mean}, nil
}

func (d exponential) Quantile(u float64) float64  { return -d.mean * math.Log1p(-u) }
func (d exponential) CDF(x float64) float64       { return -math.Expm1(-max(0, x) / d.mean) }
func (d exponential) Mean() float64               { return d.mean }
func (d exponential) Variance() float64           { return d.mean * d.mean }
func (d exponential) Support() (float64, float64) { return 0, math.Inf(1) }
func (d exponential) Family() string              { return "exponential" }
func (d exponential) Params() []Param             { return []Param{{"mean", d.mean}} }
