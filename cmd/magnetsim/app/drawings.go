package app

import (
	"fmt"
	"io"

	"magnetsim/output/figure"
)

// draw writes a drawing in every format, with its data and its alt text.
func (f *folder) draw(d figure.Drawing, style figure.Style) error {
	stem := "plots/" + d.Name
	for _, format := range figure.Formats() {
		if err := f.write(stem+"."+format, func(w io.Writer) error { return d.Render(w, format, style) }); err != nil {
			return err
		}
	}
	if err := f.write(stem+".csv", d.Data); err != nil {
		return err
	}
	return f.write(stem+".txt", func(w io.Writer) error {
		_, err := fmt.Fprintln(w, d.Alt())
		return err
	})
}
