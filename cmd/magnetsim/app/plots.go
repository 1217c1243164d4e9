package app

import (
	"fmt"
	"io"

	"golang.org/x/sync/errgroup"

	"magnetsim/output"
	"magnetsim/output/figure"
)

// plots draws every figure that the report has data for, each in the formats
// asked for, with its data and its alt text beside it.
func (r *run) plots(f *folder, report *output.Report) error {
	style := figure.Style{Size: r.size, Theme: r.theme}
	var group errgroup.Group
	group.SetLimit(r.workersOr())
	for _, name := range figure.Names(report) {
		stem := "plots/" + name
		for _, format := range r.formats {
			group.Go(func() error {
				return f.write(stem+"."+format, func(w io.Writer) error { return figure.Render(w, report, name, format, style) })
			})
		}
		group.Go(func() error {
			return f.write(stem+".csv", func(w io.Writer) error { return figure.Data(w, report, name) })
		})
		group.Go(func() error {
			return f.write(stem+".txt", func(w io.Writer) error {
				_, err := fmt.Fprintln(w, figure.Alt(report, name))
				return err
			})
		})
	}
	return group.Wait()
}
