package figure

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
)

// heatMap is a table of one statistic over two axes; of more axes, one for each
// combination of the others.
type heatMap struct {
	sweepView
	policy        string // its title
	x, y          int
	columns, rows []string // labels
	panels        []sweepPanel
	judged        bool // the scenario has criteria
}

// mapOf draws the mean over two axes under a policy, of the cells that set both. It is
// false where these are no grid.
func (w sweepView) mapOf(policy, x, y int) (*heatMap, bool) {
	m := &heatMap{sweepView: w, policy: policyTitle(w.policies[policy]), x: x, y: y}
	for _, i := range w.cells {
		c := &w.Cells[i]
		across, ok := c.Value(x)
		up, both := c.Value(y)
		mean, known := w.mean(i, policy)
		if !ok || !both || !known {
			continue
		}
		passed, all := c.Meets(policy)
		m.judged = m.judged || all > 0
		p := w.panelOf(&m.panels, c, x, y)
		p.points = append(p.points, sweepPoint{c.ID, policy, placed(&m.columns, m.Words(across)), placed(&m.rows, m.Words(up)), across.Number, mean.Interval(), all > 0 && passed == all})
	}
	return m, len(m.columns) > 1 && len(m.rows) > 1
}

// mostMapRows is the number of rows of all maps of a figure together.
const mostMapRows = 24

func (m *heatMap) marks(c *chart, l look) {
	shown := spread(m.panels, min(mostPanels, max(1, mostMapRows/len(m.rows))))
	values := flat(m.panels, func(p sweepPanel) []float64 {
		return mapped(p.points, func(c sweepPoint) float64 { return c.Value })
	})
	bottom, top := lowest(values), highest(values)
	measured := measureOf(m.unit, max(-bottom, top))
	c.x = xaxis{min: 0, max: float64(len(m.columns)), title: clean(m.Axes[m.x].Name()), ticks: categories(m.columns)}
	for _, p := range shown {
		n := panel{heading: clean(m.Axes[m.y].Name()), part: 1, top: float64(len(m.rows)), rows: mapped(m.rows, clean), marks: []teller{heat{l, m, p, bottom, top, measured}}}
		if p.name != "" {
			n.heading = p.name + ", by " + n.heading
		}
		c.panels = append(c.panels, n)
	}
	more, palest := "darker", "palest"
	if luminance(l.paper) < luminance(l.ink) {
		more, palest = "brighter", "darkest"
	}
	c.notes = []string{fmt.Sprintf("Numbers: %s. The %s, the more.", quantity(clean(m.Quantity()), measured.unit), more)}
	full := heat{look: l, m: m, measure: measured}
	wide := func(x float64) vg.Length {
		return l.textPen().width(full.number(sweepPoint{Interval: output.Interval{Value: x}}))
	}
	if max(wide(bottom), wide(top)) > l.width*0.85/vg.Length(len(m.columns)) { // the numbers have no room
		from := either(bottom < 0, amount(bottom, m.unit), "0")
		c.notes[0] = fmt.Sprintf("Shades: %s from %s (%s) to %s.", clean(m.Quantity()), from, palest, amount(top, m.unit))
	}
	c.notes[0] += either(m.judged, " The line parts cells that meet all criteria (ticked) from those that do not.", "")
	c.notes = append(c.notes, leftOver(len(shown), len(m.panels))...)
	rows := vg.Length(len(m.rows) * len(shown))
	c.plots, c.least = rows*l.text*3, rows*l.text*1.5
}

// categories labels the middle of each column, or of every second, third … where labels
// would touch.
func categories(labels []string) ticker {
	return ticker{factor: 1, at: func(lo, hi float64, length vg.Length, p pen) []plot.Tick {
		for every := 1; ; every++ {
			var all []plot.Tick
			for i := 0; i < len(labels); i += every {
				all = append(all, plot.Tick{Value: float64(i) + 0.5, Label: clean(labels[i])})
			}
			if len(all) < 2 || apart(all, lo, hi, length, p) {
				return all
			}
		}
	}}
}

// heat draws the cells with their numbers.
type heat struct {
	look
	m       *heatMap
	of      sweepPanel
	bottom  float64 // 0, or the least where that is below
	top     float64
	measure measure
}

// shade is the colour of a value: from nearly paper to full, by lightness alone.
func (h heat) shade(value float64) color.NRGBA {
	share := either(h.top > h.bottom, (value-h.bottom)/(h.top-h.bottom), 0.0)
	return h.over(tint(h.series[0], 0.06+0.84*within(share, 0, 1)))
}

// on is the colour of letters on a shade: of black and white the one that stands
// out more, by 4.58 at least on any colour.
func (h heat) on(c color.NRGBA) color.NRGBA {
	black, white := rgb(0), rgb(0xFFFFFF)
	return either(contrast(c, black) >= contrast(c, white), black, white)
}

// contrast is that of WCAG 2.2: (L1 + 0.05)/(L2 + 0.05) of relative luminances.
func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return math.Max(x, y) / math.Min(x, y)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		return either(x <= 0.04045, x/12.92, math.Pow((x+0.055)/1.055, 2.4))
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func (h heat) number(c sweepPoint) string {
	text := h.measure.number(c.Value)
	text += either(c.met, " ✓", "")
	return text
}

func (h heat) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for _, k := range h.of.points {
		box := h.box(k, x, y, p)
		shade := h.shade(k.Value)
		c.FillPolygon(shade, corners(box))
		pen := h.textPen()
		pen.color = h.on(shade)
		if pen.width(h.number(k)) < box.Max.X-box.Min.X {
			pen.write(c.Canvas, (box.Min.X+box.Max.X)/2, (box.Min.Y+box.Max.Y)/2-pen.size*0.35, 0.5, h.number(k))
		}
	}
	line := draw.LineStyle{Color: h.ink, Width: h.line() * 1.6}
	for _, e := range h.of.border(h.m.judged) {
		c.StrokeLine2(line, x(e[0]), y(p.Y.Max-e[1]), x(e[2]), y(p.Y.Max-e[3]))
	}
}

func (h heat) box(k sweepPoint, x, y func(float64) vg.Length, p *plot.Plot) vg.Rectangle {
	gap := min(h.hair(), (x(1)-x(0))*0.08)
	return vg.Rectangle{
		Min: vg.Point{X: x(float64(k.column)) + gap, Y: y(p.Y.Max-float64(k.row)-1) + gap},
		Max: vg.Point{X: x(float64(k.column)+1) - gap, Y: y(p.Y.Max-float64(k.row)) - gap},
	}
}

// border are the edges, as x, y, x, y in columns and rows from the top, between
// cells of which one meets the criteria.
func (p sweepPanel) border(judged bool) [][4]float64 {
	if !judged {
		return nil
	}
	met := map[[2]int]bool{}
	for _, c := range p.points {
		met[[2]int{c.column, c.row}] = c.met
	}
	var all [][4]float64
	for _, c := range p.points {
		i, k := float64(c.column), float64(c.row)
		if right, ok := met[[2]int{c.column + 1, c.row}]; ok && right != c.met {
			all = append(all, [4]float64{i + 1, k, i + 1, k + 1})
		}
		if below, ok := met[[2]int{c.column, c.row + 1}]; ok && below != c.met {
			all = append(all, [4]float64{i, k + 1, i + 1, k + 1})
		}
	}
	return all
}

func (h heat) tell(s *sketch) {
	names := s.rowNamesFlat()
	var rows []object
	for _, k := range h.of.points {
		shade := h.shade(k.Value)
		rows = append(rows, object{"column": clean(h.m.columns[k.column]), "row": names[k.row], "value": numeral(k.Value * h.measure.factor),
			"shade": hexOf(shade), "ink": hexOf(h.on(shade)), "text": h.number(k)})
	}
	across := func() object {
		return object{"field": "column", "type": "nominal", "title": clean(h.m.Axes[h.m.x].Name()), "sort": nil, "axis": object{"labelAngle": 0, "grid": false},
			"scale": object{"domain": mapped(h.m.columns, clean), "paddingInner": 0.02, "paddingOuter": 0.01}}
	}
	plain := func(field string) object {
		return object{"field": field, "type": "nominal", "scale": nil, "legend": nil}
	}
	s.add("cells", object{"type": "rect", "tooltip": object{"content": "data"}}, object{"x": across(), "y": s.y("row"), "fill": plain("shade")}, rows...)
	s.letters("numbers", object{"align": "center", "baseline": "middle"}, object{"x": across(), "y": s.y("row"), "color": plain("ink")}, rows...)
}

func (m *heatMap) shows() string {
	return inTurn(m.panels, "; ", func(p sweepPanel) string {
		return inTurn(p.points, "; ", func(c sweepPoint) string {
			text := fmt.Sprintf("%s %s, %s %s: %s", clean(m.Axes[m.x].Name()), clean(m.columns[c.column]), clean(m.Axes[m.y].Name()), clean(m.rows[c.row]), withError(c.Interval, m.unit))
			text = either(p.name == "", "", p.name+", ") + text
			text += either(c.met, ", meets all criteria", "")
			return text
		})
	}) + "."
}

func (m *heatMap) data() []datum {
	return flat(m.panels, func(p sweepPanel) []datum {
		return mapped(p.points, func(c sweepPoint) datum {
			return estimated(m.policies[c.policy].Policy, m.metric, clean(c.cell), m.unit, c.Interval)
		})
	})
}
