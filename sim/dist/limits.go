package dist

import (
	"fmt"
	"math"
	"slices"
)

// limited is a distribution within limits: truncated, given that it lies within them, or
// clamped, its values beyond set to them.
type limited struct {
	d           Dist
	lo, hi      float64
	below, mass float64 // truncated: P(X < lo), P(lo ≤ X ≤ hi); clamped: 0, 1
	clamps      bool
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
	return usable(limited{d, lo, hi, below, mass, false})
}

// Clamp returns d with its values beyond lo..hi set to the limit.
func Clamp(d Dist, lo, hi float64) (Dist, error) {
	if !(lo < hi) {
		return nil, fmt.Errorf("clamp: the lower limit %g must be below the upper %g", lo, hi)
	}
	if x, ok := Fixed(d); ok {
		return Constant(min(hi, max(lo, x))), nil
	}
	return limited{d, lo, hi, 0, 1, true}, nil
}

func (l limited) Quantile(u float64) float64 {
	p := max(l.below+u*l.mass, math.Nextafter(l.below, 1)) // just above what is cut off, where the sum rounds to it
	return min(l.hi, max(l.lo, l.d.Quantile(open(p))))
}

func (l limited) CDF(x float64) float64 {
	switch {
	case x < l.lo:
		return 0
	case x >= l.hi:
		return 1
	}
	return (l.d.CDF(x) - l.below) / l.mass
}

func (l limited) Mean() float64     { return meanOf(l) }
func (l limited) Variance() float64 { return varianceOf(l) }
func (l limited) Support() (float64, float64) {
	lo, hi := l.d.Support()
	return min(l.hi, max(lo, l.lo)), max(l.lo, min(hi, l.hi))
}

func (l limited) Family() string {
	if l.clamps {
		return l.d.Family() + ", clamped"
	}
	return l.d.Family() + ", truncated"
}

func (l limited) Params() []Param {
	return append(slices.Clone(l.d.Params()), Param{"from", l.lo}, Param{"to", l.hi})
}
