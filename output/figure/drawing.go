package figure

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"magnetsim/output"
)

// Drawing is a figure that is ready to be drawn, told and written: one of a
// report, or of something else, such as a backtest, a sweep, a frontier.
type Drawing struct {
	Name   string // safe in the name of a file
	Policy string // the one that it shows; "" where it shows several, or none
	title  string
	chart  func(l look) *chart
	alt    string
	data   func() []datum // made when they are asked for: there may be many
}

// saying is what a figure says in words.
type saying struct {
	title   string
	setting string   // the subtitle: scenario · policy · trials · seed
	shows   string   // what its marks show, for readers who cannot see them
	notes   []string // how to read the marks
	origins []string // where the numbers come from
}

// played is what the figures of a verb say of what was played; empty parts are left out.
func played(h output.Head, title string, parts ...string) saying {
	return saying{title: title, setting: inOrder(append(append([]string{clean(h.Title)}, parts...), fmt.Sprintf("seed %d", h.Seed))...), origins: origins(h.SourceLine, h.NoteLine)}
}

// reported is what the figures of a report say of it.
func reported(r *output.Report, title, shown string) saying {
	return saying{title: inYears(r, title), setting: setting(r, shown), origins: origins(r.SourceLine, r.NoteLine)}
}

// inOrder joins the parts of a subtitle that are not empty.
func inOrder(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}

// drawing is the figure of the words, of numbers and of marks, which draw puts into a
// chart that has the words.
func (s saying) drawing(name string, data func() []datum, draw func(c *chart, l look)) Drawing {
	return Drawing{Name: name, title: s.title, data: data, alt: s.title + ". " + s.setting + ". " + s.shows, chart: func(l look) *chart {
		c := &chart{title: s.title, subtitle: unbroken(s.setting), notes: s.notes[:len(s.notes):len(s.notes)], origins: s.origins}
		draw(c, l)
		return c
	}}
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
func (d Drawing) Title() string { return d.title }

// Alt tells the drawing in words, for readers who cannot see it.
func (d Drawing) Alt() string { return d.alt }

// Data is the drawing's numbers as a table for a file.
func (d Drawing) Data() output.Table { return dataOf(d.Name, d.data()) }

// caption is the words that go into the file beside the picture.
type caption struct {
	id    string // the figure's name
	title string
	text  string // alt text
}

// Formats lists the file formats; "vl.json" is a Vega-Lite specification that
// carries its data.
func Formats() []string { return []string{"svg", "png", "pdf", "vl.json"} }

func (p *page) render(w io.Writer, format string, words caption) error {
	switch format {
	case "svg":
		return p.writeSVG(w, words)
	case "png":
		return p.writePNG(w)
	case "pdf":
		return p.writePDF(w, words)
	case "vl.json":
		return p.writeVega(w, words)
	}
	_, err := pick("format", format, "", Formats())
	return err
}
