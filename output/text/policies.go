package text

import (
	"strings"

	"magnetsim/output"
)

// sectors writes how the first variant fares: one line a sector, then the
// total, then the materials.
func (s *screen) sectors() {
	if len(s.r.Variants) == 0 {
		return
	}
	if g := s.r.SectorGrid(0); len(g.Rows) > 0 {
		s.blank()
		s.heading(g.Title)
		s.grid(gridOf(g))
		s.paragraph(strings.Join(g.Notes, " · "), "")
	}
}

// policies writes the variants side by side, where there are several.
func (s *screen) policies() {
	if len(s.r.Variants) < 2 {
		return
	}
	g := s.r.PolicyGrid()
	s.blank()
	s.heading(g.Title)
	s.grid(gridOf(g))
	for _, note := range g.Notes {
		indent := ""
		if strings.HasPrefix(note, output.Same) {
			indent = "  "
		}
		s.paragraph(note, indent)
	}
}

// gridOf is a table of the report on the screen, where the column that names the
// rows needs no heading.
func gridOf(t output.Grid) grid {
	g := grid{header: append([]string{""}, t.Columns[1:]...)}
	for i, row := range t.Rows {
		g.rows = append(g.rows, row.Cells)
		if row.Rule {
			g.rules = append(g.rules, i)
		}
	}
	return g
}
