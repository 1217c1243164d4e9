package dist

import "math"

// constant is the distribution of a number that is certain.
type constant float64

// Constant returns the distribution that is always x.
func Constant(x float64) Dist { return constant(x) }

// Fixed returns the value of d and true where d is a constant.
func Fixed(d Dist) (x float64, ok bool) {
	c, ok := d.(constant)
	return float64(c), ok
}

func (c constant) Quantile(float64) float64 { return float64(c) }

func (c constant) CDF(x float64) float64 {
	if x < float64(c) {
		return 0
	}
	return 1
}

func (c constant) Mean() float64               { return float64(c) }
func (c constant) Variance() float64           { return 0 }
func (c constant) Support() (float64, float64) { return float64(c), float64(c) }
func (c constant) Family() string              { return "constant" }
func (c constant) Params() []Param             { return []Param{{"value", float64(c)}} }

var _ Dist = constant(math.Pi)
