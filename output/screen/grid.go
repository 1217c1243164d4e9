package screen

import (
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
	p, err := t.Written(output.Screen)
	if err != nil || len(p.Rows) == 0 || len(p.Heads) == 0 {
		return err
	}
	s.blank()
	if p.Title != "" {
		s.heading(p.Title)
	}
	s.grid(p)
	for _, note := range p.Notes {
		s.paragraph(note, "  ")
	}
	return nil
}

// grid writes the rows, the columns that say what a row is about and words on the left,
// numbers on the right. Columns that do not fit beside the first are continued below in a
// table of their own, under the same names; a last column of words wraps.
func (s *screen) grid(p output.Written) {
	g := grid{p, make([]int, len(p.Heads)), s}
	for c := range p.Heads {
		g.wide[c] = g.natural(c)
	}
	g.squeeze()
	if g.leading() < g.Lead {
		s.grid(numbered(p))
		return
	}
	all := make([]int, len(p.Heads))
	for c := range all {
		all[c] = c
	}
	for i, part := range g.parts(all) {
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
	output.Written
	wide []int // of each column, in characters
	on   *screen
}

func (g *grid) natural(c int) int {
	w := columns(g.Heads[c])
	for _, row := range g.Rows {
		w = max(w, columns(row[c]))
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
	if over > 0 && last > 0 && g.Wordy[last] && g.wide[last]-over >= leastWords {
		g.wide[last] -= over
		over = 0
	}
	if most := max(leastWords, 2*g.on.width/5); over > 0 && g.wide[0] > most {
		g.wide[0] = most
	}
	for c := 1; c < len(g.wide); c++ { // a number must stand beside its name
		if g.Wordy[c] {
			g.wide[c] = min(g.wide[c], max(leastWords, g.on.width-len(gap)-g.wide[0]))
		}
		g.wide[0] = max(min(g.wide[0], g.on.width-len(gap)-g.wide[c]), 4)
	}
}

// numbered puts a number before each row, by which it is found again in the parts.
func numbered(p output.Written) output.Written {
	p.Heads, p.Wordy, p.Kinds = append([]string{"Row"}, p.Heads...), append([]bool{false}, p.Wordy...), append([]output.Kind{output.Whole}, p.Kinds...)
	rows := p.Rows
	p.Rows, p.Lead = nil, 1
	for i, row := range rows {
		p.Rows = append(p.Rows, append([]string{strconv.Itoa(i + 1)}, row...))
	}
	return p
}

// leading is the number of first columns that stand in every part: those that say what a
// row is about, or the first alone where they leave too little room.
func (g *grid) leading() int {
	room, widest := g.on.width, 0
	for c, w := range g.wide {
		if c < g.Lead {
			room -= w + len(gap)
		} else {
			widest = max(widest, w)
		}
	}
	if room < widest {
		return 1
	}
	return max(g.Lead, 1)
}

// parts groups columns, the leading ones in each group, so that no group is wider than
// the screen unless a single column is.
func (g *grid) parts(shown []int) [][]int {
	if len(shown) == g.Lead {
		return [][]int{shown}
	}
	lead := -len(gap)
	for _, w := range g.wide[:g.Lead] {
		lead += w + len(gap)
	}
	var all [][]int
	used := g.on.width
	for _, c := range shown[g.Lead:] {
		w := len(gap) + g.wide[c]
		if used+w > g.on.width {
			all = append(all, shown[:g.Lead:g.Lead])
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
	t.AppendHeader(pick(g.Heads, part))
	for i, row := range g.Rows {
		if g.Rules[i] {
			t.AppendSeparator()
		}
		cells := pick(row, part)
		cells[0] = cut(row[0], g.wide[0])
		filled := len(part) == g.Lead
		for k, c := range part {
			filled = filled || k >= g.Lead && row[c] != ""
			if g.Kinds[c] == output.Outcome {
				cells[k] = g.on.paint(outcomeStyle(row[c]), row[c])
			}
		}
		if filled {
			t.AppendRow(cells)
		}
	}
	var configs []table.ColumnConfig
	for k, c := range part {
		config := table.ColumnConfig{Number: k + 1, Align: text.AlignRight, AlignHeader: text.AlignRight}
		if k == 0 || g.Wordy[c] {
			config.Align, config.AlignHeader = text.AlignLeft, text.AlignLeft
		}
		if k > 0 && g.Wordy[c] {
			config.WidthMax, config.WidthMaxEnforcer = g.wide[c], text.WrapSoft
		}
		configs = append(configs, config)
	}
	t.SetColumnConfigs(configs)
	return t.Render()
}

func pick(row []string, part []int) table.Row {
	var all table.Row
	for _, c := range part {
		all = append(all, row[c])
	}
	return all
}

// outcomeStyle is the colour of a verdict.
func outcomeStyle(outcome string) style {
	for _, x := range []struct {
		begins string
		style  style
	}{{"pass", green}, {"fail", red}} {
		if strings.HasPrefix(strings.ToLower(outcome), x.begins) {
			return x.style
		}
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
