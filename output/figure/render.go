package figure

import (
	"io"
)

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
