// Package csv writes tables as comma-separated values (RFC 4180). It is a package of its own
// for programs to which those that write other files (output/file) are too heavy.
package csv

import (
	"bufio"
	"io"
	"math"
	"strconv"
	"strings"

	"magnetsim/output"
)

// digits is how many significant digits a number has in text: more than any
// sampling error leaves, and few enough that the last bits of a sum, which can
// differ between processors, mostly do not show.
const digits = 9

// AppendNumber appends x with 9 significant digits, and nothing where x is not
// finite.
func AppendNumber(buf []byte, x float64) []byte {
	if x == 0 {
		return append(buf, '0') // also for −0
	}
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return buf
	}
	return strconv.AppendFloat(buf, x, 'g', digits, 64)
}

// FlushAt is how many bytes are gathered before they go to the writer.
const FlushAt = 64 << 10

// Write writes a table as CSV (RFC 4180), with an apostrophe before text that a
// spreadsheet would run as a formula.
func Write(w io.Writer, t output.Table) error {
	out := bufio.NewWriterSize(w, FlushAt)
	fields, at := Fields(t)
	line := AppendNames(nil, fields)
	for row, err := range t.Rows {
		if err != nil {
			return err
		}
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
		line = line[:0]
		for i, f := range fields {
			line = f.csv(comma(line, i), row[at[i]])
		}
	}
	if _, err := out.Write(append(line, '\n')); err != nil {
		return err
	}
	return out.Flush()
}

func comma(line []byte, field int) []byte {
	if field == 0 {
		return line
	}
	return append(line, ',')
}

// AppendNames appends the header of a file of fields.
func AppendNames(line []byte, fields []Field) []byte {
	for i, f := range fields {
		line = AppendText(comma(line, i), f.Name)
	}
	return line
}

// csv appends a value as its field is typed.
func (f Field) csv(line []byte, c output.Cell) []byte {
	switch f.Type() {
	case output.Text, output.Day:
		return AppendText(line, c.Text)
	case output.Whole:
		if x := f.Number(c); !math.IsNaN(x) {
			return strconv.AppendInt(line, int64(x), 10)
		}
		return line
	}
	return AppendNumber(line, f.Number(c))
}

// AppendText appends a CSV field (RFC 4180). Text that a spreadsheet would run
// as a formula gets an apostrophe before it.
func AppendText(line []byte, s string) []byte {
	if runsAsFormula(s) {
		s = "'" + s
	}
	if !strings.ContainsAny(s, ",\"\r\n") {
		return append(line, s...)
	}
	line = append(line, '"')
	line = append(line, strings.ReplaceAll(s, `"`, `""`)...)
	return append(line, '"')
}

// runsAsFormula reports whether a spreadsheet would take a text for a formula:
// it begins with = + - or @, perhaps after a control character or white space,
// and is not just a signed number.
func runsAsFormula(text string) bool {
	text = strings.TrimLeft(text, "\t\r\n ")
	if text == "" || !strings.ContainsRune("=+-@", rune(text[0])) {
		return false
	}
	_, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	return err != nil
}

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
func FieldOf(c output.Column) Field {
	return Field{c, func(x output.Cell) float64 { return x.Value }}
}

// fieldsOf are the columns of a file that a column of a table takes.
func fieldsOf(c output.Column) []Field {
	value := FieldOf(c)
	if c.Kind != output.Estimate && c.Kind != output.Change && c.Kind != output.Ranged {
		return []Field{value}
	}
	low, high := Field{c, func(x output.Cell) float64 { return x.Low }}, Field{c, func(x output.Cell) float64 { return x.High }}
	low.Name, low.Title, low.Doc, low.Kind = c.Name+"_error_low", c.Title+", lower end", "lower end of its 95% sampling interval; empty where unknown", output.Number
	high.Name, high.Title, high.Doc, high.Kind = c.Name+"_error_high", c.Title+", upper end", "upper end of that interval", output.Number
	return []Field{value, low, high}
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
