package text

import "strings"

// named writes a table whose last column names the rows and may be long: where the
// screen is too narrow, names stand on lines of their own.
func (s *screen) named(head []string, rows [][]string) {
	wide, last := make([]int, len(head)), len(head)-1
	for _, row := range append([][]string{head}, rows...) {
		for i, cell := range row {
			wide[i] = max(wide[i], columns(cell)+len(gap))
		}
	}
	all := wide[last] - len(gap)
	line := func(row []string) string {
		var out strings.Builder
		for i, cell := range row[:last] {
			out.WriteString(cell + strings.Repeat(" ", wide[i]-columns(cell)))
		}
		return out.String()
	}
	for _, w := range wide[:last] {
		all += w
	}
	s.line(s.paint(bold, line(head)+head[last]))
	for _, row := range rows {
		if all <= s.width {
			s.line(line(row) + row[last])
			continue
		}
		s.paragraph(row[last], "")
		if cells := strings.TrimRight(line(row), " "); columns(cells) <= s.width {
			s.line(cells)
		} else {
			s.indented(cells)
		}
	}
}
