package dist

import (
	"fmt"
	"math"
)

// truncated is a distribution given that it lies within limits.
type truncated struct {
	d      Dist
	lo, hi float64
	below  float64 // P(X < lo)
	mass   float64 // P(lo ≤ X ≤ hi)
}

// leastMass is the chance of lying within limits below which the digits of a
// cumulative probability near 1 do not carry a quantile: of 1e-9 they carry 7.
const leastMass = 1e-9

// Truncate returns d given that it lies within lo..hi; either may be infinite.
func Truncate(d Dist, lo, hi float64) (Dist, error) {
	if x, ok := Fixed(d); ok && lo <= x && x <= hi {
		return d, nil
	}
	if !(lo < hi) {
		return nil, fmt.Errorf("truncate: the lower limit %g must be below the upper %g", lo, hi)
	}
	below := 0.0
	if !math.IsInf(lo, -1) {
		below = d.CDF(math.Nextafter(lo, math.Inf(-1)))
	}
	mass := d.CDF(hi) - below
	switch {
	case !(mass > 0):
		return nil, fmt.Errorf("truncate: %s never lies between %g and %g", d.Family(), lo, hi)
	case mass < leastMass:
		return nil, fmt.Errorf("truncate: the chance that %s lies between %g and %g is %.2g, too small to draw from: it must be at least %g", d.Family(), lo, hi, mass, leastMass)
	}
	return usable(truncated{d, lo, hi, below, mass})
}

func (t truncated) Quantile(u float64) float64 {
	p := max(t.below+u*t.mass, math.Nextafter(t.below, 1)) // just above what is cut off, where the sum rounds to it
	return min(t.hi, max(t.lo, t.d.Quantile(open(p))))
}

func (t truncated) CDF(x float64) float64 {
	switch {
	case x < t.lo:
		return 0
	case x >= t.hi:
		return 1
	}
	return (t.d.CDF(x) - t.below) / t.mass
}

func (t truncated) Mean() float64     { return meanOf(t) }
func (t truncated) Variance() float64 { return varianceOf(t) }
func (t truncated) Support() (float64, float64) {
	lo, hi := t.d.Support()
	return max(lo, t.lo), min(hi, t.hi)
}
func (t truncated) Family() string { return t.d.Family() + ", truncated" }
func (t truncated) Params() []Param {
	return limits(t.d, t.lo, t.hi)
}

// limits returns the parameters of d with its limits.
func limits(d Dist, lo, hi float64) []Param {
	all := append([]Param(nil), d.Params()...)
	return append(all, Param{"from", lo}, Param{"to", hi})
}

// clamped is a distribution whose values beyond limits are set to them.
type clamped struct {
	d      Dist
	lo, hi float64
}

// Clamp returns d with its values beyond lo..hi set to the limit.
func Clamp(d Dist, lo, hi float64) (Dist, error) {
	if !(lo < hi) {
		return nil, fmt.Errorf("clamp: the lower limit %g must be below the upper %g", lo, hi)
	}
	if x, ok := Fixed(d); ok {
		return Constant(min(hi, max(lo, x))), nil
	}
	return clamped{d, lo, hi}, nil
}

func (c clamped) Quantile(u float64) float64 { return min(c.hi, max(c.lo, c.d.Quantile(u))) }

func (c clamped) CDF(x float64) float64 {
	switch {
	case x < c.lo:
		return 0
	case x >= c.hi:
		return 1
	}
	return c.d.CDF(x)
}

func (c clamped) Mean() float64     { return meanOf(c) }
func (c clamped) Variance() float64 { return varianceOf(c) }
func (c clamped) Support() (float64, float64) {
	lo, hi := c.d.Support()
	return min(c.hi, max(lo, c.lo)), max(c.lo, min(hi, c.hi))
}
func (c clamped) Family() string  { return c.d.Family() + ", clamped" }
func (c clamped) Params() []Param { return limits(c.d, c.lo, c.hi) }
