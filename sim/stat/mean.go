package stat

import "math"

// Mean returns the mean; see Moments.Mean.
func (c *Column) Mean() Estimate { return c.Moments().Mean() }

// SD returns the standard deviation s. Its standard error is that of large
// samples, √((μ4/s² − s²)/n)/2, with μ4 the fourth central moment. Source:
// Stuart and Ord, "Kendall's Advanced Theory of Statistics" 1 (1994), section 10.
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
	e.Low = max(0, e.Low)
	return e
}
