package figure

import (
	"fmt"
	"math"
	"slices"

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

func (d dot) known() bool { return finite(d.x) && finite(d.y) }

// scatter draws dots along a line, each with its error bars and its name.
type scatter struct {
	look
	sig   signature
	dots  []dot
	along curve // that names keep off; its zero value is none
}

func (s scatter) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := near(&c, p)
	bar := draw.LineStyle{Color: s.quiet, Width: s.hair() * 1.6}
	for _, d := range only(s.dots, dot.known) {
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
	pen := s.inkPen()
	for i, place := range s.places(x, y, c.Rectangle) {
		if d := s.dots[i]; place >= 0 {
			p := namePlaces[place]
			pen.write(c.Canvas, x(d.x)+s.text*p.across, y(d.y)+s.text*p.up, p.anchor, d.text)
		}
	}
}

func (s scatter) tell(k *sketch) {
	var rows, across, up []object
	for _, d := range only(s.dots, dot.known) {
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

// namePlace is where the name of a dot can stand: its anchor and baseline from the
// dot, in sizes of the type.
type namePlace struct {
	across, up vg.Length
	anchor     float64
	align      string // Vega's name for the anchor
}

// namePlaces in order of preference.
var namePlaces = []namePlace{
	{0.5, 0.4, 0, "left"}, {-0.5, -1.05, 1, "right"}, {0.5, -1.05, 0, "left"}, {-0.5, 0.4, 1, "right"}, {0, 0.75, 0.5, "center"}, {0, -1.45, 0.5, "center"},
}

// places chooses for the name of each dot the first place where it meets no dot,
// no error bar and no name before it, and stays in the plot but for the room at
// its right; −1 where there is none, and the name is left to the data.
func (s scatter) places(x, y func(float64) vg.Length, plot vg.Rectangle) []int {
	taken := append(flat(only(s.dots, dot.known), func(d dot) []vg.Rectangle { return s.marks(d, x, y) }), s.beads(x, y)...)
	plot.Max.X += s.margin()
	plot.Max.Y += s.text * 0.4
	chosen := make([]int, len(s.dots))
	for i, d := range s.dots {
		chosen[i] = -1
		if d.text == "" || !d.known() {
			continue
		}
		for k, p := range namePlaces {
			box := s.nameBox(d, p, x, y)
			if inside(box, plot) && !meetsAny(box, taken) {
				chosen[i], taken = k, append(taken, box)
				break
			}
		}
	}
	return chosen
}

// beads are small rectangles along the curve that names keep off, closer to one
// another than a letter is wide.
func (s scatter) beads(x, y func(float64) vg.Length) (all []vg.Rectangle) {
	thin := s.hair() * 3
	for i := 1; i < len(s.along.xs); i++ {
		from, to := vg.Point{X: x(s.along.xs[i-1]), Y: y(s.along.ys[i-1])}, vg.Point{X: x(s.along.xs[i]), Y: y(s.along.ys[i])}
		n := 1 + vg.Length(math.Ceil(math.Hypot(float64(to.X-from.X), float64(to.Y-from.Y))/float64(s.text/2)))
		for k := range int(n) {
			at := from.Add(to.Sub(from).Scale(vg.Length(k) / n))
			all = append(all, vg.Rectangle{Min: vg.Point{X: at.X - thin, Y: at.Y - thin}, Max: vg.Point{X: at.X + thin, Y: at.Y + thin}})
		}
	}
	return all
}

// marks are the rectangles that a dot and its error bars cover.
func (s scatter) marks(d dot, x, y func(float64) vg.Length) []vg.Rectangle {
	at, r, thin := vg.Point{X: x(d.x), Y: y(d.y)}, s.text*0.32, s.hair()
	all := []vg.Rectangle{{Min: vg.Point{X: at.X - r, Y: at.Y - r}, Max: vg.Point{X: at.X + r, Y: at.Y + r}}}
	if finite(d.yLow) && finite(d.yHigh) {
		all = append(all, vg.Rectangle{Min: vg.Point{X: at.X - thin, Y: y(d.yLow)}, Max: vg.Point{X: at.X + thin, Y: y(d.yHigh)}})
	}
	if finite(d.xLow) && finite(d.xHigh) {
		all = append(all, vg.Rectangle{Min: vg.Point{X: x(d.xLow), Y: at.Y - thin}, Max: vg.Point{X: x(d.xHigh), Y: at.Y + thin}})
	}
	return all
}

func (s scatter) nameBox(d dot, p namePlace, x, y func(float64) vg.Length) vg.Rectangle {
	pen := s.inkPen()
	width := pen.width(d.text)
	left, base := x(d.x)+s.text*p.across-width*vg.Length(p.anchor), y(d.y)+s.text*p.up
	return vg.Rectangle{Min: vg.Point{X: left, Y: base - pen.size*0.2}, Max: vg.Point{X: left + width, Y: base + pen.size*0.75}}
}

func inside(box, around vg.Rectangle) bool {
	return box.Min.X >= around.Min.X && box.Max.X <= around.Max.X && box.Min.Y >= around.Min.Y && box.Max.Y <= around.Max.Y
}

func meetsAny(box vg.Rectangle, others []vg.Rectangle) bool {
	return slices.ContainsFunc(others, func(o vg.Rectangle) bool {
		return box.Min.X < o.Max.X && o.Min.X < box.Max.X && box.Min.Y < o.Max.Y && o.Min.Y < box.Max.Y
	})
}

// tellNames adds the names where they stand on the page, a layer a place.
func (s scatter) tellNames(k *sketch) {
	width, c := k.right-k.left, k.chart.x
	x := func(v float64) vg.Length { return vg.Length((v-c.min)/(c.max-c.min)) * width }
	y := func(v float64) vg.Length { return vg.Length(v/k.panel.top) * k.size }
	rows := make([][]object, len(namePlaces))
	for i, place := range s.places(x, y, vg.Rectangle{Max: vg.Point{X: width, Y: k.size}}) {
		if d := s.dots[i]; place >= 0 {
			rows[place] = append(rows[place], object{"x": k.atX(d.x), "y": k.atY(d.y), "text": d.text})
		}
	}
	for i, p := range namePlaces {
		if rows[i] != nil {
			k.letters(fmt.Sprint("names ", i), object{"align": p.align, "baseline": "alphabetic", "dx": points(s.text * p.across), "dy": -points(s.text * p.up)},
				object{"x": k.x("x"), "y": k.y("y")}, rows[i]...)
		}
	}
}
