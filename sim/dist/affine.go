package dist

import (
	"fmt"
	"math"
)

// affine is scale·X + offset.
type affine struct {
	d             Dist
	scale, offset float64
}

// Affine returns the distribution of scale·X + offset; the scale is not 0. A
// negative scale turns the quantile function round, so that it still rises.
func Affine(d Dist, scale, offset float64) (Dist, error) {
	if err := finite("scale", scale, offset); err != nil {
		return nil, err
	}
	if scale == 0 {
		return nil, fmt.Errorf("scale: a distribution cannot be multiplied by 0")
	}
	if x, ok := Fixed(d); ok {
		return Constant(scale*x + offset), nil
	}
	return usable(affine{d, scale, offset})
}

func (a affine) Quantile(u float64) float64 {
	if a.scale < 0 {
		u = open(1 - u)
	}
	return a.scale*a.d.Quantile(u) + a.offset
}

func (a affine) CDF(x float64) float64 {
	y := (x - a.offset) / a.scale
	if a.scale < 0 {
		return 1 - a.d.CDF(math.Nextafter(y, math.Inf(-1)))
	}
	return a.d.CDF(y)
}

func (a affine) Mean() float64     { return a.scale*a.d.Mean() + a.offset }
func (a affine) Variance() float64 { return a.scale * a.scale * a.d.Variance() }
func (a affine) Support() (float64, float64) {
	lo, hi := a.d.Support()
	x, y := a.scale*lo+a.offset, a.scale*hi+a.offset
	return min(x, y), max(x, y)
}
func (a affine) Family() string { return a.d.Family() }
func (a affine) Params() []Param {
	all := append([]Param(nil), a.d.Params()...)
	return append(all, Param{"times", a.scale}, Param{"plus", a.offset})
}
