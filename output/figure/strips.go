package figure

import (
	"encoding/json"
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
)

// strips draws a distribution a row: its shape over a line from p5 to p95 with a
// dot at p50, or bars at its values, and beside it the numbers.
type strips struct {
	look
	inputs []output.Input
	color  color.NRGBA
	folded bool // the family stands below the numbers
}

func (b strips) pitch() vg.Length {
	return b.text * either[vg.Length](b.folded, 2.7, 2)
}

// lines are the words of a row, cut where they would leave no room for the shape.
func (b strips) lines(x output.Input) []string {
	most, pen := b.width*0.42, b.tickPen()
	numbers := inputText(x)
	if pen.width(numbers) > most {
		numbers = percentileText(x)
	}
	lines := either(b.folded, []string{numbers, clean(x.Family)}, []string{numbers + ", " + clean(x.Family)})
	for i, line := range lines {
		if first := pen.lines(line, 1, most); len(first) > 0 {
			lines[i] = first[0]
		}
	}
	return lines
}

// strip is a distribution on a scale of its own, 0 to 1 across, and 0 to 1 up to
// the likeliest bin or value.
type strip struct {
	boxes        []stripBox
	p5, mid, p95 float64 // NaN where none is to be drawn
}

type stripBox struct {
	from, to, height float64
	tail             bool // outside p5 to p95
}

func stripOf(x output.Input) strip {
	switch {
	case len(x.Form.Values) > 0:
		return listed(x.Form)
	case len(x.Form.Edges) > 1:
		return binned(x)
	case x.P95 > x.P5:
		return strip{p5: 0, mid: within((x.P50-x.P5)/(x.P95-x.P5), 0, 1), p95: 1}
	}
	return strip{p5: math.NaN(), mid: math.NaN(), p95: math.NaN()}
}

// barWidth of a listed value, as a share of the strip.
const barWidth = 0.06

func listed(f output.Form) strip {
	s := strip{p5: math.NaN(), mid: math.NaN(), p95: math.NaN()}
	low, high, top := f.Values[0], f.Values[len(f.Values)-1], extreme(f.Shares, math.Max)
	for i, v := range f.Values {
		at := either(high > low, barWidth/2+(1-barWidth)*(v-low)/(high-low), 0.5)
		s.boxes = append(s.boxes, stripBox{from: at - barWidth/2, to: at + barWidth/2, height: f.Shares[i] / top})
	}
	return s
}

// binned cuts the bins at p5 and p95, so that the tails stand back.
func binned(x output.Input) strip {
	f := x.Form
	low, high, top := f.Edges[0], f.Edges[len(f.Edges)-1], extreme(f.Shares, math.Max)
	place := func(v float64) float64 { return within((v-low)/(high-low), 0, 1) }
	s := strip{p5: place(x.P5), mid: place(x.P50), p95: place(x.P95)}
	for i, share := range f.Shares {
		cuts := []float64{place(f.Edges[i])}
		for _, cut := range []float64{s.p5, s.p95, place(f.Edges[i+1])} {
			if cut > cuts[len(cuts)-1] && cut <= place(f.Edges[i+1]) {
				cuts = append(cuts, cut)
			}
		}
		for k := 1; k < len(cuts); k++ {
			s.boxes = append(s.boxes, stripBox{cuts[k-1], cuts[k], share / top, cuts[k] <= s.p5 || cuts[k-1] >= s.p95})
		}
	}
	return s
}

// The foot and the top of a shape within its row, from above.
const stripFoot, stripTop = 0.78, 0.08

func (b strips) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i, in := range b.inputs {
		row := func(down float64) vg.Length { return y(p.Y.Max - float64(i) - down) }
		s := stripOf(in)
		foot, full := row(stripFoot), row(stripTop)-row(stripFoot)
		for _, joined := range s.joined() {
			c.FillPolygon(b.shade(joined[0], in), outline(joined, x, foot, full))
		}
		if in.Form.Values != nil {
			c.StrokeLine2(draw.LineStyle{Color: b.quiet, Width: b.hair() * 1.4}, x(0), foot, x(1), foot)
		}
		if in.Form.Shares == nil {
			foot = row(0.5)
		}
		if finite(s.mid) {
			c.StrokeLine2(draw.LineStyle{Color: b.color, Width: b.line() * 1.6}, x(s.p5), foot, x(s.p95), foot)
			c.DrawGlyphNoClip(draw.GlyphStyle{Color: b.paper, Radius: b.text * 0.36, Shape: draw.CircleGlyph{}}, vg.Point{X: x(s.mid), Y: foot})
			c.DrawGlyphNoClip(draw.GlyphStyle{Color: b.ink, Radius: b.text * 0.26, Shape: draw.CircleGlyph{}}, vg.Point{X: x(s.mid), Y: foot})
		}
		b.words(c, x(1), row(0.5), in)
	}
}

// joined groups the boxes that touch and look alike: drawn one by one, fine lines
// of paper would show between them.
func (s strip) joined() [][]stripBox {
	var all [][]stripBox
	for i, k := range s.boxes {
		if i == 0 || s.boxes[i-1].to != k.from || s.boxes[i-1].tail != k.tail {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], k)
	}
	return all
}

func outline(boxes []stripBox, x func(float64) vg.Length, foot, full vg.Length) []vg.Point {
	around := []vg.Point{{X: x(boxes[0].from), Y: foot}}
	for _, k := range boxes {
		top := foot + full*vg.Length(k.height)
		around = append(around, vg.Point{X: x(k.from), Y: top}, vg.Point{X: x(k.to), Y: top})
	}
	return append(around, vg.Point{X: x(boxes[len(boxes)-1].to), Y: foot})
}

func (b strips) words(c draw.Canvas, left, middle vg.Length, in output.Input) {
	lines := b.lines(in)
	pen := b.tickPen()
	at := middle + pen.leading()*vg.Length(len(lines)-1)/2
	for i, line := range lines {
		pen.color = b.ink
		if i > 0 {
			pen.color = b.quiet
		}
		pen.write(c.Canvas, left+b.text*0.9, at-pen.size*0.35, 0, line)
		at -= pen.leading()
	}
}

// shade is the colour of a part of a shape: full for single values, weak in the
// tails.
func (b strips) shade(k stripBox, in output.Input) color.NRGBA {
	switch {
	case in.Form.Values != nil:
		return b.color
	case k.tail:
		return b.over(b.veiled(b.color, 0.2))
	}
	return b.over(b.veiled(b.color, 0.45))
}

// tell adds shapes, lines, dots and words, on an axis of numbers whose labels are
// the names of the rows: what stands at a height within a row has no place on one
// of names.
func (b strips) tell(s *sketch) {
	var boxes, lines, all, second []object
	for i, in := range b.inputs {
		t := stripOf(in)
		up := func(height float64) float64 { return float64(i) + stripFoot - (stripFoot-stripTop)*height }
		for _, k := range t.boxes {
			boxes = append(boxes, object{"from": numeral(k.from), "to": numeral(k.to), "foot": numeral(up(0)), "top": numeral(up(k.height)), "shade": hexOf(b.shade(k, in)), "input": in.Name})
		}
		foot := either(in.Form.Shares == nil, float64(i)+0.5, up(0))
		row := object{"input": in.Name, "from": numeral(t.p5), "to": numeral(t.p95), "p50": numeral(t.mid), "foot": numeral(foot)}
		if finite(t.mid) {
			lines = append(lines, row)
		}
		words := b.lines(in)
		at := object{"end": 1, "middle": numeral(float64(i) + 0.5), "text": words[0]}
		all = append(all, at)
		if len(words) > 1 {
			second = append(second, object{"end": 1, "middle": numeral(float64(i) + 0.5), "text": words[1]})
		}
	}
	if boxes != nil {
		shade := object{"field": "shade", "type": "nominal", "scale": nil, "legend": nil}
		s.add("shapes", object{"type": "rect", "strokeWidth": 0.25, "tooltip": object{"content": "data"}}, // the stroke closes the seams
			object{"x": s.x("from"), "x2": object{"field": "to"}, "y": b.heights(s, "foot"), "y2": object{"field": "top"}, "fill": shade, "stroke": shade}, boxes...)
	}
	if lines != nil {
		s.add("strips", object{"type": "rule", "stroke": hexOf(b.color), "strokeWidth": points(b.line() * 1.6)},
			object{"x": s.x("from"), "x2": object{"field": "to"}, "y": b.heights(s, "foot")}, lines...)
		s.add("medians", object{"type": "point", "filled": true, "opacity": 1, "fill": hexOf(b.ink), "stroke": hexOf(b.paper), "size": points(b.text * 5), "tooltip": object{"content": "data"}},
			object{"x": s.x("p50"), "y": b.heights(s, "foot")}, lines...)
	}
	shift := either(second == nil, 0, points(b.tickPen().leading())/2)
	place := func() object { return object{"x": s.x("end"), "y": b.heights(s, "middle")} }
	s.letters("numbers", object{"align": "left", "baseline": "middle", "dx": points(b.text * 0.9), "dy": -shift}, place(), all...)
	if second != nil {
		s.letters("families", object{"align": "left", "baseline": "middle", "color": hexOf(b.quiet), "dx": points(b.text * 0.9), "dy": shift}, place(), second...)
	}
}

// heights is the channel of heights within rows, from the top down.
func (b strips) heights(s *sketch, field string) object {
	names, _ := json.Marshal(s.rowNamesFlat()) // strings always can be written
	middles := mapped(places(len(b.inputs)), func(i int) any { return numeral(float64(i) + 0.5) })
	return object{"field": field, "type": "quantitative", "title": s.titleY(),
		"axis":  s.titled(object{"values": middles, "labelExpr": fmt.Sprintf(`split(%s[floor(datum.value)], "\n")`, names), "domain": false, "ticks": false, "grid": false}),
		"scale": object{"domain": []any{len(b.inputs), 0}, "nice": false, "zero": false}}
}
