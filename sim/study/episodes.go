package study

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// OverEpisodes returns the mean of a score over episodes, each of the same weight, and
// the ends of its 95% interval by Student's t, which takes the episodes as independent.
// The ends are NaN with fewer than two episodes, and so is the mean of none.
func OverEpisodes(scores []float64) (mean, low, high float64) {
	n := float64(len(scores))
	switch n {
	case 0:
		return math.NaN(), math.NaN(), math.NaN()
	case 1:
		return scores[0], math.NaN(), math.NaN()
	}
	mean, sd := stat.MeanStdDev(scores, nil)
	half := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile(0.975) * sd / math.Sqrt(n)
	return mean, mean - half, mean + half
}
