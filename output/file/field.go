package file

import (
	"math"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// field is a column of a file. An estimate is three of them.
type field struct {
	output.Column
	of func(output.Cell) float64
}

// kind is how a field is typed: as text, a day, a whole number or a number.
func (f field) kind() output.Kind {
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

// number is the value of a numeric field; NaN where it is not finite.
func (f field) number(c output.Cell) float64 {
	if x := f.of(c); !math.IsInf(x, 0) {
		return x
	}
	return math.NaN()
}

// unitOf is the unit of a cell's number.
func (f field) unitOf(c output.Cell) string {
	if c.Unit != "" {
		return c.Unit
	}
	return f.Unit
}

// day returns a date as days since 1970-01-01; false where there is none.
func day(c output.Cell) (int32, bool) {
	d, err := unit.ParseDate(c.Text)
	return int32(d), err == nil
}

func value(c output.Cell) float64 { return c.Value }
func low(c output.Cell) float64   { return c.Low }
func high(c output.Cell) float64  { return c.High }

// fields are the columns of a file that a column of a table takes.
func fieldsOf(c output.Column) []field {
	all := []field{{c, value}}
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
		e := field{c, end.of}
		e.Name, e.Title, e.Doc, e.Kind = c.Name+end.name, c.Title+end.title, end.doc, output.Number
		all = append(all, e)
	}
	return all
}

// expand returns the table's fields, and for each the place of its cell in a row.
func expand(t output.Table) (fields []field, at []int) {
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
