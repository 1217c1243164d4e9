package app

import (
	"fmt"
	"io"
	"slices"

	"golang.org/x/sync/errgroup"

	"magnetsim/output"
	"magnetsim/output/figure"
)

// picture is a file of a figure: the figure in some format, its data or its alt
// text.
type picture struct {
	name  string
	write func(io.Writer) error
}

// picturesOf lists the files of a report's figures, each once.
func picturesOf(report *output.Report, figures, formats []string, style figure.Style) []picture {
	var all []picture
	formats = slices.Compact(slices.Sorted(slices.Values(formats)))
	for _, name := range figures {
		for _, format := range formats {
			all = append(all, picture{name + "." + format, func(w io.Writer) error { return figure.Render(w, report, name, format, style) }})
		}
		all = append(all,
			picture{name + ".csv", func(w io.Writer) error { return figure.Data(w, report, name) }},
			picture{name + ".txt", func(w io.Writer) error {
				_, err := fmt.Fprintln(w, figure.Alt(report, name))
				return err
			}})
	}
	return all
}

// plots draws every figure that the report has data for, each in the formats
// asked for, with its data and its alt text beside it.
func (r *run) plots(f *folder, report *output.Report) error {
	var group errgroup.Group
	group.SetLimit(r.workersOr())
	for _, p := range picturesOf(report, figure.Names(report), r.formats, figure.Style{Size: r.size, Theme: r.theme}) {
		group.Go(func() error { return f.write("plots/"+p.name, p.write) })
	}
	return group.Wait()
}
