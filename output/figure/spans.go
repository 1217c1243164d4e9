package figure

import (
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
)

// span is a value with its interval, in a row of a panel of named rows.
type span struct {
	row, series int // places among the rows and the signatures
	output.Interval
	text string // at its right; "": none
}

func (s span) known() bool { return finite(s.Value) }

// spans draws intervals with their values, the series of a row beneath one
// another, the first at the top.
type spans struct {
	look
	rows   int      // so many as there are titles in the end
	titles []string // of the rows
	items  []span
	names  []string // of the series, as in the legend
	signed []signature
	start  float64 // what the values are measured from, a line through all rows
	bars   bool    // from there to the values
}

// spansOf are the series of these names in rows to come.
func spansOf(l look, rows int, names ...string) spans {
	b := spans{look: l, rows: rows, names: names}
	for i := range names {
		b.signed = append(b.signed, l.marked(i))
	}
	return b
}

func (b *spans) row(title string) { b.titles = append(b.titles, title) }

// add puts an interval into the last row.
func (b *spans) add(series int, x output.Interval, text string) {
	b.items = append(b.items, span{len(b.titles) - 1, series, x, text})
}

// number is the text of a value where the rows have room for it.
func (b spans) number(x float64, m measure) string {
	if b.tight() {
		return ""
	}
	return m.number(x)
}

// heights wanted and least.
func (b spans) heights(l look) (wanted, least vg.Length) {
	line := l.text * 1.35
	wanted = vg.Length(b.rows) * (vg.Length(len(b.names))*line + l.text*0.9)
	return max(wanted, l.text*6), vg.Length(b.rows) * max(l.text*1.5, vg.Length(len(b.names))*l.text*0.75)
}

// tight says whether the rows of a figure of a fixed height are too close for
// numbers that can be read. (Some 45% of such a figure is plot.)
func (b spans) tight() bool {
	pitch := b.height * 0.45 * 0.84 / vg.Length(b.rows*max(1, len(b.names)))
	return b.height > 0 && pitch < b.tickPen().size*0.8
}

// reach is the room that values, intervals and texts need on the x axis.
func (b spans) reach(x *xaxis) {
	x.min, x.max = b.start, b.start
	for _, s := range b.items {
		for _, v := range []float64{s.Value, s.Low, s.High} {
			if finite(v) {
				x.min, x.max = math.Min(x.min, v), math.Max(x.max, v)
			}
		}
	}
	margin := (x.max - x.min) * 0.03
	texts := slices.ContainsFunc(b.items, func(s span) bool { return s.text != "" })
	if x.min < b.start {
		x.min -= margin
	}
	if x.max > b.start || !texts { // beside the start stand markers, or texts that have room of their own
		x.max += margin
	}
	for _, s := range b.items {
		if s.text != "" {
			x.rooms = append(x.rooms, room{b.end(s), s.text, b.tickPen()})
		}
	}
}

// on puts the intervals into a chart: on an axis of a quantity, with a key for every
// series that is drawn.
func (b spans) on(c *chart, what string, m measure) {
	b.reach(&c.x)
	c.x.title, c.x.ticks = quantity(what, m.unit), numbers(m)
	c.panels = []panel{{part: 1, top: float64(len(b.titles)), rows: b.titles, marks: []teller{b}}}
	for i, name := range b.names {
		if b.drawn(i) {
			c.keys = append(c.keys, b.dotKey(b.signed[i], name))
		}
	}
	c.plots, c.least = b.heights(b.look)
}

func (b spans) drawn(series int) bool {
	return slices.ContainsFunc(b.items, func(s span) bool { return s.series == series })
}

// end is where the text of an item begins.
func (b spans) end(s span) float64 { return math.Max(s.Value, math.Max(zeroIfNot(s.High), b.start)) }

// pitch is the distance of two series of a row, air a share of it, most at most.
func (b spans) pitch(plot vg.Rectangle, air float64, most vg.Length) vg.Length {
	group := (plot.Max.Y - plot.Min.Y) / vg.Length(b.rows)
	return min(group*vg.Length(air)/vg.Length(len(b.names)), most)
}

// middle is the height of a series of a row, from the middle of the row.
func (b spans) middle(s span, pitch vg.Length) vg.Length {
	return pitch * (vg.Length(len(b.names))/2 - vg.Length(s.series) - 0.5)
}

func (b spans) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	pitch := b.pitch(c.Rectangle, 0.84, b.text*2.4)
	c.StrokeLine2(draw.LineStyle{Color: b.quiet, Width: b.hair() * 1.6}, x(b.start), c.Min.Y, x(b.start), c.Max.Y)
	for _, s := range only(b.items, span.known) {
		at := y(p.Y.Max-float64(s.row)-0.5) + b.middle(s, pitch)
		sig := b.signed[s.series]
		if b.bars {
			c.FillPolygon(b.pale(sig), corners(vg.Rectangle{Min: vg.Point{X: x(math.Min(s.Value, b.start)), Y: at - pitch*0.3}, Max: vg.Point{X: x(math.Max(s.Value, b.start)), Y: at + pitch*0.3}}))
		}
		if finite(s.Low) && finite(s.High) {
			c.StrokeLine2(draw.LineStyle{Color: sig.color, Width: b.line() * 1.1}, x(s.Low), at, x(s.High), at)
		}
		c.DrawGlyphNoClip(b.dot(sig), vg.Point{X: x(s.Value), Y: at})
		if pen := b.numberPen(pitch); s.text != "" && pen.size > 0 {
			b.beside(c, x(b.end(s))+b.text*0.5, at, pen, s.text)
		}
	}
}

// pale is the colour of a bar behind the marks of a series.
func (b spans) pale(s signature) color.NRGBA { return b.over(tint(s.color, 0.3)) }

// numberPen writes numbers that do not touch at a pitch of lines; its size is 0
// where they could not be read.
func (b spans) numberPen(pitch vg.Length) pen {
	pen := b.inkPen()
	if least := pen.size * 0.6; pitch < least {
		pen.size = 0
	}
	pen.size = min(pen.size, pitch)
	return pen
}

// beside writes a number on paper of its own, so that no grid line runs through
// it.
func (l look) beside(c draw.Canvas, left, at vg.Length, pen pen, text string) {
	air := l.text * 0.1
	behind := vg.Rectangle{Min: vg.Point{X: left - air, Y: at - pen.size*0.5}, Max: vg.Point{X: left + air + pen.width(text), Y: at + pen.size*0.5}}
	c.FillPolygon(l.paper, corners(behind))
	pen.write(c.Canvas, left, at-pen.size*0.35, 0, text)
}

// told are the items as rows of data, and those of them that have an interval.
func (b spans) told(s *sketch) (rows, whole []object) {
	names := s.rowNamesFlat()
	for _, i := range only(b.items, span.known) {
		row := object{"row": names[i.row], "series": b.names[i.series], "x": s.atX(i.Value), "low": s.atX(i.Low), "high": s.atX(i.High), "end": s.atX(b.end(i)), "text": i.text}
		rows = append(rows, row)
		if finite(i.Low) && finite(i.High) {
			whole = append(whole, row)
		}
	}
	return rows, whole
}

// offset is the channel that parts the series of a row.
func (b spans) offset(air float64) object {
	return object{"field": "series", "type": "nominal", "sort": nil, "scale": object{"domain": b.names, "paddingInner": air}}
}

// tellNumbers adds the texts, so far from the ends of their items.
func (b spans) tellNumbers(s *sketch, offset object, gap vg.Length, rows []object) {
	s.letters("numbers", object{"align": "left", "baseline": "middle", "dx": points(gap)}, object{"x": s.x("end"), "y": s.y("row"), "yOffset": offset}, rows...)
}

func (b spans) tell(s *sketch) {
	offset := b.offset(0.2)
	s.add("start", object{"type": "rule", "stroke": hexOf(b.quiet), "strokeWidth": points(b.hair() * 1.6)}, object{"x": s.x("x")}, object{"x": s.atX(b.start)})
	rows, whole := b.told(s)
	stroke, fill := s.fills("series"), s.fills("series")
	line, dot := object{"type": "rule", "strokeWidth": points(b.line() * 1.1)}, object{"type": "point", "filled": true, "opacity": 1, "size": points(b.text * 6), "tooltip": object{"content": "data"}}
	span, point := object{"x": s.x("low"), "x2": object{"field": "high"}, "y": s.y("row"), "yOffset": offset}, object{"x": s.x("x"), "y": s.y("row"), "yOffset": offset}
	if len(b.names) > 1 {
		legend := object{"values": b.names} // one for lines, colours and markers together
		stroke["legend"], fill["legend"] = legend, legend
		span["stroke"], point["fill"] = stroke, fill
		shapes := mapped(b.signed, func(s signature) string { return dotShapes[max(0, s.glyph)] })
		point["shape"] = object{"field": "series", "type": "nominal", "scale": object{"domain": b.names, "range": shapes}, "legend": legend}
	} else {
		line["stroke"], dot["fill"] = hexOf(b.signed[0].color), hexOf(b.signed[0].color)
	}
	if b.bars {
		for i, sig := range b.signed {
			s.add(fmt.Sprintf("bars %d", i+1), object{"type": "bar", "fill": hexOf(b.pale(sig))}, object{"x": s.x("x"), "x2": object{"datum": s.atX(b.start)}, "y": s.y("row"), "yOffset": offset},
				only(rows, func(o object) bool { return o["series"] == b.names[i] })...)
		}
	}
	if whole != nil {
		s.add("intervals", line, span, whole...)
	}
	s.add("points", dot, point, rows...)
	b.tellNumbers(s, offset, b.text*0.5, rows)
}

// marked is the signature of the i-th series of points: in black and white they
// differ by their markers.
func (l look) marked(i int) signature {
	s := l.signature(i)
	s.glyph = i % len(dots)
	return s
}

// dots are the markers of values: filled, as rings and crosses are lost on their
// intervals.
var dots = []draw.GlyphDrawer{draw.CircleGlyph{}, draw.BoxGlyph{}, draw.PyramidGlyph{}, polygon{{-1.3, 0}, {0, -1.3}, {1.3, 0}, {0, 1.3}}, polygon{{-1.15, 0.8}, {0, -1.2}, {1.15, 0.8}}}

// dotShapes are Vega's names for the dots.
var dotShapes = []string{"circle", "square", "triangle-up", "diamond", "triangle-down"}

// polygon is a filled marker by its corners, in radii from its middle.
type polygon [][2]vg.Length

func (p polygon) DrawGlyph(c *draw.Canvas, style draw.GlyphStyle, at vg.Point) {
	c.FillPolygon(style.Color, mapped(p, func(corner [2]vg.Length) vg.Point {
		return at.Add(vg.Point{X: corner[0] * style.Radius, Y: corner[1] * style.Radius})
	}))
}

func (l look) dot(s signature) draw.GlyphStyle {
	return draw.GlyphStyle{Color: s.color, Radius: l.text * 0.28, Shape: dots[max(0, s.glyph)]}
}

func (l look) dotKey(s signature, text string) key {
	shade := s.color
	return key{text: text, area: &shade, swatch: func(c draw.Canvas) {
		y := (c.Min.Y + c.Max.Y) / 2
		c.StrokeLine2(draw.LineStyle{Color: s.color, Width: l.line() * 1.1}, c.Min.X, y, c.Max.X, y)
		c.DrawGlyphNoClip(l.dot(s), vg.Point{X: (c.Min.X + c.Max.X) / 2, Y: y})
	}}
}
