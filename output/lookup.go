package output

import "math"

// Stat returns a number of the report: of a variant, a metric ("shortfall.auto")
// and a statistic ("p95"). It is false where the report has none.
func (r *Report) Stat(variant int, metric, statistic string) (Stat, bool) {
	for i := range r.Stats {
		s := &r.Stats[i]
		if s.Variant == variant && s.Statistic == statistic && s.Metric == metric {
			return *s, true
		}
	}
	return Stat{}, false
}

// Change returns the difference of a metric between a variant and the first.
// It is false where the report has none, as for the first itself.
func (r *Report) Change(variant int, metric string) (Paired, bool) {
	for _, p := range r.Paired {
		if p.First == 0 && p.Second == variant && p.Metric == metric {
			return p, true
		}
	}
	return Paired{}, false
}

// Error returns half the width of the number's sampling interval; NaN where
// that is unknown.
func (s Stat) Error() float64 { return half(s.Low, s.High) }

// Error returns half the width of the sampling interval of the mean difference.
func (p Paired) Error() float64 { return half(p.Low, p.High) }

func half(low, high float64) float64 {
	if math.IsInf(low, 0) || math.IsInf(high, 0) {
		return math.NaN()
	}
	return (high - low) / 2
}
