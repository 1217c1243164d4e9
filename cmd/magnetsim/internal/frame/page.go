package frame

import (
	"bytes"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"magnetsim/output/figure"
	"magnetsim/output/page"
)

// PageName is the file of a results folder that is the page on it.
const PageName = "report.html"

// Figures are the figures of what was found for a page, drawn where it shows them:
// of a run those of the first policy and of all together, or also those of each other
// policy.
func Figures(found any, style figure.Style, all, drawn bool) ([]page.Figure, error) {
	there, err := figure.Of(found)
	if err != nil {
		return nil, err
	}
	there = slices.DeleteFunc(there, func(d figure.Drawn) bool { return !d.First && !all })
	figures := make([]page.Figure, len(there))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, d := range there {
		figures[i] = page.Figure{Name: d.Figure, Alt: d.Alt(), Beside: d.Beside()}
		if d.First {
			figures[i].Doc = d.Doc
		}
		if drawn {
			group.Go(func() error {
				var svg bytes.Buffer
				err := d.Render(&svg, "svg", style)
				figures[i].SVG = svg.Bytes()
				return err
			})
		}
	}
	return figures, group.Wait()
}
