package stat

import "math"

// Batches are the moments of batches of trials that are independent of each other,
// while the trials of a batch may depend on each other.
type Batches []Moments

// Mean returns the mean of all trials with the error that the batches' means tell,
// each weighted by its trials: SE² = B/(B−1) Σ (n_b/n)² (m_b − m)² of B batches.
// Its interval is Student's t with B−1.
func (b Batches) Mean() Estimate {
	var all Moments
	for _, m := range b {
		all = all.Merge(m)
	}
	e := all.Mean()
	if len(b) < 2 || math.IsNaN(e.Value) {
		e.SE, e.Low, e.High = math.NaN(), math.NaN(), math.NaN()
		return e
	}
	sum := 0.0
	for _, m := range b {
		d := float64(m.N) / float64(all.N) * (m.Average - all.Average)
		sum += d * d
	}
	n := float64(len(b))
	return symmetric(e.Value, math.Sqrt(n/(n-1)*sum), n-1, all.N)
}
