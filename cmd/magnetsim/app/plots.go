package app

import (
	"context"
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

// picturesOf lists the files of figures, each once.
func picturesOf(figures []figure.Drawing, formats []string, style figure.Style) []picture {
	var all []picture
	formats = slices.Compact(slices.Sorted(slices.Values(formats)))
	for _, d := range figures {
		for _, format := range formats {
			all = append(all, picture{d.Name + "." + format, func(w io.Writer) error { return d.Render(w, format, style) }})
		}
		all = append(all, picture{d.Name + ".csv", d.Data}, picture{d.Name + ".txt", func(w io.Writer) error {
			_, err := fmt.Fprintln(w, d.Alt())
			return err
		}})
	}
	return all
}

// plots draws every figure that the report has data for, each in the formats
// asked for, with its data and its alt text beside it. An interrupt leaves out those
// that are not begun.
func (r *run) plots(ctx context.Context, f *folder, report *output.Report) error {
	var figures []figure.Drawing
	for _, name := range figure.Names(report) {
		d, err := figure.Draw(report, name)
		if err != nil {
			return err
		}
		figures = append(figures, d)
	}
	style := figure.Style{Size: r.size, Theme: r.theme}
	r.warnLetters(figures, r.formats, style)
	var group errgroup.Group
	group.SetLimit(r.workersOr())
	for _, p := range picturesOf(figures, r.formats, style) {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error { return f.write("plots/"+p.name, p.write) })
	}
	return group.Wait()
}
