package output

import (
	"slices"
	"strings"
)

// Grid is a table for people: text under headings, its first column naming the
// rows. Screen, page and exports show the same grids.
type Grid struct {
	Name    string // short: "policies"
	Title   string
	Columns []string
	Rows    []GridRow
	Notes   []string // sentences to stand beneath
}

// GridRow is a row: Cells[0] names it. Rule is set where a new kind of row begins.
type GridRow struct {
	Cells []string
	Rule  bool
}

// Same marks a difference that the sample cannot tell from none.
const Same = "~"

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

// TextOrSame writes a difference for people; ~ where it is inside its sampling
// error.
func (p Paired) TextOrSame() string {
	if p.Same {
		return Same
	}
	return p.Text()
}

// Tight returns the grid without the columns, but the first, in which every row
// is empty.
func (g Grid) Tight() Grid {
	keep := []int{0}
	for c := 1; c < len(g.Columns); c++ {
		if slices.ContainsFunc(g.Rows, func(row GridRow) bool { return row.Cells[c] != "" }) {
			keep = append(keep, c)
		}
	}
	tight := g
	tight.Columns, tight.Rows = chosen(g.Columns, keep), nil
	for _, row := range g.Rows {
		tight.Rows = append(tight.Rows, GridRow{chosen(row.Cells, keep), row.Rule})
	}
	return tight
}

func chosen(all []string, keep []int) []string {
	var some []string
	for _, i := range keep {
		some = append(some, all[i])
	}
	return some
}

// PolicyGrid shows the variants side by side: how likely and how large a
// shortfall is in total, the change against the first on the same draws, and what
// each costs and is worth.
func (r *Report) PolicyGrid() Grid {
	chief := r.Chief()
	g := Grid{
		Name:  "policies",
		Title: "Policies side by side: all sectors" + strings.TrimPrefix(r.SubjectTitle(SubjectOf(chief)), "Total"),
		Columns: []string{
			"Policy", "Any shortfall", "Over 1% lost", "Mean shortfall", "Change", "p95", "CVaR95", "Value lost", "Stockpile cost", "Net benefit", "Cost per tonne spared",
		},
	}
	marked := false
	for v := range r.Variants {
		row := r.policyRow(v, chief)
		marked = marked || slices.Contains(row, Same)
		g.Rows = append(g.Rows, GridRow{Cells: row})
	}
	g.Notes = r.policyNotes(marked)
	return g
}

func (r *Report) policyNotes(marked bool) []string {
	if len(r.Variants) < 2 {
		return nil
	}
	first := r.Variants[0].Label()
	notes := []string{"Change: in the mean, against " + first + ", on the same draws"}
	if _, ok := r.Benefit(1); ok {
		notes = append(notes, "Net benefit: the value lost that a policy spares, less what its stockpile costs more, against "+first)
	}
	if marked {
		notes = append(notes, Same+" cannot be told apart from "+first+": the difference is inside its sampling error")
	}
	return notes
}

func (r *Report) policyRow(v int, chief string) []string {
	change, benefit := "", ""
	if p, ok := r.Change(v, chief); ok {
		change = p.TextOrSame()
	}
	if p, ok := r.Benefit(v); ok {
		benefit = p.TextOrSame()
	}
	return []string{
		r.Variants[v].Label(), r.cell(v, chief, "p_any", true), r.cell(v, MetricOf(ShortShare, SubjectOf(chief)), OverOnePercent, true),
		r.cell(v, chief, "mean", true), change, r.cell(v, chief, "p95", false), r.cell(v, chief, "cvar95", false),
		r.cell(v, MetricOf(ValueLost, Total), "mean", false), r.cell(v, MetricOf(StockCost, Total), "mean", true), benefit,
		r.cell(v, MetricOf(CostPerTonne, Total), "ratio", true),
	}
}
