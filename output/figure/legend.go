package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

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
		lines := l.textPen().shorten(l.textPen().wrap(k.text, most), 3, most)
		w := l.swatchWidth() + l.text*0.5 + widest(l.textPen(), lines)
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

func widest(p pen, lines []string) vg.Length {
	var w vg.Length
	for _, line := range lines {
		w = max(w, p.width(line))
	}
	return w
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

// areaKey shows a filled area.
func (l look) areaKey(s signature, strength float64, text string) key {
	return l.shadeKey(l.over(l.veiled(s.color, strength)), text)
}

// shadeKey shows an area of a shade.
func (l look) shadeKey(shade color.NRGBA, text string) key {
	return key{text: text, area: &shade, swatch: func(c draw.Canvas) { c.FillPolygon(shade, corners(c.Rectangle)) }}
}

// barKey shows a bar with its hatching.
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
