package html

import (
	"regexp"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// grid makes a table of the report fit for a page: cleaned, and without columns
// in which nothing stands.
func grid(g output.Grid) output.Grid {
	g = g.Tight()
	g.Title = clean(g.Title)
	g.Columns = cleaned(g.Columns)
	g.Notes = cleaned(g.Notes)
	for i, row := range g.Rows {
		g.Rows[i].Cells = cleaned(row.Cells)
		for c, cell := range g.Rows[i].Cells[1:] {
			g.Rows[i].Cells[1+c] = minus.ReplaceAllString(cell, "−$1")
		}
	}
	return g
}

// minus is a hyphen before a number.
var minus = regexp.MustCompile(`^-(\d)`)

func cleaned(all []string) []string {
	var out []string
	for _, s := range all {
		out = append(out, clean(s))
	}
	return out
}

// halves cuts a table before a column, for paper is narrow; both halves name
// their rows. A half with nothing but the names is left out.
func halves(g output.Grid, before, first, second string) []output.Grid {
	at := slices.Index(g.Columns, before)
	if at < 0 {
		return []output.Grid{g}
	}
	a, b := g, g
	a.Title, b.Title = g.Title+first, g.Title+second
	a.Columns, b.Columns = g.Columns[:at], slices.Concat(g.Columns[:1], g.Columns[at:])
	a.Rows, b.Rows, b.Notes = nil, nil, nil
	for _, row := range g.Rows {
		a.Rows = append(a.Rows, output.GridRow{Cells: row.Cells[:at], Rule: row.Rule})
		b.Rows = append(b.Rows, output.GridRow{Cells: slices.Concat(row.Cells[:1], row.Cells[at:]), Rule: row.Rule})
	}
	var kept []output.Grid
	for _, half := range []output.Grid{a, b} {
		half.Rows = slices.DeleteFunc(half.Rows, func(row output.GridRow) bool { return strings.Join(row.Cells[1:], "") == "" })
		if half = grid(half); len(half.Columns) > 1 {
			kept = append(kept, half)
		}
	}
	if len(kept) > 0 { // the notes stand under the last
		kept[0].Notes, kept[len(kept)-1].Notes = nil, cleaned(g.Notes)
	}
	return kept
}

// policyTables show the policies side by side.
func (r Run) policyTables() []output.Grid {
	return halves(r.Report.PolicyGrid(), "Value lost", ", shortfall", ", money")
}

// sectorTables show who loses what, under the first policy and under each.
func (r Run) sectorTables() []output.Grid {
	g := r.Report.SectorGrid(0)
	if len(g.Rows) == 0 {
		return nil
	}
	all := halves(g, "Units lost", "", ", in units and money")
	if n := len(r.Report.Variants); n > 1 && n <= 8 { // more columns than a page takes
		all = append(all, grid(r.Report.ShareGrid()))
	}
	return all
}

// inputs shows what was drawn, as specified.
func (r Run) inputs() output.Grid {
	g := output.Grid{Name: "inputs", Title: "Uncertain figures as drawn", Columns: []string{"Figure", "Distribution", "p5", "p50", "p95"}}
	for _, in := range r.Report.Inputs {
		g.Rows = append(g.Rows, output.GridRow{Cells: []string{
			in.Name, in.Family, unit.Format(in.P5, in.Unit), unit.Format(in.P50, in.Unit), unit.Format(in.P95, in.Unit),
		}})
	}
	return grid(g)
}

// compared shows the policies of all runs in one table.
func (d Document) compared() output.Grid {
	g := output.Grid{Name: "runs", Title: "All runs and policies: shortfall", Notes: []string{
		"Runs with other draws are compared by their sampling errors alone; within a run the policies face the same draws.",
	}}
	for i, r := range d.Runs {
		t := r.Report.PolicyGrid()
		g.Columns = append([]string{"Run"}, t.Columns[:9]...)
		for v, row := range t.Rows {
			g.Rows = append(g.Rows, output.GridRow{Cells: append([]string{r.label(i)}, row.Cells[:9]...), Rule: v == 0 && i > 0})
		}
	}
	return grid(g)
}
