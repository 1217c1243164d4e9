package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// chart is what a figure says, before it is laid out: stacked panels over one
// x axis, with words around them.
type chart struct {
	title, subtitle string
	keys            []key // the legend
	x               xaxis
	panels          []panel
	notes           []string  // how to read the marks
	origins         []string  // where the numbers come from, as the scenario tells it
	plots           vg.Length // height of all plots together where that is free; 0: by the preset
	least           vg.Length // height below which the plots cannot be read; 0: by the type size
}

// xaxis is the axis that the panels share.
type xaxis struct {
	title    string
	min, max float64
	ticks    ticker // of a logarithmic axis, values are powers of ten
	slot     bool   // the trials at exactly 0 stand apart, left of the axis
	flags    []flag // named positions, marked through all panels
	rooms    []room // texts that begin at a position and need room at its right
}

// flag names a position on the x axis.
type flag struct {
	x     float64
	text  string
	style draw.LineStyle
}

type room struct {
	x    float64
	text string
	pen  pen
}

// panel is one plot of the stack.
type panel struct {
	heading string // "Quantity (unit)"
	part    float64
	top     float64 // the highest value; the axis runs from 0 to a step above
	bottom  float64 // the lowest, where that is below 0: the axis begins a step beneath
	cap     float64 // the axis ends here at the latest; 0: no such end
	from    float64 // where a logarithmic axis begins, whose marks stand at log10(value/from); 0: linear
	measure measure
	rows    []string // names of rows from the top, instead of a scale
	bare    bool     // there is no scale
	names   float64  // share of the width that these may take; 0: 0.3
	marks   []teller
	empty   bool   // set by rounded where top is 0
	message string // in the middle, where there is nothing to draw
}

// panelOf is a panel of a quantity up to top.
func panelOf(what, unit string, top float64, marks ...teller) panel {
	m := measureOf(unit, top)
	return panel{heading: quantity(what, m.unit), part: 1, top: top, measure: m, marks: marks}
}

// key is an entry of the legend.
type key struct {
	text   string
	swatch func(c draw.Canvas)
	line   *signature   // of the curves of this name
	area   *color.NRGBA // of the areas and bars of this name, on the paper
	bar    bool         // these are bars, which may be hatched
}

// slotText stands below the bar of the trials at exactly 0.
const slotText = "none"

// slotCentre is where a quantity of exactly 0 stands on an axis with a slot that begins there.
func slotCentre(low float64) float64 { return low * 0.55 }

// settle widens the axis for its slot and texts, on a plot of a given width.
func (x *xaxis) settle(width vg.Length, l look) {
	if !finite(x.min) || !finite(x.max) || x.max-x.min < smallest {
		x.min, x.max, x.ticks = 0, 1, onlyZero
	}
	var slot vg.Length // wide enough for the labels of the bar of the trials at exactly 0
	if x.slot {
		slot = max(l.tickPen().width(slotText), l.boldPen().width("99.9%")) + l.text*1.5
	}
	needs := append(mapped(x.flags, func(f flag) room { return room{f.x, f.text, l.tickPen()} }), x.rooms...)
	free := width - slot
	low, high := x.min, x.max
	for _, n := range needs {
		// The text ends at the right edge of the plot at most:
		// (x − low)/(high − low)·free + width of the text ≤ free.
		share := float64((n.pen.width(n.text) + l.text) / free)
		if finite(n.x) {
			share = math.Min(share, 0.7) // no more than a squeeze, whatever is said
			high = math.Max(high, low+(n.x-low)/(1-share))
		}
	}
	x.min, x.max = low-(high-low)*float64(slot/free), high
}

// rounded is the panel with an axis that ends a little above the data, on one of
// n steps where that costs no more than a seventh of the plot.
func (p panel) rounded(n int) panel {
	if p.rows != nil || p.bare || p.from > 0 {
		return p
	}
	if p.bottom < -smallest {
		step := niceStep((p.top-p.bottom)*p.measure.factor/float64(n)) / p.measure.factor
		p.bottom, p.top = step*math.Floor(p.bottom/step+1e-9), step*math.Ceil(p.top/step-1e-9)
		return p
	}
	p.bottom, p.empty = 0, !(p.top > smallest && finite(p.top))
	if p.empty {
		p.top = 0
	}
	step := niceCeiling(p.top*p.measure.factor, n) / p.measure.factor
	if p.empty || step <= p.top*7/6 {
		p.top = step
	} else {
		p.top *= 1.04
	}
	if p.cap > 0 {
		p.top = math.Min(p.top, p.cap)
	}
	return p
}

// ticks are those of the y axis, n steps if it can be.
func (p panel) ticks(n int) []plot.Tick {
	if p.from > 0 {
		return p.measure.powers(p.from, p.top, n)
	}
	return p.measure.ticks(p.bottom, p.top, n)
}

// at is the position of a flag: in the slot where its value is 0.
func (c *chart) at(f flag) float64 {
	return either(c.x.slot && f.x <= 0, slotCentre(c.x.min), f.x)
}

// legend is a list of keys set in rows, outside the data.
type legend struct {
	height vg.Length
	keys   []placedKey
}

type placedKey struct {
	key
	lines []string
	x, y  vg.Length // of the top left corner, from that of the legend, downwards
}

// swatchWidth is the room for the sample before a key's text.
func (l look) swatchWidth() vg.Length { return l.text * 2.2 }

// layLegend sets keys one after another and begins a row where one does not
// fit; a text wider than the page is wrapped.
func layLegend(keys []key, l look, width vg.Length) legend {
	var set legend
	var x, row vg.Length
	gap := l.text * 1.4
	for _, k := range keys {
		most := width - l.swatchWidth() - l.text*0.5
		lines := l.textPen().lines(k.text, 3, most)
		w := l.swatchWidth() + l.text*0.5 + l.textPen().widest(lines)
		if x > 0 && x+w > width {
			x, set.height, row = 0, set.height+row, 0
		}
		set.keys = append(set.keys, placedKey{k, lines, x, set.height})
		row = max(row, vg.Length(len(lines))*l.textPen().leading())
		x += w + gap
	}
	set.height += row
	return set
}

// draw sets the legend with its top left corner at (left, top).
func (g legend) draw(c vg.Canvas, l look, left, top vg.Length) {
	for _, k := range g.keys {
		y := top - k.y
		base := y - l.text*drop
		box := vg.Rectangle{
			Min: vg.Point{X: left + k.x, Y: base - l.text*0.08},
			Max: vg.Point{X: left + k.x + l.swatchWidth(), Y: base + l.text*0.72},
		}
		k.swatch(draw.Canvas{Canvas: c, Rectangle: box})
		for i, line := range k.lines {
			l.textPen().write(c, box.Max.X+l.text*0.5, base-vg.Length(i)*l.textPen().leading(), 0, line)
		}
	}
}

// lineKey shows a curve: its colour, dashes and marker.
func (l look) lineKey(s signature, text string) key {
	return key{text: text, line: &s, swatch: func(c draw.Canvas) {
		y := (c.Min.Y + c.Max.Y) / 2
		c.StrokeLine2(s.lineStyle(l.line()), c.Min.X, y, c.Max.X, y)
		if s.glyph >= 0 {
			c.DrawGlyphNoClip(l.glyph(s), vg.Point{X: (c.Min.X + c.Max.X) / 2, Y: y})
		}
	}}
}

func (l look) areaKey(s signature, strength float64, text string) key {
	return l.shadeKey(l.over(l.veiled(s.color, strength)), text)
}

func (l look) shadeKey(shade color.NRGBA, text string) key {
	return key{text: text, area: &shade, swatch: func(c draw.Canvas) { c.FillPolygon(shade, corners(c.Rectangle)) }}
}

func (l look) barKey(s signature, text string) key {
	shade := l.unhatched(s)
	return key{text: text, area: &shade, bar: true, swatch: func(c draw.Canvas) { l.fillBar(c, c.Rectangle, s) }}
}

func (l look) glyph(s signature) draw.GlyphStyle {
	return draw.GlyphStyle{Color: s.color, Radius: l.text * 0.28, Shape: glyphs[s.glyph]}
}

func corners(r vg.Rectangle) []vg.Point {
	return []vg.Point{r.Min, {X: r.Max.X, Y: r.Min.Y}, r.Max, {X: r.Min.X, Y: r.Max.Y}}
}
