package output

import "magnetsim/sim/stat"

// Convergence is how an estimate settled as trials were added.
type Convergence struct {
	Variant   int    // index into Variants
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

// Converge estimates mean, p95 and CVaR95 from the first trials of each variant,
// their number doubling. values holds by variant, in the order of the trials,
// those that did not fail; they must be independent.
func Converge(values [][]float64, unit string) []Convergence {
	var all []Convergence
	for v, xs := range values {
		mean, p95, tail := Convergence{v, "mean", unit, nil}, Convergence{v, "p95", unit, nil}, Convergence{v, "cvar95", unit, nil}
		for _, n := range doublings(len(xs)) {
			c := stat.NewColumn(n)
			c.Add(0, xs[:n])
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
