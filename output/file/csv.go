package file

import (
	"io"
	"math"

	"magnetsim/output"
)

// writeCSV writes a table as CSV (RFC 4180), with an apostrophe before text that a
// spreadsheet would run as a formula.
func writeCSV(w io.Writer, t output.Table) error {
	l := newLines(w)
	fields, at := expand(t)
	for _, f := range fields {
		l.text(f.Name)
	}
	l.end()
	for row, err := range t.Rows {
		if err != nil {
			return err
		}
		for i, f := range fields {
			l.cell(f, row[at[i]])
		}
		l.end()
		if l.err != nil {
			break
		}
	}
	return l.close()
}

// cell appends a value as its field is typed.
func (l *lines) cell(f field, c output.Cell) {
	switch f.kind() {
	case output.Text, output.Day:
		l.text(c.Text)
	case output.Whole:
		if x := f.number(c); !math.IsNaN(x) {
			l.count(int64(x))
			return
		}
		l.comma()
	default:
		l.numbers(f.number(c))
	}
}
