package table

import (
	"io"

	"magnetsim/output"
)

// Timeseries writes every series by step: one line a variant, series and step,
// with the mean, the percentiles over the trials and the share of trials in
// which the quantity is above 0.
func Timeseries(w io.Writer, r *output.Report) error {
	l := newLines(w)
	l.text("date", "step", "case", "policy", "cell", "series", "unit", "mean", "p5", "p25", "p50", "p75", "p95", "above_zero")
	l.end()
	for _, s := range r.Series {
		v := r.Variants[s.Variant]
		for k := range s.Mean {
			l.text(r.Run.Dates[k])
			l.count(int64(k))
			l.text(v.Case, v.Policy, v.Cell, s.Name, s.Unit)
			l.numbers(s.Mean[k], s.P5[k], s.P25[k], s.P50[k], s.P75[k], s.P95[k], s.Positive[k])
			l.end()
		}
	}
	return l.close()
}
