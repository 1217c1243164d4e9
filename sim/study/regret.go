package study

import (
	"slices"
)

// Regret is what a policy costs, case by case, against the one that would have
// been best had the case been known (Savage, "The theory of statistical
// decision", 1951).
type Regret struct {
	By    []float64 // by case
	Worst float64
	Mean  float64 // every case counted alike
}

// Regrets returns the regret of each policy from its losses: losses[p][c] is the
// level of policy p in case c, lower is better. Every policy needs all cases.
func Regrets(losses [][]float64) []Regret {
	all := make([]Regret, len(losses))
	for p, row := range losses {
		var r Regret
		for c, x := range row {
			best := x
			for _, other := range losses {
				best = min(best, other[c])
			}
			r.By = append(r.By, x-best)
			r.Mean += (x - best) / float64(len(row))
		}
		r.Worst = slices.Max(r.By)
		all[p] = r
	}
	return all
}

// LeastRegret returns the policy whose worst regret is least, the first of
// several; −1 of none.
func LeastRegret(all []Regret) int {
	best := -1
	for p, r := range all {
		if best < 0 || r.Worst < all[best].Worst {
			best = p
		}
	}
	return best
}
