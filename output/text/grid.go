package text

import (
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// grid is a table of text whose first column names the rows.
type grid struct {
	header []string
	rows   [][]string
	rules  []int // rows before which a line is drawn
}

// gap separates columns.
const gap = "  "

// withoutEmpty drops columns, but the first, in which every row is empty.
func (g grid) withoutEmpty() grid {
	keep := []int{0}
	for c := 1; c < len(g.header); c++ {
		if slices.ContainsFunc(g.rows, func(row []string) bool { return row[c] != "" }) {
			keep = append(keep, c)
		}
	}
	kept := grid{header: pick(g.header, keep), rules: g.rules}
	for _, row := range g.rows {
		kept.rows = append(kept.rows, pick(row, keep))
	}
	return kept
}

func pick(row []string, columns []int) []string {
	var kept []string
	for _, c := range columns {
		kept = append(kept, row[c])
	}
	return kept
}

// fit groups the columns, the first in each group, so that no group is wider
// than the screen unless a single column is.
func (g grid) fit(width int) [][]int {
	first := g.width(0)
	var parts [][]int
	used := width
	for c := 1; c < len(g.header); c++ {
		w := len(gap) + g.width(c)
		if used+w > width {
			parts = append(parts, []int{0})
			used = first
		}
		last := len(parts) - 1
		parts[last] = append(parts[last], c)
		used += w
	}
	return parts
}

// width returns the width of a column.
func (g grid) width(c int) int {
	w := columns(g.header[c])
	for _, row := range g.rows {
		w = max(w, columns(row[c]))
	}
	return w
}

// render draws some of the columns, and the rows that have a value in them.
func (g grid) render(part []int) string {
	t := table.NewWriter()
	t.SetStyle(plain())
	t.AppendHeader(cells(pick(g.header, part)))
	for i, row := range g.rows {
		if slices.Contains(g.rules, i) {
			t.AppendSeparator()
		}
		if row := pick(row, part); strings.Join(row[1:], "") != "" {
			t.AppendRow(cells(row))
		}
	}
	configs := []table.ColumnConfig{{Number: 1, Align: text.AlignLeft}}
	for i := range part[1:] {
		configs = append(configs, table.ColumnConfig{Number: i + 2, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	t.SetColumnConfigs(configs)
	return t.Render()
}

func cells(row []string) table.Row {
	var all table.Row
	for _, s := range row {
		all = append(all, s)
	}
	return all
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
