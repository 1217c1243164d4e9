package dist

import "fmt"

// uniform is the uniform distribution on an interval.
type uniform struct{ lo, hi float64 }

// Uniform returns the uniform distribution between lo and hi.
func Uniform(lo, hi float64) (Dist, error) {
	if err := finite("uniform", lo, hi); err != nil {
		return nil, err
	}
	if lo >= hi {
		return nil, fmt.Errorf("uniform: the lower end %g must be below the upper end %g", lo, hi)
	}
	return uniform{lo, hi}, nil
}

func (d uniform) Quantile(u float64) float64  { return d.lo + (d.hi-d.lo)*u }
func (d uniform) CDF(x float64) float64       { return min(1, max(0, (x-d.lo)/(d.hi-d.lo))) }
func (d uniform) Mean() float64               { return (d.lo + d.hi) / 2 }
func (d uniform) Variance() float64           { return (d.hi - d.lo) * (d.hi - d.lo) / 12 }
func (d uniform) Support() (float64, float64) { return d.lo, d.hi }
func (d uniform) Family() string              { return "uniform" }
func (d uniform) Params() []Param             { return []Param{{"low", d.lo}, {"high", d.hi}} }
