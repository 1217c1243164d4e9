package output

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"magnetsim/sim/unit"
)

// Same marks a difference that the sample cannot tell from none.
const Same = "~"

// Words writes a cell for people: a number with its unit and its sampling error,
// nothing where there is none.
func (c Column) Words(x Cell) string { return unit.Join(c.Measure(x)) }

// Measure is a cell for people, the number and its unit apart, so that the unit
// of a whole column can stand in its heading. What is not a number has no unit.
func (c Column) Measure(x Cell) (number, suffix string) {
	of := cmp.Or(x.Unit, c.Unit)
	switch {
	case x.Text != "" || !c.Kind.Numeric():
		return x.Text, ""
	case math.IsNaN(x.Value):
		return "", ""
	case c.Kind == Whole:
		return unit.Grouped(int64(x.Value)), ""
	case c.Kind == YesNo:
		return either(x.Value == 0, "no", "yes"), ""
	case c.Kind == Number:
		return unit.PartsAt(c.size, x.Value, 0, of)
	case c.Kind == Change && x.Same:
		return Same, ""
	}
	number, suffix = c.withError(x, of)
	return either(c.Kind == Change && x.Value > 0, "+", "") + marked(number, !x.Same), suffix
}

// withError writes an estimate. Told as ±, a chance of what happened in no trial, or in all,
// is known on one side only: "below 0.04%", "above 99.96%".
func (c Column) withError(x Cell, of string) (number, suffix string) {
	switch {
	case c.Kind == Ranged:
		return bothEnds(x, of)
	case of == "share" && x.Value == 0 && x.Low == 0 && x.High > 0:
		return "below " + unit.Format(x.High, of), ""
	case of == "share" && x.Value == 1 && x.High == 1 && x.Low < 1:
		return "above " + nearlyAll(x.Low), ""
	}
	h := half(x.Low, x.High)
	if x.Low >= 0 && x.Value-h < -1e-9*x.Value || of == "share" && x.High <= 1 && x.Value+h > 1 {
		return bothEnds(x, of) // ± would reach beyond what the number can be
	}
	return unit.PartsAt(c.size, x.Value, h, of)
}

// bothEnds writes an estimate with the ends of its interval, the unit once where
// all three have the same.
func bothEnds(x Cell, of string) (number, suffix string) {
	number, suffix = unit.Parts(x.Value, 0, of)
	if x.Low == x.High {
		return number, suffix
	}
	low, lowUnit := unit.Parts(x.Low, 0, of)
	high, highUnit := unit.Parts(x.High, 0, of)
	if suffix != "" && suffix[0] != '%' && suffix != "×" && lowUnit == suffix && highUnit == suffix {
		return number + " (" + low + " to " + high + ")", suffix
	}
	return unit.Format(x.Value, of) + bracketed(x, of), ""
}

// bracketed writes the ends of an interval in brackets; one alone where the other is
// not bounded.
func bracketed(x Cell, of string) string {
	switch low, high := math.IsNaN(x.Low), math.IsNaN(x.High); {
	case low && high:
		return ""
	case high:
		return " (from " + unit.Format(x.Low, of) + ")"
	case low:
		return " (up to " + unit.Format(x.High, of) + ")"
	}
	return " (" + unit.Format(x.Low, of) + " to " + unit.Format(x.High, of) + ")"
}

// Text writes a number for people, with its unit; nothing where it does not
// exist. A time beyond the horizon is "never".
func (s Stat) Text() string {
	if math.IsNaN(s.Value) {
		return ""
	}
	return unit.Format(s.Value, s.Unit)
}

// TextWithError writes a number with its sampling error: "2,012 ± 60 t". A
// chance of what happened in no trial, or in all, is known on one side only:
// "below 0.04%", "above 99.96%". Where ± would reach beyond what the number can be,
// both ends are told: "5 (0 to 15) t". A tail mean that rests on a single trial is
// not estimable.
func (s Stat) TextWithError() string { return Column{Kind: Estimate}.Words(s.cell()) }

// unestimable reports whether the number is a tail mean whose error so few trials
// cannot tell: its tail is one trial or less (stat.Estimable).
func (s Stat) unestimable() bool {
	return strings.HasPrefix(s.Statistic, "cvar") && s.N > 0 && !math.IsNaN(s.Value) && math.IsNaN(s.Low) && math.IsNaN(s.High)
}

func (s Stat) unestimableAt() string { return "not estimable at " + unit.Counted(s.N, "trial") }

// Percent writes a share to three digits, the same wherever it stands: 61.8%, 0.0123%, and
// 99.96% of what is not quite all.
func Percent(share float64) string {
	if share > 0.9995 && share < 1 {
		return nearlyAll(share)
	}
	return unit.Format(share, "share")
}

// nearlyAll writes a share below 1, rounded down with so many decimals that it
// stays below: 99.962% is 99.96%, where three digits would say 100%.
func nearlyAll(share float64) string {
	decimals := max(1, int(math.Ceil(-math.Log10(100*(1-share)))))
	scale := math.Pow10(decimals)
	return strconv.FormatFloat(math.Floor(100*share*scale+1e-9)/scale, 'f', -1, 64) + "%"
}

// Text writes a difference for people, with its sign and its sampling error.
func (p Paired) Text() string {
	c := p.cell()
	c.Same = false
	return Column{Kind: Change}.Words(c)
}

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
		if m == Brief {
			c.Title = cmp.Or(c.Short, c.Title)
		}
		c.alike(m)
		above := c.unitAbove()
		c.Title += when(above != "", " (%s)", above)
		for k, w := range c.cells {
			text := either(above != "", w.number, unit.Join(w.number, w.unit))
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

// mostAlike is the largest number that is written on the scale of a smaller one beside it.
const mostAlike = 1e4

// alike puts money told on several scales, such as millions and billions, on one: the least
// on which no number is too long.
func (c *wordsOf) alike(m Media) {
	currency, scales, sizes := "", map[string]bool{}, []float64(nil)
	for _, w := range c.cells {
		x, of := math.Abs(w.of.Value), cmp.Or(w.of.Unit, c.Unit)
		if !c.Kind.Numeric() || w.instead || !unit.IsMoney(of) || !(x > 0) {
			continue
		}
		if currency != "" && of != currency {
			return
		}
		currency, sizes = of, append(sizes, x)
		scales[w.unit] = true
	}
	if len(scales) < 2 {
		return
	}
	slices.Sort(sizes)
	c.size = sizes[len(sizes)-1]
	for _, x := range sizes {
		if sizes[len(sizes)-1] < mostAlike*unit.Scale(x, currency) {
			c.size = x
			break
		}
	}
	cells := c.cells
	c.cells = nil
	for _, w := range cells {
		c.add(w.of, m)
	}
}

// unitAbove is the unit that all numbers of the column have; "" where they have none,
// or differ in it, or it stands close to its number.
func (c *wordsOf) unitAbove() string {
	common := ""
	of, measured := "", false // in which a zero is, though it shows none
	for _, w := range c.cells {
		if w.number != "" && !w.instead {
			if measured && w.of.Unit != of {
				return ""
			}
			of, measured = w.of.Unit, true
		}
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
