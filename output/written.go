package output

import "magnetsim/sim/unit"

// Written is a table in words, as people read it on a screen or on paper.
type Written struct {
	Title string
	Heads []string
	Wordy []bool // by column: it holds words, not numbers
	Kinds []Kind // by column
	Lead  int    // the first columns that together say what a row is about: those of an address, and one at least
	Rows  [][]string
	Rules []bool // by row: a line is drawn above it
	Notes []string
}

// Written puts the columns that a medium shows into words. Columns, but the
// first, in which nothing stands are left out, and the unit that all numbers of a
// column have stands once, in its heading.
func (t Table) Written(m Media) (Written, error) {
	shown := t.For(m)
	w := Written{Title: t.Title, Notes: t.Notes}
	type cell struct {
		number, unit string
		instead      bool // words stand in the place of a number
	}
	var rows [][]cell
	filled := make([]bool, len(shown.Columns))
	last := make([]string, len(shown.Columns))
	for row, err := range shown.Rows {
		if err != nil {
			return w, err
		}
		words, rule := make([]cell, len(row)), false
		for i, x := range row {
			c := shown.Columns[i]
			words[i].number, words[i].unit = c.Measure(x)
			words[i].instead = c.Kind.Numeric() && x.Text != ""
			whole := unit.Join(words[i].number, words[i].unit)
			filled[i] = filled[i] || whole != ""
			rule = rule || c.Rules && len(rows) > 0 && whole != last[i]
			last[i] = whole
		}
		rows, w.Rules = append(rows, words), append(w.Rules, rule)
	}
	w.Rows = make([][]string, len(rows))
	for i, c := range shown.Columns {
		if i > 0 && !filled[i] || c.Rules && c.Title == "" {
			continue
		}
		common, several := "", false
		for _, row := range rows {
			if x := row[i]; x.number != "" && x.number != "0" && x.number != Same && !x.instead {
				several = several || common != "" && x.unit != common || x.unit == "" || x.unit[0] == '%' || x.unit == "×"
				common = x.unit
			}
		}
		head := c.Title
		if above := common != "" && !several; above {
			head += " (" + common + ")"
			for k, row := range rows {
				w.Rows[k] = append(w.Rows[k], row[i].number)
			}
		} else {
			for k, row := range rows {
				w.Rows[k] = append(w.Rows[k], unit.Join(row[i].number, row[i].unit))
			}
		}
		if c.Role == RoleAddress && w.Lead == len(w.Heads) || len(w.Heads) == 0 {
			w.Lead++
		}
		w.Heads, w.Kinds, w.Wordy = append(w.Heads, head), append(w.Kinds, c.Kind), append(w.Wordy, !c.Kind.Numeric())
	}
	return w, nil
}
