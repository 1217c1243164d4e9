package stat

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Stratum is a part of a population and the values of trials drawn from it at
// random, without repeats.
type Stratum struct {
	Size   int64     // of the population that lie in it
	Values []float64 // at least one; finite
}

// Strata is a sample in two phases: a population that was itself drawn at random
// was told apart into strata by something cheap to know, and of each stratum
// some were looked at. Each value then stands for Size/len(Values) of the
// population. Sources: Neyman, "Contribution to the theory of sampling human
// populations", Journal of the American Statistical Association 33 (1938);
// Cochran, "Sampling Techniques" (1977), sections 12.2 and 5A.
type Strata struct {
	strata []Stratum
	sorted []weighed // all values, greatest first
	size   float64   // of the population
	n      int64
	limits
}

// weighed is a value and the share of the population that it and all greater ones
// stand for.
type weighed struct{ value, over float64 }

// NewStrata returns the sample of these strata, none of them empty.
func NewStrata(strata []Stratum) (*Strata, error) {
	s := &Strata{strata: strata}
	for i, x := range strata {
		switch {
		case len(x.Values) == 0:
			return nil, fmt.Errorf("stratum %d has no values", i)
		case x.Size < int64(len(x.Values)):
			return nil, fmt.Errorf("stratum %d has %d values of %d", i, len(x.Values), x.Size)
		}
		s.size += float64(x.Size)
		s.n += int64(len(x.Values))
	}
	for _, x := range strata {
		each := float64(x.Size) / s.size / float64(len(x.Values))
		for _, v := range x.Values {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return nil, fmt.Errorf("%v cannot be in a stratum", v)
			}
			s.sorted = append(s.sorted, weighed{v, each})
		}
	}
	slices.SortStableFunc(s.sorted, func(a, b weighed) int { return cmp.Compare(b.value, a.value) })
	for i := 1; i < len(s.sorted); i++ {
		s.sorted[i].over += s.sorted[i-1].over
	}
	return s, nil
}

// Mean returns the mean of the values over the population.
func (s *Strata) Mean() Estimate {
	return s.kept(s.MeanOf(func(x float64) float64 { return x }))
}

// MeanOf returns the mean of f of the values over the population, Σ W_h f̄_h, with
// W_h the share of a stratum in it.
func (s *Strata) MeanOf(f func(x float64) float64) Estimate {
	mean, se := s.mean(f)
	e := symmetric(mean, se, float64(s.n-1), s.n)
	e.Warnings = looseness("mean", e)
	return e
}

// Exceed returns the chance of a value above x, with Wilson's interval for as many
// independent trials as would have the same standard error.
func (s *Strata) Exceed(x float64) Estimate {
	p, se := s.share(x)
	hits := s.Above(x)
	if hits == 0 || hits == int(s.n) {
		e := Share(int64(hits), s.n) // as many independent trials would say no less
		e.SE = math.NaN()
		return e
	}
	e := Estimate{Value: p, SE: se, N: s.n}
	size := p * (1 - p) / (se * se)
	e.Low, e.High = wilson(p, p*size, size, z95)
	if hits < fewTail {
		e.Warnings = []string{fmt.Sprintf("it rests on the %s in which it happened", ofTrials(float64(hits)))}
	}
	return e
}

// Quantile returns the least value that a share p of the population does not
// exceed, 0 < p < 1. Its interval is Woodruff's: the quantiles at the ends of the
// interval of the share that lies above it; NaN at an end that no trial bounds.
func (s *Strata) Quantile(p float64) Estimate {
	q := s.quantile(1 - p)
	_, se := s.share(q)
	over := 1 - p
	low, high := 0.0, 1.0
	if se > 0 {
		size := over * (1 - over) / (se * se)
		low, high = wilson(over, over*size, size, z95)
	}
	e := Estimate{Value: q, SE: math.NaN(), N: s.n, Low: s.end(high), High: s.end(low)}
	name := fmt.Sprintf("p%.6g", 100*p)
	if hits := s.Above(q); hits < fewTail {
		e.Warnings = []string{fmt.Sprintf("%s rests on the %s above it", name, ofTrials(float64(hits)))}
	}
	e.Warnings = append(e.Warnings, looseness(name, e)...)
	return e
}

// CVaR returns the mean of the greatest share 1−p of the population: q + E(x−q)⁺/(1−p),
// whose error is that of the excess over q (see Column.CVaR).
func (s *Strata) CVaR(p float64) Estimate {
	q := s.quantile(1 - p)
	excess, se := s.mean(func(x float64) float64 { return max(0, x-q) })
	e := s.kept(symmetric(q+excess/(1-p), se/(1-p), float64(s.n-1), s.n))
	name := fmt.Sprintf("CVaR%.6g", 100*p)
	hits := s.inTail(q, 1-p)
	if hits < 2 {
		e = e.Open(name)
	}
	if hits < fewTail {
		e.Warnings = append(e.Warnings, fmt.Sprintf("%s rests on only the worst %s", name, ofTrials(float64(hits))))
	}
	e.Warnings = append(e.Warnings, looseness(name, e)...)
	return e
}

// Spread returns the variance of a value over the population: what independent
// trials would have.
func (s *Strata) Spread(f func(x float64) float64) float64 {
	mean, _ := s.mean(f)
	square, _ := s.mean(func(x float64) float64 { return (f(x) - mean) * (f(x) - mean) })
	return square
}

// share returns the chance of a value above x and its standard error.
func (s *Strata) share(x float64) (p, se float64) {
	return s.mean(func(v float64) float64 {
		if v > x {
			return 1
		}
		return 0
	})
}

// mean returns the mean of f over all that the population was drawn from, and its
// standard error:
//
//	SE² = Σ W_h² s_h²/n_h + Σ W_h (m_h − m)²/N
//
// within strata and between them, since which of N lie in each is chance too. That
// few of a stratum were left out takes nothing off: they are a sample themselves.
// Source: Cochran (1977), section 12.2, with terms of the order 1/N² left out.
func (s *Strata) mean(f func(x float64) float64) (mean, se float64) {
	means := make([]float64, len(s.strata))
	within := 0.0
	for i, x := range s.strata {
		var m, squares float64
		for k, v := range x.Values {
			d := f(v) - m
			m += d / float64(k+1)
			squares += d * (f(v) - m)
		}
		means[i] = m
		n, weight := float64(len(x.Values)), float64(x.Size)/s.size
		mean += weight * m
		if n > 1 {
			within += weight * weight * squares / (n - 1) / n
		}
	}
	between := 0.0
	for i, x := range s.strata {
		between += float64(x.Size) / s.size * (means[i] - mean) * (means[i] - mean)
	}
	return mean, math.Sqrt(within + between/s.size)
}

// end is an end of a quantile's interval, NaN where no trial bounds it.
func (s *Strata) end(over float64) float64 {
	if over < s.sorted[0].over || over >= 1 {
		return math.NaN()
	}
	return s.quantile(over)
}

// quantile returns the least value above which a share over or less lies.
func (s *Strata) quantile(over float64) float64 {
	// A value is passed by where the shares of it and all greater ones stay within
	// over, but for rounding.
	i, _ := slices.BinarySearchFunc(s.sorted, over*(1+1e-12), func(x weighed, over float64) int { return cmp.Compare(x.over, over) })
	return s.sorted[min(i, len(s.sorted)-1)].value
}

// Above returns how many trials lie above x.
func (s *Strata) Above(x float64) int {
	i, _ := slices.BinarySearchFunc(s.sorted, x, func(w weighed, x float64) int {
		if w.value > x {
			return -1
		}
		return 1
	})
	return i
}

// inTail returns how many trials make up the greatest share of the population,
// those above its quantile q, and those at q where these alone are less.
func (s *Strata) inTail(q, share float64) int {
	hits := s.Above(q)
	if hits == 0 || s.sorted[hits-1].over < share*(1-1e-12) {
		return s.Above(math.Nextafter(q, math.Inf(-1)))
	}
	return hits
}
