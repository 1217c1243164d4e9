package table

import (
	"io"

	"magnetsim/output"
)

// row is one number of the tidy summary.
type row struct {
	Case      string   `json:"case"`
	Policy    string   `json:"policy"`
	Cell      string   `json:"cell"`
	Sector    string   `json:"sector"` // what the metric speaks of: a sector, "total", a stockpile …
	Metric    string   `json:"metric"` // "shortfall"
	Statistic string   `json:"statistic"`
	Value     Number   `json:"value"`
	Unit      string   `json:"unit"`
	Low       Number   `json:"error_low"`
	High      Number   `json:"error_high"`
	N         int64    `json:"n"`
	Kind      string   `json:"kind"` // "sector", "total", "stockpile" …
	Warnings  []string `json:"warnings,omitempty"`
}

// rows are the report's numbers: the statistics, then each variant's
// difference from the first.
func rows(r *output.Report) []row {
	var all []row
	about := map[string]output.Stat{} // by metric, for what it measures
	for _, s := range r.Stats {
		about[s.Metric] = s
		v := r.Variants[s.Variant]
		all = append(all, row{
			Case: v.Case, Policy: v.Policy, Cell: v.Cell, Sector: s.Subject, Metric: s.Measure, Statistic: s.Statistic,
			Value: Number(s.Value), Unit: s.Unit, Low: Number(s.Low), High: Number(s.High), N: s.N, Kind: s.Kind, Warnings: s.Warnings,
		})
	}
	for _, p := range r.Paired {
		all = append(all, pairedRows(r, p, about[p.Metric])...)
	}
	return all
}

// pairedRows are the difference between two variants, as numbers of the second.
func pairedRows(r *output.Report, p output.Paired, about output.Stat) []row {
	v, none := r.Variants[p.Second], Number(nan)
	base := row{
		Case: v.Case, Policy: v.Policy, Cell: v.Cell, Sector: about.Subject, Metric: about.Measure, Kind: about.Kind,
		Low: none, High: none, N: about.N,
	}
	one := func(statistic string, value float64, unit string) row {
		b := base
		b.Statistic, b.Value, b.Unit = statistic, Number(value), unit
		return b
	}
	mean := one("change_mean", p.Mean, p.Unit)
	mean.Low, mean.High = Number(p.Low), Number(p.High)
	return []row{
		mean,
		one("change_sd", p.SD, p.Unit),
		one("change_better", p.Better, "share"),
		one("change_worse", p.Worse, "share"),
	}
}

// SummaryCSV writes every number of the report, one a line. The statistics
// change_… compare a variant with the first on the same draws: the mean of the
// difference, its standard deviation, and the share of trials in which the
// metric is lower (better) or higher (worse). The metric criterion has, under
// the criterion's name, its value, its limit, and whether it passed: 1, 0, or
// nothing where that is too close to call.
func SummaryCSV(w io.Writer, r *output.Report) error { return SummarySheet(r, Choice{}).WriteCSV(w) }
