package table

import (
	"io"

	"magnetsim/output"
)

// Timeseries writes every series by step: one line a variant, series and step,
// with the mean, the percentiles over the trials and the share of trials in
// which the quantity is above 0.
func Timeseries(w io.Writer, r *output.Report) error {
	return TimeseriesSheet(r, Choice{}).WriteCSV(w)
}
