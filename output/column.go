package output

import (
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

// on returns the column shown in some media alone.
func (c column[T]) on(m Media) column[T] { c.On = m; return c }

// onMedia leaves of where columns are shown some media.
func onMedia[T any](m Media, columns ...column[T]) []column[T] {
	for i := range columns {
		columns[i].On &= m
	}
	return columns
}

// variantColumns say, in files, of which case, policy and cell a table is.
func variantColumns[T any](of func(T) Variant) []column[T] {
	return onMedia(File,
		text("case", "Case", "case of the run", func(x T) string { return of(x).Address()[0] }),
		text("policy", "Policy", "policy of the run", func(x T) string { return of(x).Address()[1] }),
		text("cell", "Cell", "cell of a sweep", func(x T) string { return of(x).Address()[2] }))
}

// part returns the column in a part of the table on paper.
func (c column[T]) part(title string) column[T] { c.Part = title; return c }

// ruled returns the column with lines between its values.
func (c column[T]) ruled() column[T] { c.Rules = true; return c }

func columnOf[T any](kind Kind, name, title, unit, doc string, cell func(T) Cell) column[T] {
	return column[T]{Column{Name: Header(name, unit), Title: title, Unit: unit, Doc: doc, Kind: kind, On: Everywhere}, cell}
}

// text is a column of text.
func text[T any](name, title, doc string, of func(T) string) column[T] {
	return columnOf(Text, name, title, "", doc, func(x T) Cell { return Cell{Text: of(x), Value: math.NaN()} })
}

// day is a column of dates.
func day[T any](name, title, doc string, of func(T) string) column[T] {
	c := text(name, title, doc, of)
	c.Kind = Day
	return c
}

// outcome is a column of verdicts.
func outcome[T any](name, title, doc string, of func(T) string) column[T] {
	c := text(name, title, doc, of)
	c.Kind = Outcome
	return c
}

// whole is a column of whole numbers.
func whole[T any](name, title, doc string, of func(T) int64) column[T] {
	return columnOf(Whole, name, title, "", doc, func(x T) Cell { return Cell{Value: float64(of(x))} })
}

// yesNo is a column of what is so or not.
func yesNo[T any](name, title, doc string, of func(T) bool) column[T] {
	return columnOf(YesNo, name, title, "", doc, func(x T) Cell {
		if of(x) {
			return Cell{Value: 1}
		}
		return Cell{}
	})
}

// number is a column of numbers in one unit.
func number[T any](name, title, unit, doc string, of func(T) float64) column[T] {
	return columnOf(Number, name, title, unit, doc, func(x T) Cell { return Cell{Value: of(x), Unit: unit} })
}

// estimate is a column of estimates in one unit.
func estimate[T any](name, title, unit, doc string, of func(T) Interval) column[T] {
	return columnOf(Estimate, name, title, unit, doc, func(x T) Cell { return cellOf(of(x), unit) })
}

// ranged is a column of estimates in one unit, told by both ends of their
// intervals.
func ranged[T any](name, title, unit, doc string, of func(T) Interval) column[T] {
	c := estimate(name, title, unit, doc, of)
	c.Kind = Ranged
	return c
}

// statistic is a column of numbers of the report, told with their sampling error.
func statistic[T any](name, title, unit, doc string, of func(T) Stat) column[T] {
	return columnOf(Estimate, name, title, unit, doc, func(x T) Cell { return of(x).cell() })
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

// noCell is a number that does not exist.
var noCell = Cell{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}

func (p Paired) cell() Cell {
	return Cell{Value: p.Mean, Low: p.Low, High: p.High, Unit: p.Unit, Same: p.Same}
}

// tableOf is a table with a row for each of all.
func tableOf[T any](name, title string, all []T, columns ...column[T]) Table {
	return tableOfSeq(name, title, slices.Values(all), columns...)
}

// tableOfSeq is a table with a row for each of all, which may be many.
func tableOfSeq[T any](name, title string, all iter.Seq[T], columns ...column[T]) Table {
	t := Table{Name: name, Title: title}
	for _, c := range columns {
		t.Columns = append(t.Columns, c.Column)
	}
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
