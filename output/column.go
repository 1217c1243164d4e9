package output

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

// column is a column of a table whose rows are of T: what it is, and where its
// cells are found.
type column[T any] struct {
	Column
	cell func(T) Cell
}

func (c column[T]) on(m Media) column[T] { c.On = m; return c }

// brief returns the column also on a brief screen, under a short title; "" for the usual.
func (c column[T]) brief(short string) column[T] { c.On, c.Short = c.On|Brief, short; return c }

func (c column[T]) spare() column[T] { c.Spare = true; return c }

func (c column[T]) as(k Kind) column[T] { c.Kind = k; return c }

// addressed returns the column as one of those that say what a row is.
func (c column[T]) addressed() column[T] { c.Role = RoleAddress; return c }

func (c column[T]) part(title string) column[T] { c.Part = title; return c }

// ruled returns the column with lines between its values.
func (c column[T]) ruled() column[T] { c.Rules = true; return c }

// but returns the column with some cells told otherwise than their kind would.
func (c column[T]) but(change func(T, *Cell)) column[T] {
	plain := c.cell
	c.cell = func(x T) Cell {
		y := plain(x)
		change(x, &y)
		return y
	}
	return c
}

// where returns the column left empty where something is not known.
func (c column[T]) where(known func(T) bool) column[T] {
	return c.but(func(x T, y *Cell) {
		if !known(x) {
			*y = noCell
		}
	})
}

// The columns that say of which case, policy and cell a row is.
var (
	ofRun = [3]Column{
		{Name: "case", Title: "Case", Doc: "case of the run"},
		{Name: "policy", Title: "Policy", Doc: "policy of the run"},
		{Name: "cell", Title: "Cell", Doc: "cell of a sweep"},
	}
	ofVariant = [3]Column{
		{Name: "case", Doc: "case of the scenario; base for the scenario as it stands"},
		{Name: "policy", Doc: "policy in force"},
		{Name: "cell", Doc: "cell of a sweep; base where it sets nothing, or there is none"},
	}
)

// variantColumns say, in files, of which case, policy and cell a row is.
func variantColumns[T any](called [3]Column, of func(T) Variant) []column[T] {
	return eachAt(called[:], func(i int, c Column) column[T] {
		return text(c.Name, c.Title, c.Doc, func(x T) string { return of(x).Address()[i] }).on(File)
	})
}

func columnOf[T any](kind Kind, name, title, unit, doc string, cell func(T) Cell) column[T] {
	return column[T]{Column{Name: Header(name, unit), Title: title, Unit: unit, Doc: doc, Kind: kind, On: Everywhere}, cell}
}

func text[T any](name, title, doc string, of func(T) string) column[T] {
	return columnOf(Text, name, title, "", doc, func(x T) Cell { return Cell{Text: of(x), Value: math.NaN()} })
}

func day[T any](name, title, doc string, of func(T) string) column[T] {
	return text(name, title, doc, of).as(Day)
}

func outcome[T any](name, title, doc string, of func(T) string) column[T] {
	return text(name, title, doc, of).as(Outcome)
}

func whole[T any, N int | int64 | uint64](name, title, doc string, of func(T) N) column[T] {
	return columnOf(Whole, name, title, "", doc, func(x T) Cell { return Cell{Value: float64(of(x))} })
}

// yesNo is a column of what is so or not.
func yesNo[T any](name, title, doc string, of func(T) bool) column[T] {
	return columnOf(YesNo, name, title, "", doc, func(x T) Cell { return Cell{Value: either(of(x), 1.0, 0)} })
}

func number[T any](name, title, unit, doc string, of func(T) float64) column[T] {
	return columnOf(Number, name, title, unit, doc, func(x T) Cell { return Cell{Value: of(x), Unit: unit} })
}

// inUnits is a column of numbers each of which has a unit of its own.
func inUnits[T any](name, title, doc string, of func(T) (float64, string)) column[T] {
	return columnOf(Number, name, title, "", doc, func(x T) Cell {
		value, unit := of(x)
		return Cell{Value: value, Unit: unit}
	})
}

// ranged is a column of estimates in one unit, told by both ends of their
// intervals.
func ranged[T any](name, title, unit, doc string, of func(T) Interval) column[T] {
	return columnOf(Ranged, name, title, unit, doc, func(x T) Cell { return cellOf(of(x), unit) })
}

// statistic is a column of numbers of the report, told with their sampling error.
func statistic[T any](name, title, unit, doc string, of func(T) Stat) column[T] {
	return columnOf(Estimate, name, title, unit, doc, func(x T) Cell { return of(x).cell() })
}

// noCell is a number that does not exist.
var noCell = Cell{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}

// cellIf is the cell of what may not be known.
func cellIf(x interface{ cell() Cell }, known bool) Cell {
	return either(known, x.cell(), noCell)
}

func cellOf(i Interval, unit string) Cell {
	return Cell{Value: i.Value, Low: i.Low, High: i.High, Unit: unit}
}

func (s Stat) cell() Cell {
	c := Cell{Value: s.Value, Low: s.Low, High: s.High, Unit: s.Unit}
	if s.unestimable() {
		c.Text = s.Text() + " (" + s.unestimableAt() + ")"
	}
	return c
}

func (p Paired) cell() Cell {
	return either(math.IsNaN(p.Mean), noCell, Cell{Value: p.Mean, Low: p.Low, High: p.High, Unit: p.Unit, Same: p.Same})
}

func tableOf[T any](name, title string, all []T, columns ...column[T]) Table {
	return tableOfSeq(name, title, slices.Values(all), columns...)
}

// tableOfSeq is a table with a row for each of all, which may be many.
func tableOfSeq[T any](name, title string, all iter.Seq[T], columns ...column[T]) Table {
	t := Table{Name: name, Title: title, Columns: each(columns, func(c column[T]) Column { return c.Column })}
	t.Rows = func(yield func([]Cell, error) bool) {
		row := make([]Cell, len(columns))
		for x := range all {
			for i, c := range columns {
				row[i] = c.cell(x)
			}
			if !yield(row, nil) {
				return
			}
		}
	}
	return t
}

// Words is a table of text alone: a column for each word of the header, which also
// names it in files.
func Words(name, title string, header []string, rows [][]string) Table {
	return tableOf(name, title, rows, eachAt(header, func(i int, head string) column[[]string] {
		return text(Header(head, ""), head, head, func(row []string) string { return row[i] })
	})...)
}

// Guide is a table that explains the columns of others, a row each: what
// columns.csv of a results folder holds. An estimate is explained once; the ends of
// its interval stand beside it.
func Guide(tables ...Table) Table {
	type entry struct {
		file string
		Column
	}
	all := slices.Concat(each(tables, func(t Table) []entry {
		return each(t.For(File).Columns, func(c Column) entry { return entry{t.Name, c} })
	})...)
	return tableOf("columns", "What the columns hold", all,
		text("file", "File", "table that the column is in", func(e entry) string { return e.file }),
		text("column", "Column", "its name; of an estimate, _error_low and _error_high behind it are the ends of its 95% sampling interval", func(e entry) string { return e.Name }),
		text("name", "Name", "of the columns of trials: the metric or input", func(e entry) string { return either(e.Role == RoleInput || e.Role == RoleOutput, e.Title, "") }),
		text("role", "Role", "of the columns of trials: address, input or output; else column", func(e entry) string { return string(cmp.Or(e.Role, "column")) }),
		text("unit", "Unit", "of all its numbers; empty if it has none or each row has its own", func(e entry) string { return e.Unit }),
		text("meaning", "Meaning", "what it holds", func(e entry) string { return e.Doc }))
}
