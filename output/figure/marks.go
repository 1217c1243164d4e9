package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// curve is a line through points; it has a gap where a point is no number.
type curve struct {
	name   string // its key in the legend; "": none
	xs, ys []float64
	style  draw.LineStyle
	rim    color.Color      // around the line, so that it stands out from dark areas; nil: none
	glyph  *draw.GlyphStyle // drawn here and there along the line; nil: none
	phase  float64          // shifts the markers of one series against another's
}

// curve is a line of a series, named, with its markers if it has any.
func (l look) curve(sig signature, name string, t trace) curve {
	line := curve{name: name, xs: t.xs, ys: t.ys, style: sig.lineStyle(l.line())}
	if sig.glyph >= 0 {
		glyph := l.glyph(sig)
		line.glyph = &glyph
	}
	return line
}

// shifted moves the markers of the i-th of n curves against those of the others.
func (l curve) shifted(i, n int) curve {
	l.phase = float64(i) / float64(n)
	return l
}

// markers is the number of markers along a curve.
const markers = 7

func (l curve) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := near(&c, p)
	for _, stretch := range stretches(l.xs, l.ys) {
		var line []vg.Point
		for i := stretch[0]; i < stretch[1]; i++ {
			line = append(line, vg.Point{X: x(l.xs[i]), Y: y(l.ys[i])})
		}
		if len(line) == 1 { // a lone point is a short stroke
			half := c.Min.Add(vg.Point{X: l.style.Width}).Sub(c.Min)
			line = []vg.Point{line[0].Sub(half), line[0].Add(half)}
		}
		for _, part := range c.ClipLinesXY(line) {
			if l.rim != nil {
				c.StrokeLines(draw.LineStyle{Color: l.rim, Width: l.rimWidth()}, part)
			}
			c.StrokeLines(l.style, part)
			if l.glyph != nil {
				l.mark(c, part)
			}
		}
	}
}

// rimWidth is that of the line and its rim: half a point at either side at any
// size of the type, as a wider one would hide a narrow band.
func (l curve) rimWidth() vg.Length { return l.style.Width + 1 }

// mark sets markers at equal distances across the plot.
func (l curve) mark(c draw.Canvas, line []vg.Point) {
	step := (c.Max.X - c.Min.X) / markers
	next := c.Min.X + step*vg.Length(0.25+l.phase*0.5)
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		for ; next <= b.X && b.X > a.X; next += step {
			if next < a.X {
				continue
			}
			c.DrawGlyph(*l.glyph, a.Add(b.Sub(a).Scale((next-a.X)/(b.X-a.X))))
		}
	}
}

// band is the area between two curves.
type band struct {
	xs, low, high []float64
	fill          color.NRGBA
	name          string // its key in the legend, or that of its curve; "": none
}

// band is the area of the sampling intervals around a curve.
func (l look) band(sig signature, strength float64, name string, t trace) band {
	return band{t.xs, t.low, t.high, l.veiled(sig.color, strength), name}
}

func (b band) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := near(&c, p)
	for _, s := range stretches(b.xs, b.low, b.high) {
		var around []vg.Point
		for i := s[0]; i < s[1]; i++ {
			around = append(around, vg.Point{X: x(b.xs[i]), Y: y(b.low[i])})
		}
		for i := s[1] - 1; i >= s[0]; i-- {
			around = append(around, vg.Point{X: x(b.xs[i]), Y: y(b.high[i])})
		}
		if clipped := c.ClipPolygonXY(around); len(clipped) > 2 {
			c.FillPolygon(b.fill, clipped)
		}
	}
}

// near gives the places of values, those far outside the scale held to a thousand
// times its span away: clipping a line to the plot is exact for what is left.
func near(c *draw.Canvas, p *plot.Plot) (x, y func(float64) vg.Length) {
	x, y = p.Transforms(c)
	hold := func(place func(float64) vg.Length, low, high float64) func(float64) vg.Length {
		far := 1000 * (high - low)
		return func(v float64) vg.Length { return place(within(v, low-far, high+far)) }
	}
	return hold(x, p.X.Min, p.X.Max), hold(y, p.Y.Min, p.Y.Max)
}

// columns are upright bars from 0, of a histogram.
type columns struct {
	edges, heights []float64
	fill           color.NRGBA
}

func (h columns) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i, height := range h.heights {
		if i+1 >= len(h.edges) || !(height > 0) || !finite(h.edges[i]) || !finite(h.edges[i+1]) {
			continue
		}
		left, right := x(within(h.edges[i], 0, p.X.Max)), x(within(h.edges[i+1], 0, p.X.Max))
		gap := min(0.5, (right-left)*0.12)
		bar := vg.Rectangle{Min: vg.Point{X: left + gap/2, Y: y(0)}, Max: vg.Point{X: right - gap/2, Y: y(math.Min(height, p.Y.Max))}}
		c.FillPolygon(h.fill, corners(bar))
	}
}

// zeroBar is the bar of the trials at exactly 0, with its share as a label. Where
// it is higher than the axis it fills the plot, higher than any other bar, and is
// broken: its share stands in the gap.
type zeroBar struct {
	look
	share float64
	label string
}

func (z zeroBar) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	top := y(within(z.share, 0, p.Y.Max))
	middle, half := x(slotCentre(p.X.Min)), (x(0)-x(p.X.Min))*0.3
	c.FillPolygon(z.faint, corners(vg.Rectangle{Min: vg.Point{X: middle - half, Y: y(0)}, Max: vg.Point{X: middle + half, Y: top}}))
	base := top + z.text*0.35
	switch room := c.Max.Y - z.text*1.25; { // below a label at the top of the plot
	case z.cut(p.Y.Max):
		at := y(0) + (top-y(0))*gapHeight
		z.gap(c, middle, half, at)
		base = at - z.text*0.36
	case top > room:
		base = top - z.text*1.05 // within the bar
	}
	z.boldPen().write(c.Canvas, middle, base, 0.5, z.label)
}

// cut says whether the bar is higher than an axis that ends at top.
func (z zeroBar) cut(top float64) bool { return z.share > top }

// gapHeight is the place of the gap, as a share of the plot's height, and
// gapThick its thickness in sizes of the type: room for a number between its
// slanting edges.
const (
	gapHeight = 0.6
	gapThick  = 1.5
)

// gap draws a slanting stripe of paper across the bar, as wide as the number in it.
func (z zeroBar) gap(c draw.Canvas, middle, half, y vg.Length) {
	rise, thick := z.text*0.25, z.text*gapThick
	wide := max(half*1.2, z.boldPen().width(z.label)/2+z.text*0.2)
	c.FillPolygon(z.paper, []vg.Point{
		{X: middle - wide, Y: y - rise - thick/2}, {X: middle + wide, Y: y + rise - thick/2},
		{X: middle + wide, Y: y + rise + thick/2}, {X: middle - wide, Y: y - rise + thick/2},
	})
}

// hatches is the number of ways to fill a bar.
const hatches = 4

// fillBar fills a bar in a series' colour, whole or as an outline with hatching.
func (l look) fillBar(c draw.Canvas, bar vg.Rectangle, s signature) {
	if s.hatch == 0 || bar.Max.X-bar.Min.X < l.hair() {
		c.FillPolygon(s.color, corners(bar))
		return
	}
	c.FillPolygon(tint(s.color, 0.18), corners(bar))
	style := draw.LineStyle{Color: s.color, Width: l.line() * 0.6}
	inside := draw.Canvas{Canvas: c.Canvas, Rectangle: bar}
	height := bar.Max.Y - bar.Min.Y
	for x := bar.Min.X - height; x < bar.Max.X && s.hatch != 3; x += l.text * 0.5 {
		from, to := vg.Point{X: x, Y: bar.Min.Y}, vg.Point{X: x + height, Y: bar.Max.Y}
		if s.hatch == 2 {
			from.Y, to.Y = to.Y, from.Y
		}
		inside.StrokeLines(style, inside.ClipLinesX([]vg.Point{from, to})...)
	}
	c.StrokeLines(style, append(corners(bar), bar.Min))
}
