package csv

import (
	"math"

	"magnetsim/output"
)

// Field is a column of a file. An estimate is three of them.
type Field struct {
	output.Column
	of func(output.Cell) float64
}

// Type is how a field is typed: as text, a day, a whole number or a number.
func (f Field) Type() output.Kind {
	switch f.Kind {
	case output.Text, output.Outcome:
		return output.Text
	case output.Whole, output.YesNo:
		return output.Whole
	case output.Day:
		return output.Day
	}
	return output.Number
}

// Number is the value of a numeric field; NaN where it is not finite.
func (f Field) Number(c output.Cell) float64 {
	if x := f.of(c); !math.IsInf(x, 0) {
		return x
	}
	return math.NaN()
}

// FieldOf is a column that takes one field, its value.
func FieldOf(c output.Column) Field { return Field{c, value} }

func value(c output.Cell) float64 { return c.Value }
func low(c output.Cell) float64   { return c.Low }
func high(c output.Cell) float64  { return c.High }

// fieldsOf are the columns of a file that a column of a table takes.
func fieldsOf(c output.Column) []Field {
	all := []Field{{c, value}}
	if c.Kind != output.Estimate && c.Kind != output.Change && c.Kind != output.Ranged {
		return all
	}
	for _, end := range []struct {
		name, title, doc string
		of               func(output.Cell) float64
	}{
		{"_error_low", ", lower end", "lower end of its 95% sampling interval; empty where unknown", low},
		{"_error_high", ", upper end", "upper end of that interval", high},
	} {
		e := Field{c, end.of}
		e.Name, e.Title, e.Doc, e.Kind = c.Name+end.name, c.Title+end.title, end.doc, output.Number
		all = append(all, e)
	}
	return all
}

// Fields returns the table's fields, and for each the place of its cell in a row.
func Fields(t output.Table) (fields []Field, at []int) {
	for i, c := range t.Columns {
		if c.On&output.File == 0 {
			continue
		}
		for _, f := range fieldsOf(c) {
			fields, at = append(fields, f), append(at, i)
		}
	}
	return fields, at
}
