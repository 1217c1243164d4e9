package figure

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// dot is a point with its intervals and its name.
type dot struct {
	x, xLow, xHigh float64
	y, yLow, yHigh float64
	text           string
	hollow         bool // it can be left aside
}

// scatter draws dots along a line, each with its error bars and its name.
type scatter struct {
	look
	sig   signature
	dots  []dot
	along curve // that names keep off; its zero value is none
}

// Plot implements plot.Plotter.
func (s scatter) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := near(&c, p)
	bar := draw.LineStyle{Color: s.quiet, Width: s.hair() * 1.6}
	for _, d := range s.dots {
		if !finite(d.x) || !finite(d.y) {
			continue
		}
		at := vg.Point{X: x(d.x), Y: y(d.y)}
		if finite(d.xLow) && finite(d.xHigh) {
			c.StrokeLine2(bar, x(math.Max(d.xLow, p.X.Min)), at.Y, x(math.Min(d.xHigh, p.X.Max)), at.Y)
		}
		if finite(d.yLow) && finite(d.yHigh) {
			c.StrokeLine2(bar, at.X, y(math.Max(d.yLow, 0)), at.X, y(math.Min(d.yHigh, p.Y.Max)))
		}
		radius := s.text * 0.32
		c.DrawGlyphNoClip(draw.GlyphStyle{Color: s.sig.color, Radius: radius, Shape: draw.CircleGlyph{}}, at)
		if d.hollow {
			c.DrawGlyphNoClip(draw.GlyphStyle{Color: s.paper, Radius: radius * 0.6, Shape: draw.CircleGlyph{}}, at)
		}
	}
	pen := s.namePen()
	for i, place := range s.places(x, y, c.Rectangle) {
		if d := s.dots[i]; place >= 0 {
			p := namePlaces[place]
			pen.write(c.Canvas, x(d.x)+s.text*p.across, y(d.y)+s.text*p.up, p.anchor, d.text)
		}
	}
}

// tell adds error bars, points and names.
func (s scatter) tell(k *sketch) {
	var rows, across, up []object
	for _, d := range s.dots {
		if !finite(d.x) || !finite(d.y) {
			continue
		}
		row := object{"x": k.atX(d.x), "y": k.atY(d.y), "xlow": k.atX(d.xLow), "xhigh": k.atX(d.xHigh), "ylow": k.atY(d.yLow), "yhigh": k.atY(d.yHigh),
			"text": d.text, "dominated": d.hollow}
		rows = append(rows, row)
		if finite(d.xLow) && finite(d.xHigh) {
			across = append(across, row)
		}
		if finite(d.yLow) && finite(d.yHigh) {
			up = append(up, row)
		}
	}
	bar := func() object {
		return object{"type": "rule", "clip": true, "stroke": hexOf(s.quiet), "strokeWidth": points(s.hair() * 1.6)}
	}
	if across != nil {
		k.add("across", bar(), object{"x": k.x("xlow"), "x2": object{"field": "xhigh"}, "y": k.y("y")}, across...)
	}
	if up != nil {
		k.add("up", bar(), object{"x": k.x("x"), "y": k.y("ylow"), "y2": object{"field": "yhigh"}}, up...)
	}
	shade := hexOf(s.sig.color)
	fill := object{"condition": object{"test": "datum.dominated", "value": hexOf(s.paper)}, "value": shade}
	k.add("dots", object{"type": "point", "filled": true, "opacity": 1, "stroke": shade, "size": points(s.text * s.text * 0.33), "tooltip": object{"content": "data"}},
		object{"x": k.x("x"), "y": k.y("y"), "fill": fill}, rows...)
	s.tellNames(k)
}
