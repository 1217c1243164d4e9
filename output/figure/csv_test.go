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
