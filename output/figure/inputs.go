package figure

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// perPage is the number of inputs on a page: as many as stand apart on a slide
// and fill a column.
const perPage = 18

func inputsKind() kind {
	return kind{
		Info: Info{"inputs", "What is uncertain, as specified",
			"Every uncertain figure of the scenario as it is drawn: its family, p5, p50 and p95; each strip on its own scale from p5 to p95."},
		pages: func(r *output.Report) int { return (len(r.Inputs) + perPage - 1) / perPage },
		has:   func(r *output.Report, page int) bool { return len(inputsOn(r, page)) > 0 },
		chart: inputsChart,
		alt:   inputsAlt,
		data:  inputsData,
	}
}

func inputsOn(r *output.Report, page int) []output.Input {
	from := min(page*perPage, len(r.Inputs))
	return r.Inputs[from:min(from+perPage, len(r.Inputs))]
}

func inputsTitle(r *output.Report, page int) string {
	title := "What is uncertain, as specified"
	if pages := inputsKind().pages(r); pages > 1 {
		title += fmt.Sprintf(" (%d of %d)", page+1, pages)
	}
	return title
}

func inputsSetting(r *output.Report) string {
	return setting(r, fmt.Sprintf("%d inputs", len(r.Inputs)))
}

func inputsChart(r *output.Report, page int, l look) *chart {
	shown := inputsOn(r, page)
	b := strips{look: l, inputs: shown, color: l.signature(0).color}
	c := &chart{
		title: inputsTitle(r, page), subtitle: unbroken(inputsSetting(r)),
		notes: append([]string{"Line: p5 to p95, each on its own scale; dot: p50. Numbers: p5, p50, p95. A dot off the middle: a skewed distribution."}, notes(r)...),
		x:     xaxis{min: -0.05, max: 1.05, ticks: ends},
	}
	n := panel{part: 1, top: float64(len(shown)), marks: []plot.Plotter{b}}
	for _, x := range shown {
		n.rows = append(n.rows, rowOf(x.Name))
		c.x.rooms = append(c.x.rooms, room{1, inputText(x), l.tickPen()})
	}
	c.panels = []panel{n}
	c.plots, c.least = vg.Length(len(shown))*l.text*1.7, vg.Length(len(shown))*l.text*1.15
	return c
}

// ends names the ends of the strips.
var ends = ticker{factor: 1, at: func(float64, float64, vg.Length, pen) []plot.Tick {
	return []plot.Tick{{Value: 0, Label: "p5"}, {Value: 1, Label: "p95"}}
}}

// inputText writes the percentiles and the family.
func inputText(x output.Input) string {
	var numbers, units []string
	for _, v := range []float64{x.P5, x.P50, x.P95} {
		if x.Unit == "yr" && x.P95 < 2 { // people think of such times in weeks
			v *= 365.25 / 7
		}
		number, of, _ := strings.Cut(unit.Format(v, timeUnit(x)), " ")
		numbers, units = append(numbers, number), append(units, of)
	}
	if units[0] != units[1] || units[1] != units[2] { // lakh and crore: each its own
		for i := range numbers {
			numbers[i] += " " + units[i]
		}
		units[2] = ""
	}
	return strings.TrimSpace(strings.Join(numbers, " · ")+" "+units[2]) + ", " + clean(x.Family)
}

func timeUnit(x output.Input) string {
	if x.Unit == "yr" && x.P95 < 2 {
		return "weeks"
	}
	return x.Unit
}

// rowOf writes a place in the file so that it can break between its words.
func rowOf(path string) string { return strings.ReplaceAll(clean(path), ".", " ") }

// middle is where p50 lies between p5 and p95; NaN where they are the same.
func middle(x output.Input) float64 {
	if !(x.P95 > x.P5) {
		return math.NaN()
	}
	return (x.P50 - x.P5) / (x.P95 - x.P5)
}

// strips draws a strip a row.
type strips struct {
	look
	inputs []output.Input
	color  color.NRGBA
}

// Plot implements plot.Plotter.
func (b strips) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i, in := range b.inputs {
		at := y(p.Y.Max - float64(i) - 0.5)
		if m := middle(in); finite(m) {
			c.StrokeLine2(draw.LineStyle{Color: tint(b.color, 0.55), Width: b.line() * 2.2}, x(0), at, x(1), at)
			c.DrawGlyphNoClip(draw.GlyphStyle{Color: b.color, Radius: b.text * 0.3, Shape: draw.CircleGlyph{}}, vg.Point{X: x(m), Y: at})
		}
		spans{look: b.look}.beside(c, x(1), at, b.tickPen(), inputText(in))
	}
}

// tell adds lines, dots and numbers.
func (b strips) tell(s *sketch) {
	names := s.rowNamesFlat()
	var rows, all []object
	for i, in := range b.inputs {
		row := object{"row": names[i], "from": 0, "to": 1, "p50": numeral(middle(in)), "text": inputText(in)}
		all = append(all, row)
		if finite(middle(in)) {
			rows = append(rows, row)
		}
	}
	shade := hexOf(b.color)
	if rows != nil {
		s.add("strips", object{"type": "rule", "stroke": shade, "strokeOpacity": 0.55, "strokeWidth": points(b.line() * 2.2)}, object{"x": s.x("from"), "x2": object{"field": "to"}, "y": s.y("row")}, rows...)
		s.add("medians", object{"type": "point", "filled": true, "opacity": 1, "fill": shade, "size": points(b.text * 6), "tooltip": object{"content": "data"}}, object{"x": s.x("p50"), "y": s.y("row")}, rows...)
	}
	s.letters("numbers", object{"align": "left", "baseline": "middle", "dx": points(b.text * 0.5)}, object{"x": s.x("to"), "y": s.y("row")}, all...)
}

func inputsAlt(r *output.Report, page int) string {
	var parts []string
	for _, x := range inputsOn(r, page) {
		parts = append(parts, clean(x.Name)+": "+inputText(x))
	}
	return fmt.Sprintf("%s. %s. p5, p50, p95 and family of each: %s.", inputsTitle(r, page), inputsSetting(r), strings.Join(parts, "; "))
}

func inputsData(r *output.Report, page int) []datum {
	var rows []datum
	for _, x := range inputsOn(r, page) {
		for _, q := range []struct {
			item  string
			value float64
		}{{"p5", x.P5}, {"p50", x.P50}, {"p95", x.P95}} {
			d := blank
			d.quantity, d.item, d.value, d.unit = x.Name, q.item, q.value, x.Unit
			rows = append(rows, d)
		}
	}
	return rows
}
