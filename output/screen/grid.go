package screen

import (
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"magnetsim/output"
)

// gap separates columns.
const gap = "  "

// table writes a table with its title and its notes; one without rows, or of
// which the screen shows no column, not at all.
func (s *screen) table(t output.Table) error {
	t, rows, err := t.InWords(output.Screen)
	if err != nil || len(rows) == 0 || len(t.Columns) == 0 {
		return err
	}
	s.blank()
	if t.Title != "" {
		s.heading(t.Title)
	}
	s.grid(t, rows)
	for _, note := range t.Notes {
		s.paragraph(note, "  ")
	}
	return nil
}

// grid writes the rows, the columns that say what a row is about and words on the left,
// numbers on the right. Columns that do not fit beside the first are continued below in a
// table of their own, under the same names; a last column of words wraps.
func (s *screen) grid(t output.Table, rows [][]output.Cell) {
	g := newGrid(t, rows, s)
	for c := range t.Columns {
		g.wide[c] = g.widest(c, t.Columns[c].Title)
	}
	g.squeeze()
	if g.leading() < g.lead {
		s.grid(numbered(t, rows))
		return
	}
	for i, part := range g.parts(upTo(len(t.Columns))) {
		if i > 0 {
			s.blank()
		}
		for line := range strings.SplitSeq(g.render(part), "\n") {
			s.line(line)
		}
	}
}

// grid is a table on its way onto the screen.
type grid struct {
	columns []output.Column
	rows    [][]output.Cell // in words
	lead    int             // the first columns, which say what a row is about
	wide    []int           // of each column, in characters
	on      *screen
}

func newGrid(t output.Table, rows [][]output.Cell, on *screen) *grid {
	return &grid{t.Columns, rows, t.Leading(), make([]int, len(t.Columns)), on}
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// wordy reports whether a column holds words, not numbers.
func (g *grid) wordy(c int) bool { return !g.columns[c].Kind.Numeric() }

// widest is the width of the widest cell of a column, or of a title.
func (g *grid) widest(c int, title string) int {
	w := columns(title)
	for _, row := range g.rows {
		w = max(w, columns(row[c].Text))
	}
	return w
}

// leastWords is the width below which a column of words is not squeezed.
const leastWords = 24

// squeeze makes room where the table is too wide: a last column of words wraps
// first; then the names of rows are cut to two fifths of the screen.
func (g *grid) squeeze() {
	over := -len(gap) - g.on.width
	for _, w := range g.wide {
		over += w + len(gap)
	}
	last := len(g.wide) - 1
	if over > 0 && last > 0 && g.wordy(last) && g.wide[last]-over >= leastWords {
		g.wide[last] -= over
		over = 0
	}
	if most := max(leastWords, 2*g.on.width/5); over > 0 && g.wide[0] > most {
		g.wide[0] = most
	}
	for c := 1; c < len(g.wide); c++ { // a number must stand beside its name
		if g.wordy(c) {
			g.wide[c] = min(g.wide[c], max(leastWords, g.on.width-len(gap)-g.wide[0]))
		}
		g.wide[0] = max(min(g.wide[0], g.on.width-len(gap)-g.wide[c]), 4)
	}
}

// numbered puts a number before each row, by which it is found again in the parts.
func numbered(t output.Table, rows [][]output.Cell) (output.Table, [][]output.Cell) {
	t.Columns = slices.Clone(t.Columns)
	for i := range t.Columns {
		t.Columns[i].Role = "" // the number says which row it is
	}
	t.Columns = slices.Insert(t.Columns, 0, output.Column{Title: "Row", Kind: output.Whole})
	all := make([][]output.Cell, len(rows))
	for i, row := range rows {
		all[i] = append([]output.Cell{{Text: strconv.Itoa(i + 1), Rule: row[0].Rule}}, row...)
	}
	return t, all
}

// leading is the number of first columns that stand in every part: those that say what a
// row is about, or the first alone where they leave too little room.
func (g *grid) leading() int {
	room, widest := g.on.width, 0
	for c, w := range g.wide {
		if c < g.lead {
			room -= w + len(gap)
		} else {
			widest = max(widest, w)
		}
	}
	if room < widest {
		return 1
	}
	return max(g.lead, 1)
}

// parts groups columns, the leading ones in each group, so that no group is wider than
// the screen unless a single column is.
func (g *grid) parts(shown []int) [][]int {
	if len(shown) == g.lead {
		return [][]int{shown}
	}
	lead := -len(gap)
	for _, w := range g.wide[:g.lead] {
		lead += w + len(gap)
	}
	var all [][]int
	used := g.on.width
	for _, c := range shown[g.lead:] {
		w := len(gap) + g.wide[c]
		if used+w > g.on.width {
			all = append(all, shown[:g.lead:g.lead])
			used = lead
		}
		last := len(all) - 1
		all[last] = append(all[last], c)
		used += w
	}
	return all
}

// render draws some of the columns, and the rows that have a value in them.
func (g *grid) render(part []int) string {
	t := table.NewWriter()
	t.SetStyle(plain())
	var heads table.Row
	for _, c := range part {
		heads = append(heads, strings.Join(wrap(head(g.columns[c].Title), g.wide[c]), "\n"))
	}
	t.AppendHeader(heads)
	for _, row := range g.rows {
		if row[0].Rule {
			t.AppendSeparator()
		}
		var cells table.Row
		filled := len(part) == g.lead
		for k, c := range part {
			text := row[c].Text
			filled = filled || k >= g.lead && text != ""
			if g.columns[c].Kind == output.Outcome {
				text = g.on.paint(outcomeStyle(row[c]), text)
			}
			cells = append(cells, text)
		}
		if filled {
			t.AppendRow(cells)
		}
	}
	var configs []table.ColumnConfig
	for k, c := range part {
		config := table.ColumnConfig{Number: k + 1, Align: text.AlignRight, AlignHeader: text.AlignRight, VAlignHeader: text.VAlignBottom}
		if k == 0 || g.wordy(c) {
			config.Align, config.AlignHeader = text.AlignLeft, text.AlignLeft
		}
		switch {
		case k == 0:
			config.WidthMax, config.WidthMaxEnforcer = g.wide[c], wrapName
		case g.wordy(c):
			config.WidthMax, config.WidthMaxEnforcer = g.wide[c], text.WrapSoft
		}
		configs = append(configs, config)
	}
	t.SetColumnConfigs(configs)
	return t.Render()
}

// outcomeStyle is the colour of a verdict.
func outcomeStyle(outcome output.Cell) style {
	passed, failed := outcome.Verdict()
	switch {
	case passed:
		return green
	case failed:
		return red
	}
	return yellow
}

// plain draws lines under the header and between groups of rows, and nothing
// else.
func plain() table.Style {
	box := table.StyleBoxLight
	box.PaddingLeft, box.PaddingRight = "", ""
	box.MiddleVertical = gap
	box.MiddleSeparator = strings.Repeat(box.MiddleHorizontal, len(gap))
	return table.Style{
		Name:    "plain",
		Box:     box,
		Format:  table.FormatOptions{Header: text.FormatDefault, Row: text.FormatDefault},
		Options: table.Options{SeparateHeader: true, SeparateColumns: true},
	}
}
