package output

import (
	"iter"
	"math"
	"slices"
)

// summaryRow is one number of the tidy summary.
type summaryRow struct {
	Variant                    Variant
	Subject, Metric, Statistic string
	Value, Low, High           float64
	Unit                       string
	N                          int64
	Kind                       string
}

// summary hands out the report's numbers: the statistics, each variant's difference
// from the first, and the criteria.
func (r *Report) summary() iter.Seq[summaryRow] {
	return func(yield func(summaryRow) bool) {
		about := map[string]Stat{} // by metric, for what it measures
		for _, s := range r.Stats {
			about[s.Metric] = s
			if !yield(summaryRow{r.Variants[s.Variant], s.Subject, s.Measure, s.Statistic, s.Value, s.Low, s.High, s.Unit, s.N, s.Kind}) {
				return
			}
		}
		for _, p := range r.Paired {
			for _, x := range r.pairedRows(p, about[p.Metric]) {
				if !yield(x) {
					return
				}
			}
		}
		for _, v := range r.Criteria {
			for _, x := range r.verdictRows(v) {
				if !yield(x) {
					return
				}
			}
		}
	}
}

// pairedRows are the difference between two variants, as numbers of the second.
func (r *Report) pairedRows(p Paired, about Stat) []summaryRow {
	none := math.NaN()
	one := func(statistic string, value, low, high float64, unit string) summaryRow {
		return summaryRow{r.Variants[p.Second], about.Subject, about.Measure, statistic, value, low, high, unit, about.N, about.Kind}
	}
	return []summaryRow{
		one("change_mean", p.Mean, p.Low, p.High, p.Unit), one("change_sd", p.SD, none, none, p.Unit),
		one("change_better", p.Better, none, none, "share"), one("change_worse", p.Worse, none, none, "share"),
	}
}

// verdictRows are a verdict as numbers; the subject is the criterion's name.
func (r *Report) verdictRows(v Verdict) []summaryRow {
	none := math.NaN()
	one := func(statistic string, value, low, high float64, unit string) summaryRow {
		return summaryRow{r.Variants[v.Variant], v.Criterion, "criterion", statistic, value, low, high, unit, v.N, "criterion"}
	}
	passed := map[string]float64{Pass: 1, Fail: 0, TooClose: none}[v.Outcome]
	return []summaryRow{one("value", v.Value, v.Low, v.High, v.Unit), one("limit", v.Limit, none, none, v.Unit), one("passed", passed, none, none, "")}
}

// SummaryTable is every number of the report, one a row: what summary.csv holds.
func (r *Report) SummaryTable() Table {
	return forFiles(tableOfSeq("summary", "Every number of the run", r.summary(), summaryColumns()...))
}

// summaryColumns are those of numbers, one a row.
func summaryColumns() []column[summaryRow] {
	at := func(i int) func(summaryRow) string {
		return func(x summaryRow) string { return x.Variant.Address()[i] }
	}
	in := func(name, doc string, of func(summaryRow) float64) column[summaryRow] {
		return columnOf(Number, name, "", "", doc, func(x summaryRow) Cell { return Cell{Value: of(x), Unit: x.Unit} })
	}
	return []column[summaryRow]{
		text("case", "", "case of the scenario; base for the scenario as it stands", at(0)), text("policy", "", "policy in force", at(1)),
		text("cell", "", "cell of a sweep; base where it sets nothing, or there is none", at(2)),
		text("sector", "", "what the metric speaks of: a sector, total, a material, stockpile, origin, curb or criterion", func(x summaryRow) string { return x.Subject }),
		text("metric", "", "what is measured; with the sector it names a column of the trials: metric.sector", func(x summaryRow) string { return x.Metric }),
		text("statistic", "", StatisticsDoc, func(x summaryRow) string { return x.Statistic }),
		in("value", "the number, in its unit; empty where it does not exist or, of a time, lies beyond the horizon", func(x summaryRow) float64 { return x.Value }),
		text("unit", "", "unit of the value and of its bounds; share: a fraction of 1", func(x summaryRow) string { return x.Unit }),
		in("error_low", "lower bound of the value's 95% interval of sampling error, not a distance from it; empty where it cannot be told", func(x summaryRow) float64 { return x.Low }),
		in("error_high", "upper bound of that interval", func(x summaryRow) float64 { return x.High }),
		whole("n", "", "trials that the number rests on", func(x summaryRow) int64 { return x.N }),
		text("kind", "", "kind of the sector: sector, total, material, stockpile, origin, price, curb, criterion", func(x summaryRow) string { return x.Kind }),
	}
}

// StatisticsDoc says what the statistics of a summary are.
const StatisticsDoc = "which number of the metric, over the trials. p_any: share of trials in which it is above 0 · p_within, of a time: share in which it lies within the horizon · p_exceed_X: share above X, which has the metric's unit · mean: over all trials, those at 0 too · sd: standard deviation · pNN: percentile, NN% of the trials lie at or below; p5 to p95 is the 90% range of outcomes · cvarNN: mean of the highest (100 - NN)% · change_mean, change_sd: mean and standard deviation of the difference from the first policy, trial by trial on the same draws · change_better, change_worse: share of trials in which it is lower, higher · of a criterion value, limit, and passed: 1, 0, empty too close to call"

// forFiles keeps a table to files.
func forFiles(t Table) Table {
	for i := range t.Columns {
		t.Columns[i].On = File
	}
	return t
}

// seriesRow is a step of a series.
type seriesRow struct {
	s *Series
	k int
}

// SeriesTable is every series by step: what timeseries.csv holds.
func (r *Report) SeriesTable() Table {
	rows := func(yield func(seriesRow) bool) {
		for i := range r.Series {
			for k := range r.Series[i].Mean {
				if !yield(seriesRow{&r.Series[i], k}) {
					return
				}
			}
		}
	}
	at := func(i int) func(seriesRow) string {
		return func(x seriesRow) string { return r.Variants[x.s.Variant].Address()[i] }
	}
	in := func(name, doc string, of func(*Series) []float64) column[seriesRow] {
		return columnOf(Number, name, "", "", doc, func(x seriesRow) Cell { return Cell{Value: of(x.s)[x.k], Unit: x.s.Unit} })
	}
	percentile := "percentile over the trials in this step, each step for itself: no trial need follow it"
	above := in("above_zero", "share of trials in which the quantity is above 0 in this step", func(s *Series) []float64 { return s.Positive })
	above.Unit = "share"
	t := forFiles(tableOfSeq("timeseries", "What is followed in time", rows,
		day("date", "", "first day of the step", func(x seriesRow) string { return r.Run.Dates[x.k] }),
		whole("step", "", "number of the step, from 0", func(x seriesRow) int64 { return int64(x.k) }),
		text("case", "", "case of the scenario; base for the scenario as it stands", at(0)), text("policy", "", "policy in force", at(1)),
		text("cell", "", "cell of a sweep; base where it sets nothing, or there is none", at(2)),
		text("series", "", "what is followed in time", func(x seriesRow) string { return x.s.Name }),
		text("unit", "", "unit of the mean and percentiles; t/step: tonnes in this step", func(x seriesRow) string { return x.s.Unit }),
		in("mean", "mean over the trials in this step", func(s *Series) []float64 { return s.Mean }),
		in("p5", percentile, func(s *Series) []float64 { return s.P5 }), in("p25", percentile, func(s *Series) []float64 { return s.P25 }),
		in("p50", percentile, func(s *Series) []float64 { return s.P50 }), in("p75", percentile, func(s *Series) []float64 { return s.P75 }),
		in("p95", percentile, func(s *Series) []float64 { return s.P95 }), above))
	t.Long = true
	return t
}

// cell shows a number of the report; nothing where the report does not have it.
func (r *Report) cell(v int, metric, statistic string, withError bool) string {
	s, ok := r.Stat(v, metric, statistic)
	switch {
	case !ok:
		return ""
	case withError:
		return s.TextWithError()
	}
	return s.Text()
}

// firstDate is the day on which the step of a percentile of the first shortage
// begins, "never" where that is none.
func (r *Report) firstDate(v int, subject, statistic string) string {
	s, ok := r.Stat(v, MetricOf(FirstShort, subject), statistic)
	switch {
	case !ok || !(r.Run.StepDays > 0):
		return ""
	case math.IsInf(s.Value, 1):
		return s.Text()
	}
	step := int(math.Round(s.Value * daysIn(s.Unit) / r.Run.StepDays))
	if step < 0 || step >= len(r.Run.Dates) {
		return ""
	}
	return r.Run.Dates[step]
}

// daysIn is the length of the unit in which times are told.
func daysIn(unit string) float64 {
	if unit == "months" {
		return daysPerYear / 12
	}
	return 7
}

// survival shows a time: how soon in one of twenty
// cases, and in half of them.
func survival(p5, p50 string) string {
	if p5 == "" || p5 == p50 {
		return p5
	}
	return p5 + ", " + p50
}

// counted is a subject that losses are counted for; rule is set where a new kind
// begins.
type counted struct {
	name string
	rule bool
}

// subjects lists whom the report counts losses for: sectors, totals, materials.
func (r *Report) subjects() []counted {
	var all []counted
	for _, kind := range []string{"sector", "total", "material"} {
		before := len(all)
		for _, x := range r.Stats {
			lost := slices.Contains([]string{Shortfall, ValueLost, UnitsLost}, x.Measure)
			known := func(c counted) bool { return c.name == x.Subject }
			if lost && x.Kind == kind && !slices.ContainsFunc(all, known) {
				all = append(all, counted{x.Subject, before > 0 && len(all) == before})
			}
		}
	}
	return all
}
