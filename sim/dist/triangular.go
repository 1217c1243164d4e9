package dist

import "math"

// triangular is the triangular distribution.
type triangular struct{ lo, mode, hi float64 }

// Triangular returns the triangular distribution of a lowest, a likeliest and a
// highest value; the likeliest may be at an end.
func Triangular(lo, mode, hi float64) (Dist, error) {
	if err := threePoints("triangular", lo, mode, hi); err != nil {
		return nil, err
	}
	return triangular{lo, mode, hi}, nil
}

func (d triangular) Quantile(u float64) float64 {
	span := d.hi - d.lo
	if u*span < d.mode-d.lo {
		return min(d.hi, d.lo+math.Sqrt(u*span*(d.mode-d.lo))) // rounding may go beyond
	}
	return max(d.lo, d.hi-math.Sqrt((1-u)*span*(d.hi-d.mode))) // and below
}

func (d triangular) CDF(x float64) float64 {
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

func (d triangular) Mean() float64 { return (d.lo + d.mode + d.hi) / 3 }

func (d triangular) Variance() float64 {
	a, b, c := d.lo, d.mode, d.hi
	return (a*a + b*b + c*c - a*b - a*c - b*c) / 18
}

func (d triangular) Support() (float64, float64) { return d.lo, d.hi }
func (d triangular) Family() string              { return "triangular" }
func (d triangular) Params() []Param {
	return []Param{{"low", d.lo}, {"mode", d.mode}, {"high", d.hi}}
}
