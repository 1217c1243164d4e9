package study

import (
	"math"
	"slices"
)

// Score is how well a forecast, given as a sample, met what was observed.
type Score struct {
	P5, P25, P50, P75, P95 float64
	Mean                   float64
	CRPS                   float64 // in the unit of the quantity; 0 is perfect
	PIT                    float64 // share of the forecast below what was observed
	Naive                  float64 // CRPS of the history as a forecast; NaN without any
	In50, In90             bool    // observed within p25 to p75, within p5 to p95
}

// ScoreOf scores a forecast's sample against an observation, beside the
// forecast that history will be as it was.
func ScoreOf(sample []float64, observed float64, history []float64) Score {
	xs := slices.Sorted(slices.Values(sample))
	column := gathered(xs)
	q := func(p float64) float64 { return column.Quantile(p).Value }
	s := Score{
		P5: q(0.05), P25: q(0.25), P50: q(0.50), P75: q(0.75), P95: q(0.95), Mean: column.Mean().Value,
		CRPS: CRPS(xs, observed), PIT: under(xs, observed), Naive: CRPS(history, observed),
	}
	s.In50 = s.P25 <= observed && observed <= s.P75
	s.In90 = s.P5 <= observed && observed <= s.P95
	return s
}

// CRPS returns the continuous ranked probability score of a sample,
//
//	E|X − y| − ½·E|X − X′|,
//
// the second mean over different members of the sample, which makes it unbiased
// for the distribution that the sample stands for. Sources: Gneiting and
// Raftery, "Strictly proper scoring rules, prediction, and estimation", JASA 102
// (2007), equation 21; Ferro, "Fair scores for ensemble forecasts", Quarterly
// Journal of the Royal Meteorological Society 140 (2014). Of one value it is the
// absolute error; of none NaN.
func CRPS(sample []float64, y float64) float64 {
	n := float64(len(sample))
	if n == 0 {
		return math.NaN()
	}
	xs := slices.Sorted(slices.Values(sample))
	miss, spread := 0.0, 0.0
	for i, x := range xs {
		miss += math.Abs(x - y)
		spread += (2*float64(i) + 1 - n) * x // Σ over pairs of |x − x′|
	}
	if n == 1 {
		return miss
	}
	return miss/n - spread/(n*(n-1))
}

// under returns the share of a sorted sample below y; what is equal counts half.
func under(xs []float64, y float64) float64 {
	low, _ := slices.BinarySearch(xs, y)
	high, _ := slices.BinarySearchFunc(xs, y, func(x, y float64) int {
		if x <= y {
			return -1
		}
		return 1
	})
	return float64(low+high) / 2 / float64(len(xs))
}
