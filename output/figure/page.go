package figure

import (
	"cmp"
	"slices"

	"gonum.org/v1/plot/vg"
)

// page is a chart laid out: every length in points, y upwards from the foot.
type page struct {
	look
	chart            *chart
	height           vg.Length
	title, subtitle  []string
	legend           legend
	headings         [][]string // by panel
	rowNames         [][]string // of the rows of a panel; several that have rows have the same
	gutter           vg.Length  // for the labels of the y axes
	left, right      vg.Length  // edges of the plots
	flagRows         []int      // row of each flag, above the first plot
	notes            []string
	plots            vg.Length // height of all plots together
	xTitle           []string
	xLabels, xTitles vg.Length // heights below the last plot
}

// compose lays a chart out. Where the preset's height is fixed and the words
// leave no room for the plots, everything is set in smaller type.
func compose(build func(look) *chart, l look) page {
	const least = 0.5
	for shrink := 1.0; ; shrink -= 0.05 {
		smaller := l
		smaller.text *= vg.Length(shrink)
		p := lay(build(smaller), smaller)
		if p.plots >= p.leastPlots() || shrink <= least {
			return p
		}
	}
}

// narrow is the width, in sizes of the type, below which a page is a column.
const narrow = 40

// leastPlots is the height below which plots cannot be read. Names of rows are not to
// touch, all rows being as high as one another.
func (p *page) leastPlots() vg.Length {
	most, rows := 0, 0
	for _, lines := range p.rowNames {
		most = max(most, len(lines))
	}
	for _, n := range p.chart.panels {
		rows += len(n.rows)
	}
	names := vg.Length(rows) * (vg.Length(most)*p.textPen().leading() + p.text*0.2)
	return max(p.chart.least, p.text*(3*vg.Length(len(p.chart.panels))+1.5), names)
}

func lay(c *chart, l look) page {
	p := page{look: l, chart: c}
	inner := l.width - 2*l.margin()
	if !l.noTitle {
		p.title = l.titlePen().lines(c.title, 3, inner)
		p.subtitle = l.quietPen().lines(c.subtitle, 6, inner)
	}
	p.legend = layLegend(c.keys, l, inner)
	foot := c.notes
	if !l.noTitle { // else a caption says it
		foot = slices.Concat(c.notes, c.origins)
	}
	for _, n := range foot {
		p.notes = append(p.notes, l.notePen().lines(n, 6, inner)...)
	}
	for _, n := range c.panels {
		p.headings = append(p.headings, l.textPen().lines(n.heading, 2, inner))
	}
	p.layWidths()
	p.flagRows = p.layFlags()
	if p.xTicks() != nil || c.x.slot {
		p.xLabels = l.text * 1.5
	}
	if c.x.title != "" {
		p.xTitle = l.textPen().lines(c.x.title, 2, p.right-p.left)
		p.xTitles = l.text*0.25 + l.textPen().leading()*vg.Length(len(p.xTitle))
	}
	p.layHeights()
	return p
}

// layWidths finds the left and right edges of the plots and settles the x axis.
func (p *page) layWidths() {
	c := p.chart
	for i := range c.panels {
		p.gutter = max(p.gutter, p.gutterOf(i))
	}
	low, high := c.x.min, c.x.max
	p.left, p.right = p.margin()+p.gutter, p.width-p.margin()
	c.x.settle(p.right-p.left, p.look)
	if over := p.overhang(); over > 0 {
		p.right -= over
		c.x.min, c.x.max = low, high
		c.x.settle(p.right-p.left, p.look)
	}
}

// gutterOf is the room for the labels left of a plot, however many its height
// will let it have.
func (p *page) gutterOf(i int) vg.Length {
	n := p.chart.panels[i]
	if n.bare {
		return 0
	}
	if n.rows == nil {
		var labels []string
		for count := 1; count <= mostTicks; count++ {
			for _, t := range n.rounded(count).ticks(count) {
				labels = append(labels, t.Label)
			}
		}
		return p.tickPen().widest(labels) + p.text*0.6
	}
	most := p.width * either[vg.Length](p.width < narrow*p.text, 0.36, 0.3)
	if n.names > 0 {
		most = p.width * vg.Length(n.names)
	}
	names := mapped(n.rows, func(name string) []string { return p.textPen().lines(name, 3, most) })
	if p.rowNames == nil {
		p.rowNames = names
	}
	return p.textPen().widest(slices.Concat(names...)) + p.text*0.6
}

// overhang is how far a label of the x axis would stand out of the page.
func (p *page) overhang() vg.Length {
	var over vg.Length
	for _, t := range p.xTicks() {
		end := p.x(t.Value) + p.tickPen().width(t.Label)/2
		over = max(over, end-(p.width-p.margin()*0.5))
	}
	return over
}

// x is the place of a value on the page.
func (p *page) x(value float64) vg.Length {
	x := p.chart.x
	return p.left + vg.Length((value-x.min)/(x.max-x.min))*(p.right-p.left)
}

// layFlags gives every flag the lowest row in which its text, which begins at
// its line, meets no line of a flag as high or higher.
func (p *page) layFlags() []int {
	flags := p.chart.x.flags
	rows, order := make([]int, len(flags)), places(len(flags))
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(p.chart.at(flags[b]), p.chart.at(flags[a]))
	})
	for n, i := range order {
		end := p.x(p.chart.at(flags[i])) + p.tickPen().width(flags[i].text) + p.text*0.9
		for _, j := range order[:n] {
			if end > p.x(p.chart.at(flags[j])) {
				rows[i] = max(rows[i], rows[j]+1)
			}
		}
	}
	return rows
}

// layHeights shares out the height that the words leave.
func (p *page) layHeights() {
	var foot vg.Length
	if len(p.notes) > 0 {
		foot = vg.Length(len(p.notes))*p.notePen().leading() + p.text*0.5
	}
	words := 2*p.margin() + p.headHeight() + p.xLabels + p.xTitles + foot + p.flagHeight()
	for i := range p.chart.panels {
		words += p.headingHeight(i)
	}
	if p.look.height > 0 {
		p.height = p.look.height
		p.plots = p.height - words
		return
	}
	p.plots = p.chart.plots
	if p.plots == 0 {
		p.plots = vg.Length(p.tall) * p.width
	}
	p.plots = max(p.plots, p.leastPlots())
	p.height = words + p.plots
}

func (p *page) headHeight() vg.Length {
	h := vg.Length(len(p.title))*p.titlePen().leading() + vg.Length(len(p.subtitle))*p.quietPen().leading()
	h += either(h > 0, p.text*0.5, 0)
	h += either(p.legend.height > 0, p.legend.height+p.text*0.4, 0)
	return h
}

// headingHeight is a panel's heading with the air above and below it.
func (p *page) headingHeight(i int) vg.Length {
	h := vg.Length(len(p.headings[i])) * p.textPen().leading()
	h += either(h > 0, p.text*0.45, 0)
	h += either(i > 0, p.text*0.75, 0)
	return h
}

func (p *page) flagHeight() vg.Length {
	if len(p.flagRows) == 0 {
		return 0
	}
	return vg.Length(slices.Max(p.flagRows)+1)*p.tickPen().leading() + p.text*0.2
}
