package figure

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
)

// Heatmaps draws the mean of what a sweep is about over its two axes, one drawing
// a scenario, case and policy. There are none where the cells of it do not span
// exactly two axes.
func Heatmaps(s *output.Sweep) []Drawing {
	var all []Drawing
	for _, w := range worlds(s) {
		for policy := range s.Cells[w.cells[0]].Policies {
			if m, ok := gridOf(s, w, policy); ok {
				all = append(all, m.drawing(len(all)))
			}
		}
	}
	return all
}

// heatWorld is a scenario in one of its cases, with its cells that have results.
type heatWorld struct {
	scenario, kase string
	cells          []int
}

func worlds(s *output.Sweep) []heatWorld {
	var all []heatWorld
	for i, c := range s.Cells {
		if c.Error != "" {
			continue
		}
		at := slices.IndexFunc(all, func(w heatWorld) bool { return w.scenario == c.Scenario && w.kase == c.Case })
		if at < 0 {
			at, all = len(all), append(all, heatWorld{scenario: c.Scenario, kase: c.Case})
		}
		all[at].cells = append(all[at].cells, i)
	}
	return all
}

// heatMap is a table of one statistic over two axes.
type heatMap struct {
	title, setting, metric, unit string
	policy, policyName           string // its title and its name
	x, y                         output.SweepAxis
	columns, rows                []string // labels
	cells                        []heatCell
	judged                       bool // the scenario has criteria
}

// heatCell is a cell that has a number.
type heatCell struct {
	column, row      int
	value, low, high float64
	met              bool // all criteria
}

func gridOf(s *output.Sweep, w heatWorld, policy int) (*heatMap, bool) {
	first := s.Cells[w.cells[0]]
	var axes []int
	for _, i := range w.cells {
		for _, v := range s.Cells[i].Values {
			if !slices.Contains(axes, v.Axis) {
				axes = append(axes, v.Axis)
			}
		}
	}
	if len(axes) != 2 {
		return nil, false
	}
	slices.Sort(axes)
	m := &heatMap{metric: first.Main, x: s.Axes[axes[0]], y: s.Axes[axes[1]], policy: policyTitle(first.Policies[policy]), policyName: first.Policies[policy].Policy}
	m.title = "Mean shortfall" + ofMetric(first.Main) + " by " + m.x.Label + " and " + m.y.Label
	m.setting = inOrder(clean(first.Title), clean(w.kase), clean(m.policy), digits(float64(first.Trials), 0)+" trials a cell", fmt.Sprintf("seed %d", first.Seed))
	for _, i := range w.cells {
		m.add(s, i, policy, axes)
	}
	return m, len(m.columns) > 1 && len(m.rows) > 1
}

// policyTitle names a policy without case and cell.
func policyTitle(v output.Variant) string {
	v.Case, v.Cell = "", ""
	return v.Label()
}

// add adds a cell that sets both axes.
func (m *heatMap) add(s *output.Sweep, i, policy int, axes []int) {
	label := map[int]string{}
	for _, v := range s.Cells[i].Values {
		label[v.Axis] = v.Label
	}
	mean, ok := s.Stat(i, policy, m.metric, "mean")
	if len(label) != 2 || !ok || !finite(mean.Value) {
		return
	}
	m.unit = mean.Unit
	passed, all := s.Cells[i].Meets(policy)
	m.judged = m.judged || all > 0
	m.cells = append(m.cells, heatCell{
		placed(&m.columns, label[axes[0]]), placed(&m.rows, label[axes[1]]), mean.Value, mean.Low, mean.High, all > 0 && passed == all,
	})
}

// placed returns the place of a label, which is added where it is new.
func placed(labels *[]string, label string) int {
	i := slices.Index(*labels, label)
	if i < 0 {
		i, *labels = len(*labels), append(*labels, label)
	}
	return i
}

func (m *heatMap) drawing(number int) Drawing {
	name := "heatmap"
	if number > 0 {
		name = fmt.Sprintf("heatmap-%d", number+1)
	}
	return Drawing{Name: name, Policy: m.policyName, title: m.title, chart: m.chart, alt: m.alt(), data: m.data}
}

func (m *heatMap) chart(l look) *chart {
	top := 0.0
	for _, c := range m.cells {
		top = math.Max(top, c.value)
	}
	measured := measureOf(m.unit, top)
	x := xaxis{min: 0, max: float64(len(m.columns)), title: rowOf(m.x.Path), ticks: categories(m.columns)}
	n := panel{heading: rowOf(m.y.Path), part: 1, top: float64(len(m.rows)), marks: []plot.Plotter{heat{l, m, top, measured}}}
	for _, row := range m.rows {
		n.rows = append(n.rows, clean(row))
	}
	more := "darker"
	if luminance(l.paper) < luminance(l.ink) {
		more = "brighter"
	}
	notes := []string{fmt.Sprintf("Numbers: mean shortfall (%s). The %s, the more.", measured.unit, more)}
	if m.judged {
		notes[0] += " The line parts cells that meet all criteria (ticked) from those that do not."
	}
	c := &chart{title: m.title, subtitle: unbroken(m.setting), x: x, panels: []panel{n}, notes: notes}
	c.plots, c.least = vg.Length(len(m.rows))*l.text*3, vg.Length(len(m.rows))*l.text*1.5
	return c
}

// categories labels the middle of each column.
func categories(labels []string) ticker {
	return ticker{factor: 1, at: func(lo, hi float64, length vg.Length, p pen) []plot.Tick {
		var all []plot.Tick
		for i, text := range labels {
			all = append(all, plot.Tick{Value: float64(i) + 0.5, Label: clean(text)})
		}
		for step := 1; !apart(all, lo, hi, length, p) && step < len(labels); step++ {
			for i := range all {
				if i%(step+1) != 0 {
					all[i].Label = ""
				}
			}
		}
		return all
	}}
}

// heat draws the cells with their numbers.
type heat struct {
	look
	m       *heatMap
	top     float64
	measure measure
}

// shade is the colour of a value: from nearly paper to full, by lightness alone.
func (h heat) shade(value float64) color.NRGBA {
	share := 0.0
	if h.top > 0 {
		share = value / h.top
	}
	return h.over(tint(h.series[0], 0.06+0.84*within(share, 0, 1)))
}

// on is the colour of letters on a shade: of black and white the one that stands
// out more, by 4.58 at least on any colour.
func (h heat) on(c color.NRGBA) color.NRGBA {
	if black := rgb(0); contrast(c, black) >= contrast(c, rgb(0xFFFFFF)) {
		return black
	}
	return rgb(0xFFFFFF)
}

// contrast is that of WCAG 2.2: (L1 + 0.05)/(L2 + 0.05) of relative luminances.
func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return math.Max(x, y) / math.Min(x, y)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func (h heat) number(c heatCell) string {
	text := digits(c.value*h.measure.factor, decimalsFor(c.value*h.measure.factor))
	if c.met {
		text += " ✓"
	}
	return text
}

// Plot implements plot.Plotter.
func (h heat) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for _, k := range h.m.cells {
		box := h.box(k, x, y, p)
		shade := h.shade(k.value)
		c.FillPolygon(shade, corners(box))
		pen := h.textPen()
		pen.color = h.on(shade)
		if pen.width(h.number(k)) < box.Max.X-box.Min.X {
			pen.write(c.Canvas, (box.Min.X+box.Max.X)/2, (box.Min.Y+box.Max.Y)/2-pen.size*0.35, 0.5, h.number(k))
		}
	}
	line := draw.LineStyle{Color: h.ink, Width: h.line() * 1.6}
	for _, e := range h.m.border() {
		c.StrokeLine2(line, x(e[0]), y(p.Y.Max-e[1]), x(e[2]), y(p.Y.Max-e[3]))
	}
}

func (h heat) box(k heatCell, x, y func(float64) vg.Length, p *plot.Plot) vg.Rectangle {
	gap := h.hair()
	return vg.Rectangle{
		Min: vg.Point{X: x(float64(k.column)) + gap, Y: y(p.Y.Max-float64(k.row)-1) + gap},
		Max: vg.Point{X: x(float64(k.column)+1) - gap, Y: y(p.Y.Max-float64(k.row)) - gap},
	}
}

// border are the edges, as x, y, x, y in columns and rows from the top, between
// cells of which one meets the criteria.
func (m *heatMap) border() [][4]float64 {
	if !m.judged {
		return nil
	}
	met := map[[2]int]bool{}
	for _, c := range m.cells {
		met[[2]int{c.column, c.row}] = c.met
	}
	var all [][4]float64
	for _, c := range m.cells {
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

// tell adds the cells and their numbers on axes of names.
func (h heat) tell(s *sketch) {
	names := s.rowNamesFlat()
	var rows []object
	for _, k := range h.m.cells {
		shade := h.shade(k.value)
		rows = append(rows, object{"column": clean(h.m.columns[k.column]), "row": names[k.row], "value": numeral(k.value * h.measure.factor),
			"shade": hexOf(shade), "ink": hexOf(h.on(shade)), "text": h.number(k)})
	}
	var columns []string
	for _, c := range h.m.columns {
		columns = append(columns, clean(c))
	}
	across := func() object {
		return object{"field": "column", "type": "nominal", "title": rowOf(h.m.x.Path), "sort": nil, "axis": object{"labelAngle": 0, "grid": false},
			"scale": object{"domain": columns, "paddingInner": 0.02, "paddingOuter": 0.01}}
	}
	plain := func(field string) object {
		return object{"field": field, "type": "nominal", "scale": nil, "legend": nil}
	}
	s.add("cells", object{"type": "rect", "tooltip": object{"content": "data"}}, object{"x": across(), "y": s.y("row"), "fill": plain("shade")}, rows...)
	s.letters("numbers", object{"align": "center", "baseline": "middle"}, object{"x": across(), "y": s.y("row"), "color": plain("ink")}, rows...)
}

func (m *heatMap) alt() string {
	var parts []string
	for _, c := range m.cells {
		text := fmt.Sprintf("%s %s, %s %s: %s", clean(m.x.Label), clean(m.columns[c.column]), clean(m.y.Label), clean(m.rows[c.row]), withError(c.value, c.low, c.high, m.unit))
		if c.met {
			text += ", meets all criteria"
		}
		parts = append(parts, text)
	}
	return fmt.Sprintf("%s. %s. %s.", clean(m.title), m.setting, strings.Join(parts, "; "))
}

func (m *heatMap) data() []datum {
	var rows []datum
	for _, c := range m.cells {
		item := m.x.Label + "=" + m.columns[c.column] + "," + m.y.Label + "=" + m.rows[c.row]
		rows = append(rows, estimated(m.policy, m.metric, item, m.unit, output.Interval{Value: c.value, Low: c.low, High: c.high}))
	}
	return rows
}
