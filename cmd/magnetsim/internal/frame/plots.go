package frame

import (
	"fmt"
	"io"
	"slices"

	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/file"
)

// Picture is a file of a figure: the figure in some format, its data or its alt
// text.
type Picture struct {
	Name  string
	Write func(io.Writer) error
}

// Pictures lists the files of figures, each once.
func Pictures(figures []figure.Drawing, formats []string, style figure.Style) []Picture {
	var all []Picture
	formats = slices.Compact(slices.Sorted(slices.Values(formats)))
	for _, d := range figures {
		for _, format := range formats {
			all = append(all, Picture{d.Name + "." + format, func(w io.Writer) error { return d.Render(w, format, style) }})
		}
		all = append(all, Picture{d.Name + ".csv", func(w io.Writer) error { return file.Write(w, "csv", output.Head{}, d.Data()) }}, Picture{d.Name + ".txt", func(w io.Writer) error {
			_, err := fmt.Fprintln(w, d.Alt())
			return err
		}})
	}
	return all
}
