package stat

import (
	"fmt"
	"math"
)

// Moments are the count, mean and spread of a set of numbers. The zero Moments
// are those of no numbers. Infinite values are counted apart: they leave the
// set without a mean.
type Moments struct {
	N        int64   // finite values
	Infinite int64   // infinite values
	Average  float64 // of the finite values
	M2       float64 // sum of squared deviations of the finite values from Average
	Min, Max float64 // of the finite values; 0 where there are none
}

// MomentsOf returns the moments of values, in two passes over them: the mean
// first, then the deviations from it, which loses no digits. NaN may not be
// among them.
func MomentsOf(values []float64) Moments {
	var m Moments
	sum := 0.0
	for _, x := range values {
		if math.IsInf(x, 0) {
			m.Infinite++
			continue
		}
		if m.N == 0 {
			m.Min, m.Max = x, x
		}
		m.N++
		m.Min, m.Max = min(m.Min, x), max(m.Max, x)
		sum += x
	}
	if m.N == 0 {
		return m
	}
	if m.Min == m.Max { // the sum's rounding is no spread
		m.Average = m.Min
		return m
	}
	m.Average = sum / float64(m.N)
	for _, x := range values {
		if d := x - m.Average; !math.IsInf(x, 0) {
			m.M2 += d * d
		}
	}
	return m
}

// Add returns the moments with one more value.
func (m Moments) Add(x float64) Moments { return m.Merge(MomentsOf([]float64{x})) }

// Merge returns the moments of both sets together. Source: Chan, Golub and
// LeVeque, "Updating formulae and a pairwise algorithm for computing sample
// variances" (1979).
func (m Moments) Merge(o Moments) Moments {
	infinite := m.Infinite + o.Infinite
	switch {
	case o.N == 0:
		m.Infinite = infinite
		return m
	case m.N == 0:
		o.Infinite = infinite
		return o
	}
	n, a, b := float64(m.N+o.N), float64(m.N), float64(o.N)
	d := o.Average - m.Average
	return Moments{
		N:        m.N + o.N,
		Infinite: infinite,
		Average:  m.Average + d*b/n,
		M2:       m.M2 + o.M2 + d*d*a*b/n,
		Min:      min(m.Min, o.Min),
		Max:      max(m.Max, o.Max),
	}
}

// Variance returns the unbiased variance; NaN below two values.
func (m Moments) Variance() float64 {
	if m.N < 2 || m.Infinite > 0 {
		return math.NaN()
	}
	return m.M2 / float64(m.N-1)
}

// SD returns the standard deviation; NaN below two values.
func (m Moments) SD() float64 { return math.Sqrt(m.Variance()) }

// Mean returns the mean with the interval of Student's t. It is NaN where a
// value is infinite or there is none.
func (m Moments) Mean() Estimate { return m.MeanWith(float64(m.N - 1)) }

// MeanWith is Mean with other degrees of freedom: fewer, where only some of the
// values tell of the spread, such as those of a tail. Below 1 they are 1.
func (m Moments) MeanWith(freedom float64) Estimate {
	switch {
	case m.Infinite > 0:
		return unknown(m.N+m.Infinite, "no mean: some values are infinite (never within the horizon)")
	case m.N == 0:
		return unknown(0, "no trials")
	case m.N == 1:
		e := unknown(1, "one trial says nothing about the error")
		e.Value = m.Average
		return e
	}
	se := m.SD() / math.Sqrt(float64(m.N))
	return symmetric(m.Average, se, max(1, freedom), m.N)
}

// symmetric returns an estimate with the interval of Student's t.
func symmetric(value, se, freedom float64, n int64) Estimate {
	half := se * studentQuantile(0.975, freedom)
	return Estimate{Value: value, Low: value - half, High: value + half, SE: se, N: n}
}

// unknown returns an estimate without a value, and why.
func unknown(n int64, why string) Estimate {
	nan := math.NaN()
	return Estimate{Value: nan, Low: nan, High: nan, SE: nan, N: n, Warnings: []string{why}}
}

// Batches are the moments of batches of trials that are independent of each other,
// while the trials of a batch may depend on each other.
type Batches []Moments

// Mean returns the mean of all trials with the error that the batches' means tell,
// each weighted by its trials: SE² = B/(B−1) Σ (n_b/n)² (m_b − m)² of B batches.
// Its interval is Student's t with B−1.
func (b Batches) Mean() Estimate {
	var all Moments
	for _, m := range b {
		all = all.Merge(m)
	}
	e := all.Mean()
	if len(b) < 2 || math.IsNaN(e.Value) {
		e.SE, e.Low, e.High = math.NaN(), math.NaN(), math.NaN()
		return e
	}
	sum := 0.0
	for _, m := range b {
		d := float64(m.N) / float64(all.N) * (m.Average - all.Average)
		sum += d * d
	}
	n := float64(len(b))
	return symmetric(e.Value, math.Sqrt(n/(n-1)*sum), n-1, all.N)
}

// Mean returns the mean; see Moments.Mean and NeverNegative. It warns where more
// than 95% of the trials are 0.
func (c *Column) Mean() Estimate {
	e := c.Moments().Mean()
	if c.parts != nil && !math.IsNaN(e.SE) {
		e = c.aside(e, func(p *Column) float64 { return p.all.Average })
	}
	e = c.kept(e)
	if c.n > 0 && float64(c.zero) > 0.95*float64(c.n) {
		e.Warnings = append(e.Warnings, fmt.Sprintf("the mean rests on %d of %d trials: the others are 0", c.n-c.zero, c.n))
	}
	return e
}

// SD returns the standard deviation s. Its standard error is that of large
// samples, √((μ4/s² − s²)/n)/2, with μ4 the fourth central moment. Source:
// Stuart and Ord, "Kendall's Advanced Theory of Statistics" 1 (1994), chapter 10.
func (c *Column) SD() Estimate {
	m := c.Moments()
	s := m.SD()
	if math.IsNaN(s) {
		return unknown(c.n, "no standard deviation: fewer than two finite values, or infinite ones among them")
	}
	if s == 0 {
		return Estimate{N: c.n}
	}
	fourth := c.ladder.tail(float64(c.n), m.Average, 4)
	se := math.Sqrt(max(0, fourth/(s*s)-s*s)/float64(c.n)) / 2
	e := symmetric(s, se, float64(c.n-1), c.n)
	if c.parts != nil { // by its influence function ((x−m)² − s²)/2s
		e = c.aside(e, func(p *Column) float64 {
			d := p.all.Average - m.Average
			return (p.all.M2/float64(p.n) + d*d) / (2 * s)
		})
	}
	e.Low = max(0, e.Low)
	return e
}
