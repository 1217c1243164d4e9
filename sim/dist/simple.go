package dist

import (
	"fmt"
	"math"
)

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

// uniform is the uniform distribution on an interval.
type uniform struct{ closed }

// Uniform returns the uniform distribution between lo and hi.
func Uniform(lo, hi float64) (Dist, error) {
	if err := finite("uniform", lo, hi); err != nil {
		return nil, err
	}
	if lo >= hi {
		return nil, fmt.Errorf("uniform: the lower end %g must be below the upper end %g", lo, hi)
	}
	return &uniform{closed{"uniform", []Param{{"low", lo}, {"high", hi}}, (lo + hi) / 2, (hi - lo) * (hi - lo) / 12, lo, hi}}, nil
}

func (d *uniform) Quantile(u float64) float64 { return d.lo + (d.hi-d.lo)*u }
func (d *uniform) CDF(x float64) float64      { return min(1, max(0, (x-d.lo)/(d.hi-d.lo))) }

// triangular is the triangular distribution.
type triangular struct {
	closed
	mode float64
}

// Triangular returns the triangular distribution of a lowest, a likeliest and a
// highest value; the likeliest may be at an end.
func Triangular(lo, mode, hi float64) (Dist, error) {
	if err := threePoints("triangular", lo, mode, hi); err != nil {
		return nil, err
	}
	variance := (lo*lo + mode*mode + hi*hi - lo*mode - lo*hi - mode*hi) / 18
	return &triangular{closed{"triangular", []Param{{"low", lo}, {"mode", mode}, {"high", hi}}, (lo + mode + hi) / 3, variance, lo, hi}, mode}, nil
}

func (d *triangular) Quantile(u float64) float64 {
	span := d.hi - d.lo
	if u*span < d.mode-d.lo {
		return min(d.hi, d.lo+math.Sqrt(u*span*(d.mode-d.lo))) // rounding may go beyond
	}
	return max(d.lo, d.hi-math.Sqrt((1-u)*span*(d.hi-d.mode))) // and below
}

func (d *triangular) CDF(x float64) float64 {
	span := d.hi - d.lo
	switch {
	case x <= d.lo:
		return 0
	case x < d.mode:
		return (x - d.lo) * (x - d.lo) / (span * (d.mode - d.lo))
	case x < d.hi:
		return 1 - (d.hi-x)*(d.hi-x)/(span*(d.hi-d.mode))
	}
	return 1
}

// exponential is the exponential distribution of a mean.
type exponential struct{ closed }

// Exponential returns the exponential distribution of a mean above 0.
func Exponential(mean float64) (Dist, error) {
	if err := finite("exponential", mean); err != nil {
		return nil, err
	}
	if mean <= 0 {
		return nil, fmt.Errorf("exponential: the mean must be above 0, not %g", mean)
	}
	return &exponential{closed{"exponential", []Param{{"mean", mean}}, mean, mean * mean, 0, math.Inf(1)}}, nil
}

func (d *exponential) Quantile(u float64) float64 { return -d.mean * math.Log1p(-u) }
func (d *exponential) CDF(x float64) float64      { return -math.Expm1(-max(0, x) / d.mean) }

// bernoulli is 1 with a chance and 0 otherwise.
type bernoulli struct{ closed } // mean is the chance

// Bernoulli returns the distribution that is 1 with chance p, for large u, and 0
// otherwise.
func Bernoulli(p float64) (Dist, error) {
	if !(p >= 0 && p <= 1) {
		return nil, fmt.Errorf("bernoulli: the chance must lie between 0 and 1, not be %g", p)
	}
	return &bernoulli{closed{"bernoulli", []Param{{"p", p}}, p, p * (1 - p), 0, 1}}, nil
}

func (d *bernoulli) Quantile(u float64) float64 {
	if u > 1-d.mean {
		return 1
	}
	return 0
}

func (d *bernoulli) CDF(x float64) float64 {
	switch {
	case x < 0:
		return 0
	case x < 1:
		return 1 - d.mean
	}
	return 1
}
