package stat

import (
	"fmt"
	"math"
)

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
