package figure

import (
	"fmt"
	"io"
)

// Drawing is a figure of something else than one run's report: a backtest, a
// sweep, a frontier. It is drawn, told and written as figures of a report are.
type Drawing struct {
	Name  string // safe in the name of a file
	chart func(l look) *chart
	alt   string
	data  []datum
}

// Render writes the drawing in one of Formats.
func (d Drawing) Render(w io.Writer, format string, style Style) (err error) {
	defer func() {
		if p := recover(); p != nil { // of the libraries beneath, on a font or image that they cannot read
			err = fmt.Errorf("figure %s as %s: %v", d.Name, format, p)
		}
	}()
	l, err := style.look()
	if err != nil {
		return err
	}
	page := compose(d.chart, l)
	return page.render(w, format, caption{id: d.Name, title: page.chart.title, text: d.alt})
}

// Alt tells the drawing in words, for readers who cannot see it.
func (d Drawing) Alt() string { return d.alt }

// Data writes the drawing's numbers as CSV.
func (d Drawing) Data(w io.Writer) error { return writeData(w, d.data) }
