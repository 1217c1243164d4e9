package figure

import (
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
)

func sectorsKind() kind {
	return kind{
		main: true,
		Info: Info{"sectors", "Mean shortfall by sector and policy",
			"Mean shortfall of every sector under every policy, with the 95% sampling error of each."},
		products: true,
		draw:     drawSectors,
	}
}

func drawSectors(r *output.Report, _ int) (Drawing, bool) {
	all := sectorsOf(r)
	if len(all.means) == 0 {
		return Drawing{}, false
	}
	t := all.shown(len(r.Variants))
	left := leftOut(len(t.rows), len(all.rows), "sectors", min(len(r.Variants), mostSeries), len(r.Variants))
	title := "Mean shortfall" + ofProduct(r) + " by sector"
	if len(r.Variants) > 1 {
		title += " and policy"
	}
	w := reported(r, title, policies(r))
	w.notes, w.shows = append(besides(r), left...), sectorsShow(r, t, left)
	return w.drawing("", func() []datum { return sectorsData(r, all) }, func(c *chart, l look) { sectorMarks(r, t, c, l) }), true
}

func sectorMarks(r *output.Report, t sectorTable, c *chart, l look) {
	means := t.means
	bars := sectorBars{look: l, means: means, rows: len(t.rows), variants: min(len(r.Variants), mostSeries)}
	for v := range bars.variants {
		bars.names = append(bars.names, variantTitle(r, v))
	}
	x := &c.x
	for _, m := range means {
		x.max = math.Max(x.max, math.Max(m.Value, zeroIfNot(m.High)))
	}
	m := measureOf(means[0].Unit, x.max)
	bars.factor = m.factor
	bars.decimals = bars.decimalsOf()
	x.title, x.ticks = quantity("Mean shortfall", m.unit), numbers(m)
	for _, s := range means {
		x.rooms = append(x.rooms, room{math.Max(s.Value, zeroIfNot(s.High)), bars.label(s), l.tickPen()})
	}
	c.panels = []panel{{part: 1, top: float64(bars.rows), marks: []plot.Plotter{bars}, rows: t.titles}}
	for v := range bars.variants {
		drawn := slices.ContainsFunc(means, func(m sectorMean) bool { return m.variant == v })
		if len(r.Variants) > 1 && drawn {
			c.keys = append(c.keys, l.barKey(l.signature(v), variantTitle(r, v)))
		}
	}
	c.keys = append(c.keys, key{text: "± sampling error (95%)", swatch: func(c draw.Canvas) {
		y := (c.Min.Y + c.Max.Y) / 2
		l.whisker(c, c.Min.X+l.text*0.3, c.Max.X-l.text*0.3, y, l.text*0.25)
	}})
	c.plots, c.least = bars.heights(l)
}

// heights wanted and least: a line of type a bar, or half of one where there are
// many, and air between the sectors.
func (b sectorBars) heights(l look) (wanted, least vg.Length) {
	bar := l.text * 1.3
	if b.variants > 6 {
		bar = l.text * 0.8
	}
	wanted = vg.Length(b.rows) * (vg.Length(b.variants)*bar + l.text*1.1)
	return max(wanted, l.text*8), vg.Length(b.rows) * max(l.text*1.6, vg.Length(b.variants)*l.text*0.2)
}

// sectorBars draws a group of bars a sector, the first at the top.
type sectorBars struct {
	look
	means          []sectorMean
	names          []string // of the variants
	rows, variants int
	factor         float64
	decimals       int // of the labels
}

func (b sectorBars) label(m sectorMean) string {
	return digits(m.Value*b.factor, b.decimals)
}

// decimalsOf gives the smallest value two digits, as long as the largest has no
// more than four.
func (b sectorBars) decimalsOf() int {
	small, large := math.Inf(1), 0.0
	for _, m := range b.means {
		if x := math.Abs(m.Value * b.factor); x > 0 {
			small, large = math.Min(small, x), math.Max(large, x)
		}
	}
	if large == 0 {
		return 0
	}
	power := func(x float64) int { return int(math.Floor(math.Log10(x))) }
	return max(0, min(1-power(small), 3-power(large)))
}

// Plot implements plot.Plotter.
func (b sectorBars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	group := (c.Max.Y - c.Min.Y) / vg.Length(b.rows)
	pitch := min(group*0.82/vg.Length(b.variants), b.text*3.2)
	for _, m := range b.means {
		middle := y(p.Y.Max - float64(m.row) - 0.5)
		at := middle + pitch*(vg.Length(b.variants)/2-vg.Length(m.variant)-0.5)
		thick := pitch * 0.78
		bar := vg.Rectangle{Min: vg.Point{X: x(0), Y: at - thick/2}, Max: vg.Point{X: x(within(m.Value, 0, p.X.Max)), Y: at + thick/2}}
		b.fillBar(c, bar, b.signature(m.variant))
		end := bar.Max.X
		if finite(m.Low) && finite(m.High) && m.High > m.Low {
			low, high := x(within(m.Low, 0, p.X.Max)), x(within(m.High, 0, p.X.Max))
			end = max(end, high)
			b.whisker(c, low, high, at, min(thick*0.32, b.text*0.3))
		}
		if pitch >= b.tickPen().size*1.02 {
			pen := b.tickPen()
			pen.color = b.ink
			width := pen.width(b.label(m))
			behind := vg.Rectangle{Min: vg.Point{X: end + b.text*0.25, Y: at - pen.size*0.5}, Max: vg.Point{X: end + b.text*0.45 + width, Y: at + pen.size*0.5}}
			c.FillPolygon(b.paper, corners(behind)) // no grid line through the number
			pen.write(c.Canvas, end+b.text*0.35, at-pen.size*0.35, 0, b.label(m))
		}
	}
}

// whisker is an error bar from left to right, with a halo of paper so that it
// stands out from a dark bar.
func (l look) whisker(c draw.Canvas, left, right, y, half vg.Length) {
	lines := [][]vg.Point{
		{{X: left, Y: y}, {X: right, Y: y}},
		{{X: left, Y: y - half}, {X: left, Y: y + half}},
		{{X: right, Y: y - half}, {X: right, Y: y + half}},
	}
	width := min(l.line()*0.7, half*0.7)
	c.StrokeLines(draw.LineStyle{Color: l.paper, Width: width * 2.4}, lines...)
	c.StrokeLines(draw.LineStyle{Color: l.ink, Width: width}, lines...)
}

func sectorsShow(r *output.Report, t sectorTable, left []string) string {
	values := make([][]string, len(t.rows))
	for _, m := range t.means {
		values[m.row] = append(values[m.row], variantTitle(r, m.variant)+" "+withError(m.Value, m.Low, m.High, m.Unit))
	}
	parts := append(byRow(t.titles, values), leftOutAlt(left)...)
	for _, text := range besides(r) {
		parts = append(parts, strings.TrimSuffix(text, "."))
	}
	return "Bars with ± sampling error (95%). " + strings.Join(parts, ". ") + "."
}

// besides is what the first policy's users give up and move, which no bar shows.
func besides(r *output.Report) []string {
	if text := clean(r.Turned(0)); text != "" {
		return []string{text}
	}
	return nil
}

func sectorsData(r *output.Report, t sectorTable) []datum {
	var rows []datum
	for _, m := range t.means {
		rows = append(rows, estimated(variantTitle(r, m.variant), m.Metric, "mean", m.Unit, m.Interval()))
	}
	return rows
}
