package text

import (
	"slices"
	"strings"

	"magnetsim/output"
)

// overOne heads the chance of losing more than 1% of demand, which is the
// statistic overOnePercent: some shortfall may be a few tonnes.
const (
	overOne        = "Over 1% lost"
	overOnePercent = "p_exceed_0.01"
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
		"", "Any shortfall", overOne, "Mean shortfall", "Change", "p95", "CVaR95", "Value lost", "Stockpile cost", "Net benefit", "Cost per tonne spared",
	}}
	marked := false
	for v, variant := range s.r.Variants {
		row := s.policyRow(v, variant.Label(), chief)
		marked = marked || slices.Contains(row, same)
		g.rows = append(g.rows, row)
	}
	s.blank()
	s.heading("Policies side by side: all sectors" + strings.TrimPrefix(s.r.SubjectTitle(subjectOf(chief)), "Total"))
	s.grid(g)
	s.paragraph("Change: in the mean, against "+first+", on the same draws", "")
	if _, ok := s.r.Benefit(1); ok {
		s.paragraph("Net benefit: the value lost that a policy spares, less what its stockpile costs more, against "+first, "")
	}
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
		label, of(chief, "p_any", true), of(output.MetricOf(output.ShortShare, subjectOf(chief)), overOnePercent, true),
		of(chief, "mean", true), s.changeCell(v, chief),
		of(chief, "p95", false), of(chief, "cvar95", false),
		of(output.MetricOf(output.ValueLost, output.Total), "mean", false), s.costCell(v), s.benefitCell(v),
		of(output.MetricOf(output.CostPerTonne, output.Total), "ratio", true),
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

// benefitCell shows what a variant is worth against the first.
func (s *screen) benefitCell(v int) string {
	p, ok := s.r.Benefit(v)
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

// cost returns the mean cost of all stockpiles.
func cost(r *output.Report, v int) (output.Stat, bool) {
	return r.Stat(v, output.MetricOf(output.StockCost, output.Total), "mean")
}

// subjectOf returns the subject of a metric's name.
func subjectOf(metric string) string {
	_, subject, _ := strings.Cut(metric, ".")
	return subject
}
