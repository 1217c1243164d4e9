package output

import "slices"

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
	var all []int
	for v, variant := range r.Variants {
		if len(policies) == 0 || slices.Contains(policies, variant.Policy) {
			all = append(all, v)
		}
	}
	return all
}

func sectorsOf(r *Report, v Variant) string {
	return "sectors" + either(v == r.Variants[0], "", "-"+v.Policy)
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
		all = append(all, tableOf(s.Metric, s.Metric, rows, columns...).noted("± sampling error (95%)", "CVaR95: mean of the worst 5%"))
	}
	return all
}
