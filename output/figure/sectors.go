package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
)

func drawSectors(r *output.Report, _ int) (Drawing, bool) {
	all := sectorsOf(r)
	if len(all.means) == 0 {
		return Drawing{}, false
	}
	t := all.shown(len(r.Variants))
	left := leftOut(len(t.titles), len(all.titles), "sectors", min(len(r.Variants), mostSeries), len(r.Variants))
	title := "Mean shortfall" + ofProduct(r) + " by sector"
	title += either(len(r.Variants) > 1, " and policy", "")
	w := reported(r, title, policies(r))
	w.notes = append(besides(r), left...)
	w.shows = "Bars with ± sampling error (95%). " + t.tell(func(m sectorMean) string {
		return variantTitle(r, m.series) + " " + withError(m.Interval, m.unit)
	}, append(left, besides(r)...)...)
	data := func() []datum {
		return mapped(all.means, func(m sectorMean) datum {
			return estimated(variantTitle(r, m.series), m.metric, "mean", m.unit, m.Interval)
		})
	}
	return w.drawing("", data, func(c *chart, l look) { sectorMarks(r, t, c, l) }), true
}

func sectorMarks(r *output.Report, t sectorTable, c *chart, l look) {
	bars := sectorBars{spansOf(l, len(t.titles))}
	for v := range min(len(r.Variants), mostSeries) {
		bars.names, bars.signed = append(bars.names, variantTitle(r, v)), append(bars.signed, l.signature(v))
	}
	c.x.max = tops(mapped(t.means, func(m sectorMean) output.Interval { return m.Interval })...)
	m := measureOf(t.means[0].unit, c.x.max)
	decimals := decimalsOf(t.means, m)
	for _, s := range t.means {
		bars.items = append(bars.items, span{s.row, s.series, s.Interval, digits(s.Value*m.factor, decimals)})
		c.x.rooms = append(c.x.rooms, room{math.Max(s.Value, zeroIfNot(s.High)), digits(s.Value*m.factor, decimals), l.tickPen()})
	}
	c.x.title, c.x.ticks = quantity("Mean shortfall", m.unit), numbers(m)
	c.panels = []panel{{part: 1, top: float64(bars.rows), marks: []teller{bars}, rows: t.titles}}
	for v, name := range bars.names {
		if len(r.Variants) > 1 && bars.drawn(v) {
			c.keys = append(c.keys, l.barKey(bars.signed[v], name))
		}
	}
	c.keys = append(c.keys, key{text: "± sampling error (95%)", swatch: func(c draw.Canvas) {
		y := (c.Min.Y + c.Max.Y) / 2
		l.whisker(c, c.Min.X+l.text*0.3, c.Max.X-l.text*0.3, y, l.text*0.25)
	}})
	c.plots, c.least = bars.heights(l)
}

// sectorBars draws a group of bars a sector, the first at the top.
type sectorBars struct{ spans }

// heights wanted and least: a line of type a bar, or half of one where there are
// many, and air between the sectors.
func (b sectorBars) heights(l look) (wanted, least vg.Length) {
	bar := l.text * either[vg.Length](len(b.names) > 6, 0.8, 1.3)
	wanted = vg.Length(b.rows) * (vg.Length(len(b.names))*bar + l.text*1.1)
	return max(wanted, l.text*8), vg.Length(b.rows) * max(l.text*1.6, vg.Length(len(b.names))*l.text*0.2)
}

// decimalsOf gives the smallest value two digits, as long as the largest has no
// more than four.
func decimalsOf(means []sectorMean, of measure) int {
	small, large := math.Inf(1), 0.0
	for _, m := range means {
		if x := math.Abs(m.Value * of.factor); x > 0 {
			small, large = math.Min(small, x), math.Max(large, x)
		}
	}
	if large == 0 {
		return 0
	}
	power := func(x float64) int { return int(math.Floor(math.Log10(x))) }
	return max(0, min(1-power(small), 3-power(large)))
}

func (b sectorBars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	pitch := b.pitch(c.Rectangle, 0.82, b.text*3.2)
	thick := pitch * 0.78
	for _, m := range b.items {
		at := y(p.Y.Max-float64(m.row)-0.5) + b.middle(m, pitch)
		bar := vg.Rectangle{Min: vg.Point{X: x(0), Y: at - thick/2}, Max: vg.Point{X: x(within(m.Value, 0, p.X.Max)), Y: at + thick/2}}
		b.fillBar(c, bar, b.signed[m.series])
		end := bar.Max.X
		if finite(m.Low) && finite(m.High) && m.High > m.Low {
			low, high := x(within(m.Low, 0, p.X.Max)), x(within(m.High, 0, p.X.Max))
			end = max(end, high)
			b.whisker(c, low, high, at, min(thick*0.32, b.text*0.3))
		}
		if pen := b.inkPen(); pitch >= pen.size*1.02 {
			b.beside(c, end+b.text*0.35, at, pen, m.text)
		}
	}
}

func (b sectorBars) tell(s *sketch) {
	rows, whole := b.told(s)
	offset := b.offset(0.22)
	bars := object{"x": s.x("x"), "y": s.y("row"), "yOffset": offset}
	bar := object{"type": "bar", "tooltip": object{"content": "data"}}
	if len(b.names) > 1 {
		bars["fill"] = s.fills("series")
	} else {
		bar["fill"] = hexOf(b.unhatched(b.signed[0]))
	}
	s.add("bars", bar, bars, rows...)
	span := object{"x": s.x("low"), "x2": object{"field": "high"}, "y": s.y("row"), "yOffset": offset}
	s.add("halo", object{"type": "rule", "stroke": hexOf(b.paper), "strokeWidth": points(b.line() * 1.7)}, span, whole...)
	s.add("errors", object{"type": "rule", "stroke": hexOf(b.ink), "strokeWidth": points(b.line() * 0.7)}, span, whole...)
	b.tellNumbers(s, offset, b.text*0.35, rows)
}

// whisker is an error bar from left to right, with a halo of paper so that it
// stands out from a dark bar.
func (l look) whisker(c draw.Canvas, left, right, y, half vg.Length) {
	lines := [][]vg.Point{
		{{X: left, Y: y}, {X: right, Y: y}},
		{{X: left, Y: y - half}, {X: left, Y: y + half}},
		{{X: right, Y: y - half}, {X: right, Y: y + half}},
	}
	width := min(l.line()*0.7, half*0.7)
	c.StrokeLines(draw.LineStyle{Color: l.paper, Width: width * 2.4}, lines...)
	c.StrokeLines(draw.LineStyle{Color: l.ink, Width: width}, lines...)
}

// besides is what the first policy's users give up and move, which no bar shows.
func besides(r *output.Report) []string {
	if text := clean(r.Turned(0)); text != "" {
		return []string{text}
	}
	return nil
}

// The most rows, series and marks of a figure of named rows: beyond, it is neither
// read nor printed. What is not drawn stands in the figure's data.
const (
	mostRows   = 25
	mostSeries = 24
	mostBars   = 150
)

// rowsFor is how many rows a figure shows of so many series.
func rowsFor(series int) int {
	return max(1, min(mostRows, mostBars/max(1, min(series, mostSeries))))
}

// leftOut says what a figure does not show of its rows and series; nil where it
// shows all.
func leftOut(rows, allRows int, row string, series, allSeries int) []string {
	var parts []string
	if rows < allRows {
		parts = append(parts, fmt.Sprintf("the %d of %s %s with the largest numbers", rows, digits(float64(allRows), 0), row))
	}
	if series < allSeries {
		parts = append(parts, fmt.Sprintf("the first %d of %s policies", series, digits(float64(allSeries), 0)))
	}
	if parts == nil {
		return nil
	}
	return []string{"Shown: " + strings.Join(parts, ", ") + ". The others are in the figure's data."}
}

// sectorTable is what a report holds by sector and policy, row by row and variant by
// variant: of the totals, where there are rows of them, then of the sectors in the
// report's order, stage by stage where a sector uses several ("auto.magnet").
type sectorTable struct {
	subjects []string
	titles   []string
	totals   int // of the rows, the first
	means    []sectorMean
}

// sectorMean is the mean of a subject under a variant, or how it changes.
type sectorMean struct {
	row, series int // places among the rows and the variants that are shown
	output.Interval
	metric, unit string
	change       output.Paired // where it is one
}

// place is a number of a report.
type place struct {
	variant int
	metric  string
}

// sectorsOf gathers the table of mean shortfalls in one pass over the report's
// statistics.
func sectorsOf(r *output.Report) sectorTable {
	sector, seen, means := map[string]int{}, map[string]bool{}, map[place]output.Stat{}
	for i, s := range slices.Backward(r.Sectors) { // the first of a name
		sector[s.Name] = i
	}
	subjects := make([][]string, len(r.Sectors))
	for _, s := range r.Stats {
		if s.Statistic != "mean" {
			continue
		}
		if at := (place{s.Variant, s.Metric}); means[at].Metric == "" {
			means[at] = s
		}
		i, ok := sector[s.Subject]
		if name, _, staged := strings.Cut(s.Subject, "."); !ok && staged { // "auto.magnet"
			i, ok = sector[name]
		}
		if ok && s.Measure == "shortfall" && !seen[s.Subject] {
			seen[s.Subject] = true
			subjects[i] = append(subjects[i], s.Subject)
		}
	}
	var t sectorTable
	for i, some := range subjects {
		for _, subject := range some {
			title := sectorTitle(r, i)
			if stage, ok := strings.CutPrefix(subject, r.Sectors[i].Name+"."); ok {
				title += ", " + clean(r.Titles.Stage(stage))
			}
			row := len(t.subjects)
			t.subjects, t.titles = append(t.subjects, subject), append(t.titles, title)
			for v := range r.Variants {
				if m, ok := means[place{v, "shortfall." + subject}]; ok && finite(m.Value) {
					t.means = append(t.means, sectorMean{row: row, series: v, Interval: m.Interval(), metric: m.Metric, unit: m.Unit})
				}
			}
		}
	}
	return t
}

// shown is the table of the totals and of the sectors with the largest numbers, in
// their order, and of the first of so many series, where there are more than a figure
// can show.
func (t sectorTable) shown(series int) sectorTable {
	size := make([]float64, len(t.subjects))
	for i := range t.totals {
		size[i] = math.Inf(1)
	}
	for _, m := range t.means {
		size[m.row] = math.Max(size[m.row], math.Abs(m.Value))
	}
	some, at := sectorTable{totals: t.totals}, map[int]int{}
	for i, row := range placesOfLargest(size, rowsFor(series)) {
		some.subjects, some.titles = append(some.subjects, t.subjects[row]), append(some.titles, t.titles[row])
		at[row] = i
	}
	for _, m := range t.means {
		if i, ok := at[m.row]; ok && m.series < mostSeries {
			m.row = i
			some.means = append(some.means, m)
		}
	}
	return some
}

// tell tells the table row by row, and ends with what stands beside it.
func (t sectorTable) tell(one func(m sectorMean) string, beside ...string) string {
	texts := make([][]string, len(t.titles))
	for _, m := range t.means {
		texts[m.row] = append(texts[m.row], one(m))
	}
	var parts []string
	for i, some := range texts {
		if len(some) > 0 {
			parts = append(parts, t.titles[i]+": "+strings.Join(some, ", "))
		}
	}
	for _, text := range beside {
		parts = append(parts, strings.TrimSuffix(text, "."))
	}
	return strings.Join(parts, ". ") + "."
}
