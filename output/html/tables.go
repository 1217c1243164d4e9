package html

import (
	"regexp"
	"strconv"

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

// grids makes the parts of a table fit for a page.
func grids(parts []output.Grid) []output.Grid {
	var all []output.Grid
	for _, g := range parts {
		all = append(all, grid(g.UnitsAbove()))
	}
	return all
}

// policyTables show the policies side by side.
func (r Run) policyTables() []output.Grid {
	return grids(r.Report.PolicyGrid().Split("Value lost", ", shortfall", ", money"))
}

// sectorTables show who loses what, under the first policy and under each.
func (r Run) sectorTables() []output.Grid {
	if len(r.Report.Variants) == 0 {
		return nil
	}
	g := r.Report.SectorGrid(0)
	if len(g.Rows) == 0 {
		return nil
	}
	all := g.Split("Units lost", "", ", in units and money")
	if n := len(r.Report.Variants); n > 1 && n <= 8 { // more columns than a page takes
		all = append(all, r.Report.ShareGrid())
	}
	return grids(all)
}

// inputs shows what was drawn, as specified.
func (r Run) inputs() output.Grid {
	g := output.Grid{Name: "inputs", Title: "Uncertain figures as drawn", Columns: []string{"Figure", "Distribution", "p5", "p50", "p95"}}
	for _, in := range r.Report.Inputs {
		words := in.Words
		if len(words) != 3 {
			words = []string{unit.Format(in.P5, in.Unit), unit.Format(in.P50, in.Unit), unit.Format(in.P95, in.Unit)}
		}
		g.Rows = append(g.Rows, output.GridRow{Cells: append([]string{in.Name, in.Family}, words...)})
	}
	return grid(g)
}

// compared shows the policies of all runs together. A row names its run by its
// number, which the notes tell.
func (d Document) compared() []output.Grid {
	all := output.Grid{Name: "runs", Title: "All runs and policies"}
	for i, r := range d.Runs {
		number := strconv.Itoa(i + 1)
		all.Notes = append(all.Notes, number+": "+r.label(i)+": "+r.line())
		t := r.Report.PolicyGrid()
		all.Columns = append([]string{"Run: policy"}, t.Columns[1:]...)
		for v, row := range t.Rows {
			cells := append([]string{number + ": " + row.Cells[0]}, row.Cells[1:]...)
			all.Rows = append(all.Rows, output.GridRow{Cells: cells, Rule: v == 0 && i > 0})
		}
	}
	all.Notes = append(all.Notes, "changes and net benefits are against the first policy of the same run, on the same draws; between runs only the sampling errors tell what differs")
	for _, w := range d.Unlike {
		all.Notes = append(all.Notes, "mind: "+w.What+": "+w.Why+"; "+w.Do)
	}
	return grids(all.Split("Value lost", ": shortfall", ": money"))
}
