package text

import (
	"fmt"
	"io"
	"strings"

	"magnetsim/output"
)

// Comparison writes a comparison of policies: which is best and which robust in a
// few sentences, then the tables that tell why.
func Comparison(w io.Writer, c *output.Comparison, o Options) error {
	s := newScreen(&output.Report{Warnings: c.Warnings}, o)
	s.heading(c.Title)
	s.paragraph(comparedLine(c), "")
	s.blank()
	for _, sentence := range c.Answer() {
		s.paragraph(sentence, "")
	}
	for _, g := range c.Grids() {
		s.blank()
		s.heading(g.Title)
		s.wideGrid(s.verdictsPainted(gridOf(g)))
		for _, note := range g.Notes {
			s.paragraph(note, "  ")
		}
	}
	if len(c.Cases) > 1 {
		s.blank()
		s.paragraph("Cases: "+caseList(c), "  ")
	}
	s.warnings()
	_, err := io.WriteString(w, s.out.String())
	return err
}

// comparedLine says what was compared.
func comparedLine(c *output.Comparison) string {
	var parts []string
	if c.Scenario != "" {
		parts = append(parts, c.Scenario)
	}
	parts = append(parts, count(len(c.Policies), "policy", "policies"))
	if len(c.Cases) > 1 {
		parts = append(parts, fmt.Sprintf("%d cases", len(c.Cases)))
	}
	fewest, most := c.TrialsEach()
	paired := true
	for _, w := range c.Cases {
		paired = paired && w.Paired
	}
	if most > fewest {
		parts = append(parts, grouped(fewest)+" to "+trials(most)+" each")
	} else {
		parts = append(parts, trials(fewest)+" each")
	}
	if paired {
		parts = append(parts, "all on the same draws")
	}
	if c.Metric != output.MetricOf(output.Shortfall, output.Total) {
		parts = append(parts, c.Metric)
	}
	switch {
	case c.Asked > 0:
		parts = append(parts, "INTERRUPTED before "+grouped(c.Asked))
	case !c.Complete():
		parts = append(parts, fmt.Sprintf("INTERRUPTED before %d cases", len(c.Cases)+len(c.Missing)))
	}
	return strings.Join(parts, " · ")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// verdictsPainted colours what passes and fails.
func (s *screen) verdictsPainted(g grid) grid {
	for _, row := range g.rows {
		for i, cell := range row[1:] {
			for word, color := range map[string]style{"pass": green, "FAIL": red, "too close": yellow} {
				if rest, ok := strings.CutPrefix(cell, word); ok {
					row[i+1] = s.paint(color, word) + rest
				}
			}
		}
	}
	return g
}

// caseList tells what the short names of cases mean.
func caseList(c *output.Comparison) string {
	var all []string
	for _, w := range c.Cases {
		if w.Title == "" {
			all = append(all, w.Name)
			continue
		}
		all = append(all, w.Name+": "+w.Title)
	}
	return strings.Join(all, " · ")
}

// wideGrid writes a table as grid does, but gives the names of rows up to two
// fifths of the screen: those of two policies need them.
func (s *screen) wideGrid(g grid) {
	g = g.withoutEmpty()
	most := max(16, 2*s.width/5)
	for c := 1; c < len(g.header); c++ {
		most = min(most, s.width-len(gap)-g.width(c))
	}
	for _, row := range g.rows {
		row[0] = cut(row[0], max(most, 4))
	}
	for i, part := range g.fit(s.width) {
		if i > 0 {
			s.blank()
		}
		for line := range strings.SplitSeq(g.render(part), "\n") {
			s.line(line)
		}
	}
}
