package table

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"magnetsim/output"
)

// Grids are the tables for people of a report: the policies side by side, the
// sectors, the criteria; or, where metrics are chosen, one table for each, with a
// row for each policy.
func Grids(r *output.Report, c Choice) []output.Grid {
	if len(c.Metrics) > 0 {
		return metricGrids(r, c)
	}
	policies := r.PolicyGrid()
	policies.Rows = slices.Clone(policies.Rows)
	for v := len(r.Variants) - 1; v >= 0; v-- {
		if !c.policy(r.Variants[v].Policy) {
			policies.Rows = slices.Delete(policies.Rows, v, v+1)
		}
	}
	beside, besides := ", money", ", in units and money"
	if r.Substitutes() {
		beside, besides = ", tonnes substituted and money", ", in tonnes substituted, units and money"
	}
	all := policies.Split("Given up", ", shortfall", beside)
	for v, variant := range r.Variants {
		if c.policy(variant.Policy) {
			all = append(all, r.SectorGrid(v).Split("Given up", "", besides)...)
		}
	}
	for i := range all {
		all[i] = all[i].UnitsAbove()
	}
	if g := criteriaGrid(r, c); len(g.Rows) > 0 {
		all = append(all, g)
	}
	return all
}

// shown are the statistics of a metric for people.
var shown = []struct{ name, title string }{
	{"p_any", "Above 0"}, {"p_within", "Within the horizon"}, {"mean", "Mean"}, {"p5", "p5"}, {"p50", "p50"}, {"p90", "p90"}, {"p95", "p95"}, {"cvar95", "CVaR95"},
}

func metricGrids(r *output.Report, c Choice) []output.Grid {
	var all []output.Grid
	for _, s := range r.Stats {
		if !c.metric(s.Measure, s.Metric) || slices.ContainsFunc(all, func(g output.Grid) bool { return g.Name == s.Metric }) {
			continue
		}
		g := output.Grid{Name: s.Metric, Title: s.Metric, Columns: []string{"Policy"}, Notes: []string{"± sampling error (95%)", "CVaR95: mean of the worst 5%"}}
		for _, x := range shown {
			g.Columns = append(g.Columns, x.title)
		}
		for v, variant := range r.Variants {
			if !c.policy(variant.Policy) {
				continue
			}
			row := []string{variant.Label()}
			for _, x := range shown {
				text := ""
				if stat, ok := r.Stat(v, s.Metric, x.name); ok && strings.HasPrefix(x.name, "p_") || ok && x.name == "mean" {
					text = stat.TextWithError()
				} else if ok {
					text = stat.Text()
				}
				row = append(row, text)
			}
			g.Rows = append(g.Rows, output.GridRow{Cells: row})
		}
		all = append(all, g.Tight().UnitsAbove())
	}
	return all
}

func criteriaGrid(r *output.Report, c Choice) output.Grid {
	g := output.Grid{Name: "criteria", Title: "Criteria", Columns: []string{"Criterion", "Line", "Policy", "Value", "Outcome"}}
	for _, v := range r.Criteria {
		of := r.Variants[v.Variant]
		if c.policy(of.Policy) {
			g.Rows = append(g.Rows, output.GridRow{Cells: []string{v.Title, v.Line, of.Label(), v.TextWithError(), v.Outcome}})
		}
	}
	return g
}

// GridsMarkdown writes tables for people as Markdown.
func GridsMarkdown(w io.Writer, title string, grids []output.Grid) error {
	m := &markdown{}
	m.line("# " + escape(title))
	for _, g := range grids {
		m.line("## " + escape(g.Title))
		var rows [][]string
		for _, row := range g.Rows {
			rows = append(rows, escapeAll(row.Cells))
		}
		m.table(escapeAll(g.Columns), rows)
		if len(g.Notes) > 0 {
			m.line(escape(strings.Join(g.Notes, " · ")))
		}
	}
	_, err := io.WriteString(w, strings.TrimRight(m.out.String(), "\n")+"\n")
	return err
}

// WriteMarkdown writes a sheet as a Markdown table.
func (s Sheet) WriteMarkdown(w io.Writer) error {
	m := &markdown{}
	m.line("# " + escape(s.Title))
	var names []string
	for _, c := range s.Columns {
		names = append(names, c.Name)
	}
	var rows [][]string
	if err := s.Each(func(row []Cell) error {
		rows = append(rows, escapeAll(s.words(row)))
		return nil
	}); err != nil {
		return err
	}
	m.table(escapeAll(names), rows)
	_, err := fmt.Fprint(w, strings.TrimRight(m.out.String(), "\n")+"\n")
	return err
}

func escapeAll(all []string) []string {
	var out []string
	for _, s := range all {
		out = append(out, escape(s))
	}
	return out
}
