package app

import (
	"fmt"
	"io"
	"slices"

	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/file"
)

// picture is a file of a figure: the figure in some format, its data or its alt
// text.
type picture struct {
	name  string
	write func(io.Writer) error
}

// picturesOf lists the files of figures, each once.
func picturesOf(figures []figure.Drawing, formats []string, style figure.Style) []picture {
	var all []picture
	formats = slices.Compact(slices.Sorted(slices.Values(formats)))
	for _, d := range figures {
		for _, format := range formats {
			all = append(all, picture{d.Name + "." + format, func(w io.Writer) error { return d.Render(w, format, style) }})
		}
		all = append(all, picture{d.Name + ".csv", func(w io.Writer) error { return file.Write(w, "csv", output.Head{}, d.Data()) }}, picture{d.Name + ".txt", func(w io.Writer) error {
			_, err := fmt.Fprintln(w, d.Alt())
			return err
		}})
	}
	return all
}
