package output

import (
	"magnetsim/sim/unit"
	"math"
	"slices"
)

type summaryRow struct {
	variant Variant
	Stat
}

// summary hands out the report's numbers: the statistics, each variant's difference
// from the first, and the criteria.
func (r *Report) summary(yield func(summaryRow) bool) {
	about := map[string]Stat{} // by metric, for what it measures
	for _, s := range r.Stats {
		about[s.Metric] = s
	}
	differences := each(r.Paired, func(p Paired) []Stat { return p.stats(about[p.Metric]) })
	verdicts := each(r.Criteria, Verdict.stats)
	for _, s := range slices.Concat(r.Stats, slices.Concat(differences...), slices.Concat(verdicts...)) {
		if !yield(summaryRow{r.Variants[s.Variant], s}) {
			return
		}
	}
}

// stats are the difference between two variants, as numbers of the second; about is a
// statistic of the same metric.
func (p Paired) stats(about Stat) []Stat {
	one := func(statistic, unit string, value, low, high float64) Stat {
		s := about
		s.Variant, s.Statistic, s.Unit, s.Value, s.Low, s.High = p.Second, statistic, unit, value, low, high
		return s
	}
	nan := math.NaN()
	return []Stat{
		one("change_mean", p.Unit, p.Mean, p.Low, p.High), one("change_sd", p.Unit, p.SD, nan, nan),
		one("change_better", "share", p.Better, nan, nan), one("change_worse", "share", p.Worse, nan, nan),
	}
}

// stats are a verdict as numbers; the subject is the criterion's name.
func (v Verdict) stats() []Stat {
	one := func(statistic, unit string, value, low, high float64) Stat {
		return Stat{Variant: v.Variant, Measure: "criterion", Subject: v.Criterion, Kind: "criterion", Statistic: statistic, Value: value, Low: low, High: high, Unit: unit, N: v.N}
	}
	nan := math.NaN()
	return []Stat{one("value", v.Unit, v.Value, v.Low, v.High), one("limit", v.Unit, v.Limit, nan, nan), one("passed", "", v.passed(), nan, nan)}
}

// SummaryTable is every number of the report, one a row: what summary.csv holds.
func (r *Report) SummaryTable() Table {
	return tableOfSeq("summary", "Every number of the run", r.summary, summaryColumns()...)
}

func summaryColumns() []column[summaryRow] {
	in := func(name, doc string, of func(summaryRow) float64) column[summaryRow] {
		return inUnits(name, "", doc, func(x summaryRow) (float64, string) { return of(x), x.Unit }).on(File)
	}
	words := func(name, doc string, of func(summaryRow) string) column[summaryRow] {
		return text(name, "", doc, of).on(File)
	}
	return append(variantColumns(ofVariant, func(x summaryRow) Variant { return x.variant }),
		words("sector", "what the metric speaks of: a sector, total, a material, stockpile, origin, curb or criterion", func(x summaryRow) string { return x.Subject }),
		words("metric", "what is measured; with the sector it names a column of the trials: metric.sector", func(x summaryRow) string { return x.Measure }),
		words("statistic", StatisticsDoc, func(x summaryRow) string { return x.Statistic }),
		in("value", "the number, in its unit; empty if it does not exist or, for a time, lies beyond the horizon", func(x summaryRow) float64 { return x.Value }),
		words("unit", "unit of the value and of its bounds; share: a fraction of 1", func(x summaryRow) string { return x.Unit }),
		in("error_low", "lower bound of the value's 95% interval of sampling error, not a distance from it; empty if unknown", func(x summaryRow) float64 { return x.Low }),
		in("error_high", "upper bound of that interval", func(x summaryRow) float64 { return x.High }),
		whole("n", "", "trials that the number rests on", func(x summaryRow) int64 { return x.N }).on(File),
		words("kind", "kind of the sector: sector, total, material, stockpile, origin, price, curb, criterion", func(x summaryRow) string { return x.Kind }))
}

// StatisticsDoc says what the statistics of a summary are.
const StatisticsDoc = "which number of the metric, over the trials. p_any: share of trials in which it is above 0 · p_within, of a time: share in which it lies within the horizon · p_exceed_X: share above X, which has the metric's unit · mean: over all trials, those at 0 too · sd: standard deviation · pNN: percentile, NN% of the trials lie at or below; p5 to p95 is the 90% range of outcomes · cvarNN: mean of the highest (100 - NN)% · change_mean, change_sd: mean and standard deviation of the difference from the first policy, trial by trial on the same draws · change_better, change_worse: share of trials in which it is lower, higher · of a criterion value, limit, and passed: 1, 0, empty too close to call"

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
	in := func(name, doc string, of func(*Series) []float64) column[seriesRow] {
		return inUnits(name, "", doc, func(x seriesRow) (float64, string) { return of(x.s)[x.k], x.s.Unit })
	}
	percentile := "percentile over the trials in this step, each step separately: no single trial has to follow it"
	above := in("above_zero", "share of trials in which the quantity is above 0 in this step", func(s *Series) []float64 { return s.Positive })
	above.Unit = "share"
	t := tableOfSeq("timeseries", "What is followed in time", rows, slices.Concat([]column[seriesRow]{
		day("date", "", "first day of the step", func(x seriesRow) string { return r.Run.Dates[x.k] }),
		whole("step", "", "number of the step, from 0", func(x seriesRow) int { return x.k }),
	}, variantColumns(ofVariant, func(x seriesRow) Variant { return r.Variants[x.s.Variant] }), []column[seriesRow]{
		text("series", "", "what is followed in time", func(x seriesRow) string { return x.s.Name }),
		text("unit", "", "unit of the mean and percentiles; t/step: tonnes in this step", func(x seriesRow) string { return x.s.Unit }),
		in("mean", "mean over the trials in this step", func(s *Series) []float64 { return s.Mean }),
		in("p5", percentile, func(s *Series) []float64 { return s.P5 }),
		in("p25", percentile, func(s *Series) []float64 { return s.P25 }),
		in("p50", percentile, func(s *Series) []float64 { return s.P50 }),
		in("p75", percentile, func(s *Series) []float64 { return s.P75 }),
		in("p95", percentile, func(s *Series) []float64 { return s.P95 }),
		above,
	})...).only(File)
	t.Long = true
	return t
}

// text shows a number of the report; nothing where the report does not have it.
func (r *Report) text(v int, metric, statistic string) string {
	s, ok := r.Stat(v, metric, statistic)
	return either(ok, s.Text(), "")
}

// dateOf is the day on which the step of a percentile of a time begins, "never" where
// that is none.
func (r *Report) dateOf(v int, metric, statistic string) string {
	s, ok := r.Stat(v, metric, statistic)
	switch {
	case !ok || math.IsNaN(s.Value) || !(r.Run.StepDays > 0):
		return ""
	case math.IsInf(s.Value, 1):
		return s.Text()
	}
	days := either(s.Unit == "months", daysPerYear/12, 7) // in the unit of the time
	step := r.Run.ToldSteps + int(math.Round(s.Value*days/r.Run.StepDays))
	if step < 0 || step >= len(r.Run.Dates) {
		return ""
	}
	return r.Run.Dates[step]
}

// survival shows a time: how soon in one of twenty
// cases, and in half of them.
func survival(p5, p50 string) string { return p5 + when(p5 != "" && p5 != p50, ", %s", p50) }

// subjects lists whom the report counts losses for, under a variant: sectors, totals,
// materials.
func (r *Report) subjects(v int) []subjectRow {
	var all []subjectRow
	for _, kind := range []string{"sector", "total", "material"} {
		lost := those(r.Stats, func(s Stat) bool {
			return s.Kind == kind && slices.Contains([]string{Shortfall, ValueLost, UnitsLost}, s.Measure)
		})
		for _, subject := range distinct(lost, func(s Stat) string { return s.Subject }) {
			all = append(all, subjectRow{variant: v, subject: subject, kind: kind})
		}
	}
	return all
}

// Choose keeps the rows of some policies and of some metrics or measures
// ("shortfall.auto", "shortfall"); an empty list keeps all. A table without a column
// "policy" keeps every policy; one without "metric" or "series" every metric.
func (t Table) Choose(policies, metrics []string) Table {
	at := func(name string) int {
		return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name && c.On&File != 0 })
	}
	policy, metric, sector, series := at("policy"), at("metric"), at("sector"), at("series")
	kept := func(row []Cell) bool {
		if policy >= 0 && len(policies) > 0 && !slices.Contains(policies, row[policy].Text) {
			return false
		}
		switch {
		case len(metrics) == 0:
		case series >= 0:
			measure, _ := SplitMetric(row[series].Text)
			return slices.Contains(metrics, row[series].Text) || slices.Contains(metrics, measure)
		case metric >= 0 && sector >= 0:
			return slices.Contains(metrics, row[metric].Text) || slices.Contains(metrics, MetricOf(row[metric].Text, row[sector].Text))
		case metric >= 0:
			return slices.Contains(metrics, row[metric].Text)
		}
		return true
	}
	some, rows := t, t.Rows
	some.Rows = func(yield func([]Cell, error) bool) {
		for row, err := range rows {
			if (err != nil || kept(row)) && !yield(row, err) {
				return
			}
		}
	}
	return some
}

// Paper are the tables that people read of a run: those of some policies; or, where
// metrics are chosen, one of each, with a row a policy.
func (r *Report) Paper(policies, metrics []string) []Table {
	if len(metrics) > 0 {
		return r.metricTables(policies, metrics)
	}
	all := []Table{r.policyTable().Choose(policies, nil)}
	for _, v := range r.under(policies) {
		all = append(all, r.sectorTable(v))
	}
	if len(r.Criteria) > 0 {
		all = append(all, r.verdictTable())
	}
	return all
}

// under are the variants of some policies, or all where none is chosen.
func (r *Report) under(policies []string) []int {
	return those(upTo(len(r.Variants)), func(v int) bool {
		return len(policies) == 0 || slices.Contains(policies, r.Variants[v].Policy)
	})
}

// paper are the statistics of a metric for people.
var paper = []struct{ name, title string }{
	{"p_any", "Above 0"}, {"p_within", "Within the horizon"}, {"mean", "Mean"}, {"p5", "p5"}, {"p50", "p50"}, {"p90", "p90"}, {"p95", "p95"}, {"cvar95", "CVaR95"},
}

func (r *Report) metricTables(policies, metrics []string) []Table {
	var all []Table
	for _, s := range r.Stats {
		chosen := slices.Contains(metrics, s.Metric) || slices.Contains(metrics, s.Measure)
		if !chosen || slices.ContainsFunc(all, func(t Table) bool { return t.Name == s.Metric }) {
			continue
		}
		rows := each(r.under(policies), func(v int) subjectRow { return subjectRow{variant: v, subject: s.Subject} })
		columns := append([]column[subjectRow]{text("label", "Policy", "", func(p subjectRow) string { return r.Variants[p.variant].Label() })}, r.address()...)
		for _, x := range paper {
			columns = append(columns, r.of(x.name, x.title, "", s.Measure, x.name))
		}
		all = append(all, tableOf(s.Metric, unit.UpperFirst(r.Titles.Metric(s.Metric)), rows, columns...).noted("± sampling error (95%)", "CVaR95: mean of the worst 5%"))
	}
	return all
}
