package stat

import (
	"math"
	"slices"
)

// Bins returns the share of all trials in each bin edges[i] < x ≤ edges[i+1] of
// rising edges, and the share above the last.
func (c *Column) Bins(edges []float64) (shares []float64, above float64) {
	c.seal()
	n := float64(c.n)
	last := c.ladder.over(edges[0])
	for _, edge := range edges[1:] {
		over := c.ladder.over(edge)
		shares = append(shares, float64(last-over)/n)
		last = over
	}
	return shares, float64(last) / n
}

// Knots returns rising finite values at which a curve of the distribution is
// worth drawing: 0, about count quantiles evenly spaced by rank over the
// positive values, as many again over the worst tenth of the trials, and the
// greatest value.
func (c *Column) Knots(count int) []float64 {
	xs := []float64{0}
	if c.n == 0 || c.positive == 0 {
		return xs
	}
	c.seal()
	first := c.n - c.positive
	for _, from := range []int64{first, max(first, c.n-c.n/10)} {
		for i := 1; i <= count; i++ {
			rank := from + int64(math.Ceil(float64(c.n-from)*float64(i)/float64(count)))
			if x := c.ladder.at(max(1, min(c.n, rank))); x > 0 && !math.IsInf(x, 1) {
				xs = append(xs, x)
			}
		}
	}
	slices.Sort(xs)
	return slices.Compact(xs)
}
