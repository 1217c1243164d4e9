package output

import (
	"cmp"
	"iter"
)

// Table is what was found in rows and columns, on its way into a file, onto a
// screen or a page. What renders it knows nothing of what it holds.
type Table struct {
	Name    string // the stem of its file, and its key in JSON: "levels"
	Title   string // for people
	Columns []Column
	// Rows hands out the rows; a cell for each column. A row is valid until the
	// next; an error ends them.
	Rows    iter.Seq2[[]Cell, error]
	Notes   []string // sentences that stand beneath it
	Legend  string   // what stands beneath it on a brief screen, in place of Notes
	Long    bool     // it has more rows than JSON of a whole answer should: it stands in a file of its own
	Section string   // on a page, the heading under which it stands with its neighbours of the same; "" for that of all other tables
	Lead    []string // on a page, sentences that stand above it, also where it has no row
	Annex   bool     // a page has it only where all is asked for
}

// Column is a column of a table: what it is called, what it holds, and where it
// is shown.
type Column struct {
	Name  string // in files: ASCII letters, digits and underscores, the unit last; unique: "value_t"
	Title string // for people: "Value"; of the columns of trials the metric or input
	Short string // on a brief screen, in place of Title where it is not ""
	Spare bool   // on a brief screen that is too narrow, it is left out before others
	Unit  string // of every number in it; "" where there is none, or each cell has its own
	Doc   string // one sentence; says what an empty cell means where there can be one
	Kind  Kind
	On    Media
	Role  Role    // of the columns of trials
	Part  string  // on paper, what is added to the title of the table of its own in which it stands: ", money"
	Rules bool    // a line is drawn above a row in which its value changes
	size  float64 // its numbers are written on the scale of this one; each on its own where it is 0
}

// Kind is what a column holds.
type Kind int

// The kinds of columns.
const (
	Text     Kind = iota
	Number        // a number without an error of its own
	Whole         // a whole number
	Estimate      // a number with the 95% interval of its sampling error, told as ±: three columns of a file
	Ranged        // the same, told by both ends of the interval, as it is not symmetric
	Change        // an estimate of a difference, told with its sign; ~ where it cannot be told from none
	YesNo         // 1 or 0
	Day           // a date by ISO 8601, as text
	Outcome       // of a criterion: pass, fail or too close to call, as text
)

// Numeric reports whether cells of the kind hold a Value.
func (k Kind) Numeric() bool { return k != Text && k != Day && k != Outcome }

// Media are where a column is shown.
type Media uint8

// The media.
const (
	File   Media = 1 << iota
	Screen       // with room for everything
	Page
	Brief // a screen of few lines, which has the answer alone

	Everywhere = File | Screen | Page
	People     = Screen | Page
)

// Role tells the columns of trials apart.
type Role string

// The roles.
const (
	RoleAddress Role = "address" // which trial it is
	RoleInput   Role = "input"   // drawn
	RoleOutput  Role = "output"  // a metric
)

// Cell is a value of a table.
type Cell struct {
	Text      string  // of words; of a number what people read in its place, such as "never seen"
	Value     float64 // NaN where there is none
	Low, High float64 // 95% sampling interval of an estimate; NaN where unknown
	Unit      string  // of a column whose cells differ in it
	Same      bool    // it cannot be told from what it is compared with
	Rule      bool    // of the first cell of a row in words: a line is drawn above the row
}

// For returns the table with the columns that some medium shows.
func (t Table) For(m Media) Table {
	return t.keep(func(_ int, c Column) bool { return c.On&m != 0 })
}

// only is the table as some media show it, for these alone.
func (t Table) only(m Media) Table {
	t = t.For(m)
	t.Columns = each(t.Columns, func(c Column) Column { c.On &= m; return c })
	return t
}

// briefly shows on a brief screen every column that a screen has.
func (t Table) briefly() Table {
	t.Columns = each(t.Columns, func(c Column) Column {
		if c.On&Screen != 0 {
			c.On |= Brief
		}
		return c
	})
	return t
}

func (t Table) noted(notes ...string) Table { t.Notes = notes; return t }

func (t Table) legend(legend string) Table { t.Legend = legend; return t }

func (t Table) annexed() Table { t.Annex = true; return t }

func (t Table) under(section string) Table { t.Section = section; return t }

// OnPaper shows on paper what is for files: every column under its name.
func (t Table) OnPaper() Table {
	t.Columns = each(t.Columns, func(c Column) Column {
		c.On, c.Title = c.On|Page, cmp.Or(c.Title, c.Name)
		return c
	})
	return t
}

// Parts cuts the table where paper is too narrow for all columns: one for each
// Part, in order of appearance. The first column and those of the address stand in all
// of them; the notes stand under the last.
func (t Table) Parts() []Table {
	names := distinct(t.Columns, func(c Column) string { return c.Part })
	if len(names) < 2 {
		return []Table{t}
	}
	var all []Table
	for i, name := range names {
		part := t.keep(func(at int, c Column) bool { return at == 0 || c.Role == RoleAddress || c.Part == name })
		part.Title += name
		if i < len(names)-1 {
			part.Notes = nil
		}
		all = append(all, part)
	}
	return all
}

func (t Table) keep(keep func(at int, c Column) bool) Table {
	less, rows := t, t.Rows
	less.Columns = nil
	kept := make([]bool, len(t.Columns))
	for i, c := range t.Columns {
		if kept[i] = keep(i, c); kept[i] {
			less.Columns = append(less.Columns, c)
		}
	}
	less.Rows = func(yield func([]Cell, error) bool) {
		cells := make([]Cell, 0, len(less.Columns))
		for row, err := range rows {
			cells = cells[:0]
			for i, c := range row {
				if kept[i] {
					cells = append(cells, c)
				}
			}
			if !yield(cells, err) {
				return
			}
		}
	}
	return less
}

// Len counts the rows.
func (t Table) Len() (int, error) {
	n := 0
	for _, err := range t.Rows {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
