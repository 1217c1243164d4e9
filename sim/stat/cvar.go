package stat

import (
	"fmt"
	"math"
)

// fewTail is the number of tail trials below which a tail mean carries a
// warning: its relative error is then above 1/√30, a fifth, for an exponential
// tail.
const fewTail = 30

// CVaR returns the mean of the greatest share 1−p of the trials, the trial at
// the boundary counted by its fraction (Rockafellar and Uryasev, "Optimization
// of conditional value-at-risk", 2000).
//
// The standard error comes from the influence function q − CVaR + (x−q)⁺/(1−p):
// SE² = (V + p(CVaR − q)²) / (n(1−p)), with V the variance within the tail.
// Source: Manistre and Hancock, "Variance of the CTE estimator", North American
// Actuarial Journal 9(2) (2005); the same limit in Trindade, Uryasev, Shapiro
// and Zrazhevsky (2007). Its interval is Student's t with the tail's trials. A tail
// of one trial or less has none, nor has one that lies within one part (InParts).
func (c *Column) CVaR(p float64) Estimate {
	if c.n == 0 {
		return unknown(0, "no trials")
	}
	if c.infinite > 0 {
		return unknown(c.n, "no tail mean: some values are infinite (never within the horizon)")
	}
	c.seal()
	part := float64(c.n) * (1 - p)
	q := c.ladder.at(rankOf(p, c.n))
	excess := c.ladder.tail(part, q, 1)
	within := c.ladder.tail(part, q, 2) - excess*excess
	se := math.Sqrt((within + p*excess*excess) / part)
	e := symmetric(q+excess, se, max(1, part-1), c.n)
	if c.parts != nil {
		e = c.aside(e, func(x *Column) float64 { return x.excess(q) / (1 - p) })
	}
	if !c.Exact() {
		e = widened(e)
	}
	e = c.kept(e)
	name := fmt.Sprintf("CVaR%.4g", 100*p)
	if !Estimable(part) || c.parts != nil && c.tailParts(q, part) < 2 {
		e = e.Open(name)
	}
	e.Warnings = append(e.Warnings, tailWarnings(name, p, part, c.n)...)
	e.Warnings = append(e.Warnings, looseness(name, e)...)
	return e
}

func tailWarnings(name string, p, part float64, n int64) []string {
	need := math.Ceil(fewTail / (1 - p) * (1 - 1e-12))
	switch {
	case part < 1:
		return []string{fmt.Sprintf("%s cannot be estimated from %d trials: it is the greatest of them; run at least %.0f", name, n, need)}
	case part < fewTail*(1-1e-12):
		return []string{fmt.Sprintf("%s rests on the worst %.3g trials alone; run at least %.0f", name, part, need)}
	}
	return nil
}
