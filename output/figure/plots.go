package figure

import "gonum.org/v1/plot/vg"

// Plot is where a plot of a drawing stands, as shares of the width and height of the
// drawing from its top left corner, and what its axes span. Left of Low an axis has a place
// for trials at exactly 0; one of dates is in days since 1970-01-01.
type Plot struct {
	Left, Right, Top, Bottom float64
	XLow, XHigh, YLow, YHigh float64
}

// plotsOf are the plots from the top.
func (p *page) plotsOf() []Plot {
	var all []Plot
	top := p.height - p.margin() - p.headHeight()
	across, down := func(x vg.Length) float64 { return float64(x / p.width) }, func(y vg.Length) float64 { return float64(1 - y/p.height) }
	for i, n := range p.chart.panels {
		at := p.plotOf(i, top)
		top = at.Min.Y
		n = n.rounded(p.ySteps(n, at.Max.Y-at.Min.Y))
		x := p.chart.x
		all = append(all, Plot{across(at.Min.X), across(at.Max.X), down(at.Max.Y), down(at.Min.Y), x.min, x.max, n.bottom, n.top})
	}
	return all
}
