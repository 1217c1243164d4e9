package output

import (
	"strings"

	"magnetsim/sim/unit"
)

// InWords returns the table as a medium shows it, and its rows in words: the Text of a
// cell is what people read, and Rule of a row's first cell says that a line is drawn
// above it. Columns, but the first, in which nothing stands are left out, and the unit
// that all numbers of a column have stands once, in its title.
func (t Table) InWords(m Media) (Table, [][]Cell, error) {
	shown := t.For(m)
	columns := make([]wordsOf, len(shown.Columns))
	for i, c := range shown.Columns {
		columns[i].Column = c
	}
	var rules []bool
	for row, err := range shown.Rows {
		if err != nil {
			return shown, nil, err
		}
		rule := false
		for i, x := range row {
			changed := columns[i].add(x, m)
			rule = rule || changed && columns[i].Rules && len(rules) > 0
		}
		rules = append(rules, rule)
	}
	rows := make([][]Cell, len(rules))
	shown.Columns = nil
	for i, c := range columns {
		if i > 0 && !c.filled || c.Rules && c.Title == "" {
			continue
		}
		above := c.unitAbove()
		if above != "" {
			c.Title += " (" + above + ")"
		}
		for k, w := range c.cells {
			text := w.number
			if above == "" {
				text = unit.Join(w.number, w.unit)
			}
			rows[k] = append(rows[k], Cell{Text: text, Value: w.of.Value, Same: w.of.Same})
		}
		shown.Columns = append(shown.Columns, c.Column)
	}
	if len(shown.Columns) == 0 {
		return shown, nil, nil
	}
	for k := range rows {
		rows[k][0].Rule = rules[k]
	}
	return shown, rows, nil
}

// Leading is the number of first columns that together say what a row is about: those of
// an address, and one at least where there is any.
func (t Table) Leading() int {
	n := min(1, len(t.Columns))
	for n < len(t.Columns) && t.Columns[n].Role == RoleAddress {
		n++
	}
	return n
}

// wordsOf is a column on its way into words.
type wordsOf struct {
	Column
	cells  []wordsIn
	filled bool
}

// wordsIn is a cell in words, its number and its unit apart.
type wordsIn struct {
	of           Cell
	number, unit string
	instead      bool // words stand in the place of a number
}

// add puts a cell into words and reports whether it differs from the one before.
func (c *wordsOf) add(x Cell, m Media) (changed bool) {
	w := wordsIn{of: x, instead: c.Kind.Numeric() && x.Text != ""}
	w.number, w.unit = c.Measure(x)
	if m == Page && c.Kind.Numeric() && !w.instead {
		w.number = printed.Replace(w.number)
		if strings.HasPrefix(w.number, "-") {
			w.number = "−" + w.number[1:]
		}
	}
	last := len(c.cells) - 1
	changed = last < 0 || c.cells[last].number != w.number || c.cells[last].unit != w.unit
	c.cells = append(c.cells, w)
	c.filled = c.filled || w.number != ""
	return changed
}

// printed has the minus sign of print within a number in words, as of both ends of an
// interval.
var printed = strings.NewReplacer(" -", " −", "(-", "(−")

// unitAbove is the unit that all numbers of the column have; "" where they have none,
// or differ in it, or it stands close to its number.
func (c *wordsOf) unitAbove() string {
	common := ""
	for _, w := range c.cells {
		switch {
		case w.number == "" || w.number == "0" || w.number == Same || w.instead:
		case w.unit == "" || w.unit[0] == '%' || w.unit == "×" || common != "" && w.unit != common:
			return ""
		default:
			common = w.unit
		}
	}
	return common
}

// Verdict reads the cell of an outcome: whether it passed or failed; neither where it is
// too close to call.
func (x Cell) Verdict() (passed, failed bool) {
	text := strings.ToLower(x.Text)
	return strings.HasPrefix(text, "pass"), strings.HasPrefix(text, "fail")
}
