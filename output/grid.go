package output

import (
	"regexp"
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

// Split cuts the grid before a column, for paper is narrow; both parts name their
// rows, and what is empty is left out. The notes stand under the last.
func (g Grid) Split(before, first, second string) []Grid {
	at := slices.Index(g.Columns, before)
	if at < 0 {
		return []Grid{g.Tight()}
	}
	var kept []Grid
	for i, columns := range [][]int{span(0, at), append([]int{0}, span(at, len(g.Columns))...)} {
		part := Grid{Name: g.Name, Title: g.Title + []string{first, second}[i], Columns: chosen(g.Columns, columns)}
		for _, row := range g.Rows {
			if cells := chosen(row.Cells, columns); strings.Join(cells[1:], "") != "" {
				part.Rows = append(part.Rows, GridRow{cells, row.Rule})
			}
		}
		if part = part.Tight(); len(part.Columns) > 1 {
			kept = append(kept, part)
		}
	}
	if len(kept) > 0 {
		kept[len(kept)-1].Notes = g.Notes
	}
	return kept
}

func span(from, to int) []int {
	var all []int
	for i := from; i < to; i++ {
		all = append(all, i)
	}
	return all
}

// measured is a number with its sampling error, its unit, and the mark of what
// cannot be told apart.
var measured = regexp.MustCompile(`^([+−-]?[\d,]*\.?\d+(?: ± [\d,]*\.?\d+)?) ?([^\d~±]*?)( ~)?$`)

// UnitsAbove writes the unit of a column once, in its heading, where all its
// numbers have the same.
func (g Grid) UnitsAbove() Grid {
	out := g
	out.Columns, out.Rows = slices.Clone(g.Columns), nil
	for _, row := range g.Rows {
		out.Rows = append(out.Rows, GridRow{slices.Clone(row.Cells), row.Rule})
	}
	for c := 1; c < len(g.Columns); c++ {
		unit := g.unitOf(c)
		if unit == "" {
			continue
		}
		out.Columns[c] += " (" + unit + ")"
		for _, row := range out.Rows {
			if m := measured.FindStringSubmatch(row.Cells[c]); m != nil {
				row.Cells[c] = m[1] + m[3]
			}
		}
	}
	return out
}

// unitOf returns the unit that all numbers of a column have; "" where they
// differ. A zero may have any.
func (g Grid) unitOf(c int) string {
	common := ""
	for _, row := range g.Rows {
		cell := row.Cells[c]
		if cell == "" || cell == Same {
			continue
		}
		m := measured.FindStringSubmatch(cell)
		switch {
		case m == nil || m[2] == "" && m[1] != "0":
			return ""
		case m[1] == "0":
		case common == "":
			common = m[2]
		case common != m[2]:
			return ""
		}
	}
	return common
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
	g := Grid{
		Name:  "policies",
		Title: "Policies side by side: all sectors",
		Columns: []string{
			"Policy", "Shortage", "Any shortfall", "Mean shortfall", "Change", "p95", "CVaR95", "Given up", "Moved", "Value lost", "Stockpile cost", "Net benefit", "Cost per tonne spared",
		},
	}
	marked := false
	add := func(rule bool, row []string) {
		marked = marked || slices.Contains(row, Same)
		g.Rows = append(g.Rows, GridRow{Cells: row, Rule: rule})
	}
	chiefs := r.Chiefs()
	if len(chiefs) == 1 {
		g.Title += strings.TrimPrefix(r.SubjectTitle(SubjectOf(chiefs[0])), "Total")
		for v := range r.Variants {
			add(false, r.policyRow(v, chiefs[0]))
		}
	} else { // tonnes of one end product are not those of another; money is of all, but by the tonne
		for i, chief := range chiefs {
			for v := range r.Variants {
				row := r.policyRow(v, chief)
				row[0] = strings.TrimPrefix(SubjectOf(chief), Total+".") + ": " + row[0]
				clear(row[g.moneyAt() : len(row)-1])
				add(i > 0 && v == 0, row)
			}
		}
		for v := range r.Variants {
			row := r.policyRow(v, chiefs[0])
			clear(row[1:g.moneyAt()])
			clear(row[len(row)-1:])
			add(v == 0, row)
		}
	}
	g.Notes = r.policyNotes(marked)
	return g
}

// moneyAt is the first column that is not of tonnes.
func (g Grid) moneyAt() int { return slices.Index(g.Columns, "Value lost") }

func (r *Report) policyNotes(marked bool) []string {
	if len(r.Variants) < 2 {
		return nil
	}
	first := r.Variants[0].Label()
	notes := []string{"Change: in the mean, against " + first + ", on the same draws"}
	if _, ok := r.Benefit(1); ok {
		notes = append(notes, "Net benefit: the "+r.spared()+" that a policy spares, less what its stockpile costs more, against "+first)
	}
	if len(r.Chiefs()) > 1 && slices.ContainsFunc(r.Stats, func(s Stat) bool { return s.Measure == CostPerTonne }) {
		notes = append(notes, "Cost per tonne spared: of all stockpiles, by the tonnes of that end product alone")
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
		r.Variants[v].Label(), r.cell(v, MetricOf(Shortage, SubjectOf(chief)), OverOnePercent, true), r.cell(v, chief, "p_any", true),
		r.cell(v, chief, "mean", true), change, r.cell(v, chief, "p95", false), r.cell(v, chief, "cvar95", false),
		r.cell(v, MetricOf(GivenUp, SubjectOf(chief)), "mean", false), r.cell(v, MetricOf(Moved, SubjectOf(chief)), "mean", false),
		r.cell(v, MetricOf(ValueLost, Total), "mean", false), r.cell(v, MetricOf(StockCost, Total), "mean", true), benefit,
		r.cell(v, MetricOf(CostPerTonne, SubjectOf(chief)), "ratio", true),
	}
}
