package figure

import (
	"io"

	"magnetsim/output"
	"magnetsim/output/file"
)

// Data writes the numbers of a figure as the CSV file beside it holds them.
func Data(w io.Writer, r *output.Report, name string) error {
	d, err := Draw(r, name)
	if err != nil {
		return err
	}
	return dataTo(w, d)
}

func dataTo(w io.Writer, d Drawing) error { return file.Write(w, "csv", output.Head{}, d.Data()) }

// Render writes a figure in a format.
func Render(w io.Writer, r *output.Report, name, format string, style Style) error {
	d, err := Draw(r, name)
	if err != nil {
		return err
	}
	return d.Render(w, format, style)
}

// Alt is the text of a figure; empty where there is none of the name.
func Alt(r *output.Report, name string) string {
	d, _ := Draw(r, name)
	return d.Alt()
}
