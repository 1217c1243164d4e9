package table

import (
	"io"
	"math"
)

// WriteCSV writes a sheet as CSV: as the tables of a results folder, with an
// apostrophe before text that a spreadsheet would run as a formula.
func (s Sheet) WriteCSV(w io.Writer) error {
	l := newLines(w)
	for _, c := range s.Columns {
		l.text(c.Name)
	}
	l.end()
	err := s.Each(func(row []Cell) error {
		for i, c := range row {
			switch {
			case s.Columns[i].Kind == Text || s.Columns[i].Kind == Day:
				l.text(c.Text)
			case s.Columns[i].Kind == Whole && !math.IsNaN(c.Number):
				l.count(int64(c.Number))
			default:
				l.numbers(c.Number)
			}
		}
		l.end()
		return l.err
	})
	if err != nil {
		return err
	}
	return l.close()
}
