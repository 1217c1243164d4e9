package frame

import (
	"bytes"

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
	var figures []page.Figure
	for _, d := range there {
		if !d.Main && !all {
			continue
		}
		f := page.Figure{Name: d.Figure, Alt: d.Alt(), Beside: d.Beside()}
		if d.Main {
			f.Doc = d.Doc
		}
		if drawn {
			var svg bytes.Buffer
			if err := d.Render(&svg, "svg", style); err != nil {
				return nil, err
			}
			f.SVG = svg.Bytes()
		}
		figures = append(figures, f)
	}
	return figures, nil
}
