package text

import (
	"slices"

	"magnetsim/output"
)

// sectors writes how the first variant fares: one line a sector, then the
// total, then the materials.
func (s *screen) sectors() {
	rows, rules := s.subjects()
	if len(rows) == 0 {
		return
	}
	g := grid{header: []string{
		"", "Any shortfall", overOne, "Mean shortfall", "p50", "p90", "p95", "CVaR95", "Units lost", "Value lost", "Time to survive (p5, p50)",
	}, rules: rules}
	for _, subject := range rows {
		g.rows = append(g.rows, s.sectorRow(0, subject))
	}
	s.blank()
	s.heading("By sector: " + s.r.Variants[0].Label())
	s.grid(g)
	note := "± sampling error (95%) · CVaR95: mean of the worst 5% · over the whole horizon"
	if slices.ContainsFunc(g.rows, func(row []string) bool { return row[len(row)-1] != "" }) {
		note += " · time to survive: from the start of the horizon to the first step with more than 1% unmet"
	}
	s.paragraph(note, "")
}

func (s *screen) sectorRow(v int, subject string) []string {
	of := func(measure, statistic string, withError bool) string {
		x, ok := s.r.Stat(v, output.MetricOf(measure, subject), statistic)
		return cell(x, ok, withError)
	}
	row := []string{s.r.SubjectTitle(subject), of(output.Shortfall, "p_any", true), of(output.ShortShare, overOnePercent, true), of(output.Shortfall, "mean", true)}
	for _, statistic := range []string{"p50", "p90", "p95", "cvar95"} {
		row = append(row, of(output.Shortfall, statistic, false))
	}
	row = append(row, of(output.UnitsLost, "mean", false), of(output.ValueLost, "mean", false))
	return append(row, survival(of(output.FirstShort, "p5", false), of(output.FirstShort, "p50", false)))
}

// survival shows the time to the first short step: how soon in one of twenty
// cases, and in half of them.
func survival(p5, p50 string) string {
	if p5 == "" || p5 == p50 {
		return p5
	}
	return p5 + ", " + p50
}

// subjects lists whom the report counts losses for: sectors, totals, materials,
// and the rows at which a new kind begins.
func (s *screen) subjects() (names []string, rules []int) {
	for _, kind := range []string{"sector", "total", "material"} {
		if len(names) > 0 {
			rules = append(rules, len(names))
		}
		for _, x := range s.r.Stats {
			lost := slices.Contains([]string{output.Shortfall, output.ValueLost, output.UnitsLost}, x.Measure)
			if lost && x.Kind == kind && !slices.Contains(names, x.Subject) {
				names = append(names, x.Subject)
			}
		}
	}
	return names, rules
}
