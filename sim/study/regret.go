package study

import (
	"math"
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
// level of policy p in case c, lower is better. Every policy needs all cases. What
// roundings leave between equal levels is no regret.
func Regrets(losses [][]float64) []Regret {
	all := make([]Regret, len(losses))
	for p, row := range losses {
		var r Regret
		for c, x := range row {
			best := x
			for _, other := range losses {
				best = min(best, other[c])
			}
			lost := x - best
			if lost <= alike*math.Abs(best) {
				lost = 0
			}
			r.By = append(r.By, lost)
			r.Mean += lost / float64(len(row))
		}
		r.Worst = slices.Max(r.By)
		all[p] = r
	}
	return all
}
