package figure

import (
	"fmt"
	"io"

	"magnetsim/output"
)

// Drawing is a figure that is ready to be drawn, told and written: one of a
// report (Draw), or of something else, such as a backtest, a sweep, a frontier.
type Drawing struct {
	Name   string // safe in the name of a file
	Policy string // the one that it shows; "" where it shows several, or none
	chart  func(l look) *chart
	alt    string
	data   []datum
	rows   func() []datum // instead of data, where there are many that few ask for
}

// Draw returns a figure of a report. It fails on a name that does not exist and on a
// figure that the report has no data for.
func Draw(r *output.Report, name string) (Drawing, error) {
	k, p, err := find(r, name)
	if err != nil {
		return Drawing{}, err
	}
	return Drawing{
		Name: name, chart: func(l look) *chart { return k.chart(p.report, p.at, l) },
		alt: k.alt(p.report, p.at), rows: func() []datum { return k.data(p.report, p.at) },
	}, nil
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

// Title is the title of the drawing.
func (d Drawing) Title() string {
	l, err := Style{}.look()
	if err != nil {
		return d.Name // the zero value is a style
	}
	return d.chart(l).title
}

// Alt tells the drawing in words, for readers who cannot see it.
func (d Drawing) Alt() string { return d.alt }

// Data is the drawing's numbers as a table for a file.
func (d Drawing) Data() output.Table {
	if d.rows != nil {
		return dataOf(d.Name, d.rows())
	}
	return dataOf(d.Name, d.data)
}
