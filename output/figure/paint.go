package figure

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// paintPaper draws what is beneath the page, on a canvas that has no colour of its own.
func (p *page) paintPaper(c vg.Canvas) {
	whole := draw.Canvas{Canvas: c, Rectangle: vg.Rectangle{Max: vg.Point{X: p.width, Y: p.height}}}
	whole.FillPolygon(p.paper, corners(whole.Rectangle))
}

// paint draws the page on a canvas of its size.
func (p *page) paint(c vg.Canvas) {
	top := p.paintHead(c, p.height-p.margin())
	for i, n := range p.chart.panels {
		top = p.paintPanel(c, i, n, top)
	}
	foot := p.margin() + vg.Length(len(p.notes))*p.notePen().leading()
	paintLines(c, p.notePen(), p.margin(), foot, 0, p.notes)
}

// paintLines sets lines from the top down, each at its anchor, and returns where they
// end.
func paintLines(c vg.Canvas, pen pen, x, top vg.Length, anchor float64, lines []string) vg.Length {
	for _, line := range lines {
		pen.write(c, x, top-pen.size*drop, anchor, line)
		top -= pen.leading()
	}
	return top
}

func (p *page) paintHead(c vg.Canvas, top vg.Length) vg.Length {
	end := paintLines(c, p.titlePen(), p.margin(), top, 0, p.title)
	end = paintLines(c, p.quietPen(), p.margin(), end, 0, p.subtitle)
	if end < top {
		end -= p.text * 0.5
	}
	p.legend.draw(c, p.look, p.margin(), end)
	return top - p.headHeight()
}

// paintPanel draws heading, plot and axes of a panel and returns its foot.
func (p *page) paintPanel(c vg.Canvas, i int, n panel, top vg.Length) vg.Length {
	start := top
	if i > 0 {
		start -= p.text * 0.75
	}
	paintLines(c, p.textPen(), p.margin(), start, 0, p.headings[i])
	area := draw.Canvas{Canvas: c, Rectangle: p.plotOf(i, top)}
	last := i == len(p.chart.panels)-1
	steps := p.ySteps(n, area.Max.Y-area.Min.Y)
	n = n.rounded(steps)
	scales := &plot.Plot{} // gonum/plot's view of a panel: the two scales
	scales.X.Min, scales.X.Max, scales.X.Scale = p.chart.x.min, p.chart.x.max, plot.LinearScale{}
	scales.Y.Min, scales.Y.Max, scales.Y.Scale = n.bottom, n.top, plot.LinearScale{}
	p.paintGrid(area, n, steps, scales)
	if i > 0 { // behind the curves; in the first panel, before the bars
		p.paintFlags(area, i)
	}
	for _, m := range n.marks {
		m.Plot(area, scales)
	}
	if i == 0 {
		p.paintFlags(area, i)
	}
	p.paintBase(area, scales, last)
	if n.message != "" {
		p.paintMessage(area, n.message)
	}
	return area.Min.Y
}

// plotOf is the plot of a panel that begins at a height.
func (p *page) plotOf(i int, top vg.Length) vg.Rectangle {
	top -= p.headingHeight(i)
	if i == 0 {
		top -= p.flagHeight()
	}
	height := p.plots * vg.Length(p.chart.panels[i].part/p.parts())
	return vg.Rectangle{Min: vg.Point{X: p.left, Y: top - height}, Max: vg.Point{X: p.right, Y: top}}
}

func (p *page) parts() float64 {
	var sum float64
	for _, n := range p.chart.panels {
		sum += n.part
	}
	return sum
}

// mostTicks is the greatest number of steps on a y axis.
const mostTicks = 5

// ySteps is the number of steps to ask for so that as many ticks as fit stand on
// a y axis of a height.
func (p *page) ySteps(n panel, height vg.Length) int {
	for steps := mostTicks; steps > 1 && n.rows == nil; steps-- {
		r := n.rounded(steps)
		ticks := r.ticks(steps)
		nearest := math.Inf(1)
		for i := 1; i < len(ticks); i++ {
			nearest = math.Min(nearest, ticks[i].Value-ticks[i-1].Value)
		}
		if len(ticks) > 1 && vg.Length(nearest/(r.top-r.bottom))*height >= p.text*1.2 {
			return steps
		}
	}
	return 1
}

// paintGrid draws the y axis: quiet lines across with their values at the left,
// or the names of rows.
func (p *page) paintGrid(area draw.Canvas, n panel, steps int, scales *plot.Plot) {
	style := draw.LineStyle{Color: p.grid, Width: p.hair()}
	if n.bare {
		return
	}
	if n.rows != nil {
		p.paintRows(area, style, scales)
		return
	}
	_, y := scales.Transforms(&area)
	ticks := n.ticks(steps)
	if n.empty {
		ticks = ticks[:1]
	}
	for _, t := range ticks {
		if at := y(t.Value); area.ContainsY(at) {
			area.StrokeLine2(style, area.Min.X, at, area.Max.X, at)
			p.tickPen().write(area.Canvas, area.Min.X-p.text*0.45, at-p.text*0.33, 1, t.Label)
		}
	}
}

// paintRows names the rows and draws the lines of the x axis upwards.
func (p *page) paintRows(area draw.Canvas, style draw.LineStyle, scales *plot.Plot) {
	x, y := scales.Transforms(&area)
	for _, t := range p.xTicks() {
		area.StrokeLine2(style, x(t.Value), area.Min.Y, x(t.Value), area.Max.Y)
	}
	for i, lines := range p.rowNames {
		middle := y(scales.Y.Max - float64(i) - 0.5)
		top := middle + vg.Length(len(lines))*p.textPen().leading()/2
		paintLines(area.Canvas, p.textPen(), area.Min.X-p.text*0.45, top, 1, lines)
	}
}

func (p *page) xTicks() []plot.Tick {
	x := p.chart.x
	return x.ticks.at(max(x.min, p.axisStart()), x.max, p.right-p.x(p.axisStart()), p.tickPen())
}

// axisStart is where the scale begins: right of the slot if there is one.
func (p *page) axisStart() float64 {
	return either(p.chart.x.slot, 0, p.chart.x.min)
}

// paintBase draws the foot of a plot: the line of the axis, its ticks and, below
// the last plot, their labels and the axis title.
func (p *page) paintBase(area draw.Canvas, scales *plot.Plot, last bool) {
	style := draw.LineStyle{Color: p.quiet, Width: p.hair() * 1.4}
	x, _ := scales.Transforms(&area)
	foot := area.Min.Y
	if p.xLabels == 0 { // rows on scales of their own
		return
	}
	area.StrokeLine2(style, x(p.axisStart()), foot, area.Max.X, foot)
	if p.chart.x.slot {
		area.StrokeLine2(style, area.Min.X, foot, x(p.chart.x.min*0.15), foot)
	}
	for _, t := range p.xTicks() {
		area.StrokeLine2(style, x(t.Value), foot, x(t.Value), foot-p.text*0.3)
		if last {
			p.tickPen().write(area.Canvas, x(t.Value), foot-p.text*1.3, 0.5, t.Label)
		}
	}
	if !last {
		return
	}
	if p.chart.x.slot {
		p.tickPen().write(area.Canvas, x(slotCentre(scales.X.Min)), foot-p.text*1.3, 0.5, slotText)
	}
	paintLines(area.Canvas, p.textPen(), (area.Min.X+area.Max.X)/2, foot-p.xLabels-p.text*(1.08-drop), 0.5, p.xTitle)
}

// paintFlags draws the named positions through a plot, with their names above
// the first one.
func (p *page) paintFlags(area draw.Canvas, i int) {
	for n, f := range p.chart.x.flags {
		x := p.x(p.chart.at(f))
		inSlot := p.chart.x.slot && f.x <= 0
		if i > 0 {
			if !inSlot {
				p.paintFlagLine(area, f, x, area.Min.Y, area.Max.Y+p.text*0.3)
			}
			continue
		}
		base := area.Max.Y + p.text*0.3 + vg.Length(p.flagRows[n])*p.tickPen().leading()
		from := area.Min.Y
		if inSlot { // the slot's own label stands there
			from = area.Max.Y
		}
		p.paintFlagLine(area, f, x, from, base+p.text*0.75)
		p.inkPen().write(area.Canvas, x+p.text*0.3, base, 0, f.text)
	}
}

// paintFlagLine has a rim of paper, so that it stands out from dark bars.
func (p *page) paintFlagLine(area draw.Canvas, f flag, x, from, to vg.Length) {
	area.StrokeLine2(draw.LineStyle{Color: p.paper, Width: f.style.Width * 1.8}, x, from, x, to)
	area.StrokeLine2(f.style, x, from, x, to)
}

func (p *page) paintMessage(area draw.Canvas, message string) {
	most := (area.Max.X - area.Min.X) * 0.7
	lines := p.quietPen().lines(message, 3, most)
	top := (area.Min.Y+area.Max.Y)/2 + vg.Length(len(lines))*p.quietPen().leading()/2
	paintLines(area.Canvas, p.quietPen(), (area.Min.X+area.Max.X)/2, top-p.text*(leading-drop-0.3), 0.5, lines)
}

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
