package output

import "magnetsim/sim/stat"

// Convergence is how an estimate settled as trials were added.
type Convergence struct {
	Variant   int    // index into Variants
	Metric    string // "shortfall.total"
	Statistic string // "mean", "p95", "cvar95"
	Unit      string
	Points    []Settled
}

// Settled is an estimate from the first so many trials.
type Settled struct {
	Trials           int64
	Value, Low, High float64 // 95% sampling interval; NaN where so few trials bound none
}

// fewestSettled is the number of trials from which convergence is told.
const fewestSettled = 64

// Settling is values, in the order of the trials, of those that did not fail.
type Settling struct {
	Values []float64
	// Parts are the independent replicates that the trials fall into; nil where every
	// trial is independent.
	Parts      []int
	Replicates int
}

// Converge estimates mean, p95 and CVaR95 of a metric from the first trials of each
// variant, their number doubling.
func Converge(metric, unit string, variants []Settling) []Convergence {
	var all []Convergence
	for v, x := range variants {
		mean, p95, tail := Convergence{v, metric, "mean", unit, nil}, Convergence{v, metric, "p95", unit, nil}, Convergence{v, metric, "cvar95", unit, nil}
		for _, n := range doublings(len(x.Values)) {
			c := x.first(n)
			mean.add(c.Mean())
			p95.add(c.Quantile(0.95))
			tail.add(c.CVaR(0.95))
		}
		if len(mean.Points) > 1 {
			all = append(all, mean, p95, tail)
		}
	}
	return all
}

func (x Settling) first(n int) *stat.Column {
	c := stat.NewColumn(n)
	c.NeverNegative() // tonnes short
	if x.Parts == nil {
		c.Add(0, x.Values[:n])
		return c
	}
	c = c.InParts(x.Replicates)
	for block, from := uint64(0), 0; from < n; block++ {
		to := from + 1
		for to < n && x.Parts[to] > x.Parts[to-1] { // in a block each has one trial at most
			to++
		}
		c.AddParts(block, x.Values[from:to], x.Parts[from:to])
		from = to
	}
	return c
}

func (c *Convergence) add(e stat.Estimate) {
	c.Points = append(c.Points, Settled{e.N, e.Value, e.Low, e.High})
}

// doublings are 64, 128, … below n, and n.
func doublings(n int) []int {
	var all []int
	for k := fewestSettled; k < n; k *= 2 {
		all = append(all, k)
	}
	if n >= fewestSettled {
		all = append(all, n)
	}
	return all
}
