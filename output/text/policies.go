package text

import (
	"strings"

	"magnetsim/output"
)

// same marks a difference that the sample cannot tell from none.
const same = "~"

// policies writes the variants side by side, where there are several.
func (s *screen) policies() {
	if len(s.r.Variants) < 2 {
		return
	}
	first, chief := s.r.Variants[0].Label(), s.r.Chief()
	g := grid{header: []string{
		"", "Any shortfall", "Mean shortfall", "Change", "p95", "CVaR95", "Value lost", "Stockpile cost",
	}}
	marked := false
	for v, variant := range s.r.Variants {
		row := s.policyRow(v, variant.Label(), chief)
		marked = marked || row[3] == same
		g.rows = append(g.rows, row)
	}
	s.blank()
	s.heading("Policies side by side: all sectors" + strings.TrimPrefix(s.r.SubjectTitle(subjectOf(chief)), "Total"))
	s.grid(g)
	s.paragraph("Change: in the mean, against "+first+", on the same draws", "")
	if marked {
		s.paragraph(same+" cannot be told apart from "+first+": the difference is inside its sampling error", "  ")
	}
}

func (s *screen) policyRow(v int, label, chief string) []string {
	of := func(metric, statistic string, withError bool) string {
		x, ok := s.r.Stat(v, metric, statistic)
		return cell(x, ok, withError)
	}
	return []string{
		label, of(chief, "p_any", true), of(chief, "mean", true), s.changeCell(v, chief),
		of(chief, "p95", false), of(chief, "cvar95", false),
		of(output.MetricOf(output.ValueLost, output.Total), "mean", false), s.costCell(v),
	}
}

func (s *screen) changeCell(v int, metric string) string {
	p, ok := s.r.Change(v, metric)
	switch {
	case !ok:
		return ""
	case p.Same:
		return same
	}
	return p.Text()
}

func (s *screen) costCell(v int) string {
	x, ok := cost(s.r, v)
	return cell(x, ok, true)
}

// cost returns the mean cost of all stockpiles: that of the sum, or of the only
// one.
func cost(r *output.Report, v int) (output.Stat, bool) {
	if x, ok := r.Stat(v, output.MetricOf(output.StockCost, output.Total), "mean"); ok {
		return x, true
	}
	for _, x := range r.Stats {
		if x.Variant == v && x.Measure == output.StockCost && x.Statistic == "mean" {
			return x, true
		}
	}
	return output.Stat{}, false
}

// subjectOf returns the subject of a metric's name.
func subjectOf(metric string) string {
	_, subject, _ := strings.Cut(metric, ".")
	return subject
}
