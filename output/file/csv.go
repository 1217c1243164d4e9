package file

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

// nan marks a number that does not exist.
var nan = math.NaN()

// appendNumber appends x with 9 significant digits, and nothing where x is not
// finite.
func appendNumber(buf []byte, x float64) []byte {
	if x == 0 {
		return append(buf, '0') // also for −0
	}
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return buf
	}
	return strconv.AppendFloat(buf, x, 'g', digits, 64)
}

// Number is a float that is null in JSON where it is not finite.
type Number float64

// MarshalJSON writes 9 significant digits, or null.
func (n Number) MarshalJSON() ([]byte, error) {
	if out := appendNumber(nil, float64(n)); len(out) > 0 {
		return out, nil
	}
	return []byte("null"), nil
}

// flushAt is how many bytes are gathered before they go to the writer.
const flushAt = 64 << 10

// writeCSV writes a table as CSV (RFC 4180), with an apostrophe before text that a
// spreadsheet would run as a formula.
func writeCSV(w io.Writer, t output.Table) error {
	out := bufio.NewWriterSize(w, flushAt)
	fields, at := expand(t)
	line := appendNames(nil, fields)
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

// appendNames appends the header of a file of fields.
func appendNames(line []byte, fields []field) []byte {
	for i, f := range fields {
		line = appendText(comma(line, i), f.Name)
	}
	return line
}

// csv appends a value as its field is typed.
func (f field) csv(line []byte, c output.Cell) []byte {
	switch f.kind() {
	case output.Text, output.Day:
		return appendText(line, c.Text)
	case output.Whole:
		if x := f.number(c); !math.IsNaN(x) {
			return strconv.AppendInt(line, int64(x), 10)
		}
		return line
	}
	return appendNumber(line, f.number(c))
}

// appendText appends a CSV field (RFC 4180). Text that a spreadsheet would run
// as a formula gets an apostrophe before it.
func appendText(line []byte, s string) []byte {
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
