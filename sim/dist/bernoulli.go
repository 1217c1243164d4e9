package dist

import "fmt"

// bernoulli is 1 with a chance and 0 otherwise.
type bernoulli struct{ p float64 }

// Bernoulli returns the distribution that is 1 with chance p, for large u, and 0
// otherwise.
func Bernoulli(p float64) (Dist, error) {
	if !(p >= 0 && p <= 1) {
		return nil, fmt.Errorf("bernoulli: the chance is %g, it must lie between 0 and 1", p)
	}
	return bernoulli{p}, nil
}

func (d bernoulli) Quantile(u float64) float64 {
	if u > 1-d.p {
		return 1
	}
	return 0
}

func (d bernoulli) CDF(x float64) float64 {
	switch {
	case x < 0:
		return 0
	case x < 1:
		return 1 - d.p
	}
	return 1
}

func (d bernoulli) Mean() float64               { return d.p }
func (d bernoulli) Variance() float64           { return d.p * (1 - d.p) }
func (d bernoulli) Support() (float64, float64) { return 0, 1 }
func (d bernoulli) Family() string              { return "bernoulli" }
func (d bernoulli) Params() []Param             { return []Param{{"p", d.p}} }
