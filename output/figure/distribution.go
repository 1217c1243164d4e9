package figure

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// shapeOf is the distribution of the total shortfall under a variant, or of the
// first shortfall there is.
func shapeOf(r *output.Report, variant int) (output.Shape, bool) {
	shapes := only(r.Shapes, func(s output.Shape) bool {
		return s.Variant == variant && s.Measure == "shortfall" && s.N != 0 && finite(s.Zero)
	})
	if len(shapes) == 0 {
		return output.Shape{}, false
	}
	whole := slices.IndexFunc(shapes, func(s output.Shape) bool { _, ok := total(s.Subject); return ok })
	return shapes[max(0, whole)], true
}

// shapeEnd is the end of the x axis for a shape: its last bin, or its curve's
// last point where it has no bins; 0 where all is 0.
func shapeEnd(s output.Shape) float64 {
	if s.Zero >= 1 {
		return 0
	}
	if end := highest(s.Edges); end > 0 {
		return end
	}
	return highest(curveOf(s).xs)
}

func distribution(r *output.Report, v int) (Drawing, bool) {
	s, ok := shapeOf(r, v)
	if !ok {
		return Drawing{}, false
	}
	w := reported(r, "Distribution of the "+shapeName(r, s), variantTitle(r, v))
	w.shows = distributionShows(r, s)
	return w.drawing("", func() []datum { return distributionData(variantTitle(r, v), s) }, func(c *chart, l look) {
		end := shapeEnd(s)
		m := measureOf(s.Unit, end)
		c.x = xaxis{title: quantity(unit.UpperFirst(shapeName(r, s)), m.unit), max: end, ticks: numbers(m), slot: s.Zero > 0, flags: shapeFlags(s, l)}
		c.panels = []panel{histogram(r, s, v, l), cumulative(s, v, l)}
		if end == 0 {
			c.panels[0].message = "No trial has a shortfall"
		}
	}), true
}

// shapeName is the quantity, "total shortfall".
func shapeName(r *output.Report, s output.Shape) string {
	stage, ok := total(s.Subject)
	switch {
	case !ok:
		return "shortfall of " + subjectTitle(r, s.Subject)
	case stage != "":
		return "total shortfall of " + clean(r.Titles.Stage(stage))
	}
	return "total shortfall"
}

// histogram of the positive values, with the zero bar apart. The scale is that
// of the bins; where the zero bar is no more than twice as high, it fits too, else
// it is broken.
func histogram(r *output.Report, s output.Shape, v int, l look) panel {
	bins := highest(s.Shares)
	top := bins
	switch {
	case s.Zero > 0 && (s.Zero <= 2*bins || bins == 0):
		top = math.Max(bins, s.Zero) * 1.2
	case s.Zero > 0: // the broken bar ends where the axis does: above all bins
		top = bins * 1.15
	}
	marks := []teller{columns{s.Edges, s.Shares, l.signature(v).color}}
	if s.Zero > 0 {
		marks = append(marks, zeroBar{l, s.Zero, none(r, s)})
	}
	return panel{heading: histogramHeading(s), part: 1.25, top: top, cap: 1.2, measure: measure{"%", 100}, marks: marks}
}

func histogramHeading(s output.Shape) string {
	heading := "Share of trials (%)"
	if len(s.Edges) > 1 && finite(s.Edges[1]-s.Edges[0]) {
		heading = fmt.Sprintf("Share of trials (%% per %s)", amount(s.Edges[1]-s.Edges[0], s.Unit))
	}
	if end := shapeEnd(s); s.Above > 0 && end > 0 {
		heading += fmt.Sprintf(" – a further %s above %s", output.Percent(s.Above), amount(end, s.Unit))
	}
	return heading
}

// cumulative is the share of trials at or below x, with its 95% band. It rises
// from the share at exactly 0.
func cumulative(s output.Shape, v int, l look) panel {
	sig := l.signature(v)
	t := curveOf(s)
	for i, p := range t.ys {
		t.ys[i], t.low[i], t.high[i] = 1-p, 1-t.high[i], 1-t.low[i]
	}
	around := l.band(sig, 0.25, "", t)
	if n := len(t.ys); n > 0 && t.ys[n-1] == 1 { // all are below: the curve goes on
		t.xs, t.ys = append(t.xs, math.Max(zeroIfNot(t.xs[n-1]), shapeEnd(s))*10), append(t.ys, 1)
	}
	line := l.curve(signature{color: sig.color, glyph: -1}, "", t)
	marks := []teller{around, line}
	if s.Zero > 0 {
		marks = append(marks, zeroStep{s.Zero, line})
	}
	return panel{heading: "Trials with this shortfall or less (%)", part: 1, top: 1, measure: measure{"%", 100}, marks: marks}
}

// curveOf takes an exceedance curve apart.
func curveOf(s output.Shape) (t trace) {
	for _, p := range s.Curve {
		t.add(p.X, chanceOf(p))
	}
	return t
}

func chanceOf(p output.Point) output.Interval {
	return output.Interval{Value: p.P, Low: p.Low, High: p.High}
}

// zeroStep draws the cumulative curve within the slot: up from 0 to the share of
// trials at exactly 0, and on to where the axis begins, or to its end where no trial is above 0.
type zeroStep struct {
	share float64
	line  curve
}

// on is the curve on an axis of a plot.
func (z zeroStep) on(low, high float64) curve {
	at, end := slotCentre(low), 0.0
	if z.share >= 1 {
		end = high
	}
	z.line.xs, z.line.ys = []float64{at, at, end}, []float64{0, z.share, z.share}
	return z.line
}

func (z zeroStep) Plot(c draw.Canvas, p *plot.Plot) { z.on(p.X.Min, p.X.Max).Plot(c, p) }

func (z zeroStep) tell(s *sketch) { z.on(s.chart.x.min, s.chart.x.max).tell(s) }

// shapeFlags marks the statistics, those of equal value together: the later of
// them in this list is named first.
func shapeFlags(s output.Shape, l look) []flag {
	named := []struct {
		name  string
		x     float64
		dash  int
		width float64
	}{{"CVaR95", s.CVaR95, 2, 0.9}, {"mean", s.Mean, 0, 0.7}, {"p95", s.P95, 1, 0.7}, {"p50", s.P50, 1, 0.7}, {"p5", s.P5, 1, 0.7}}
	var flags []flag
	for _, n := range named {
		if !finite(n.x) || n.x < 0 {
			continue
		}
		same := slices.IndexFunc(flags, func(f flag) bool { return f.x == n.x })
		if same >= 0 {
			flags[same].text = n.name + ", " + flags[same].text
			continue
		}
		style := signature{color: l.ink, dash: n.dash}.lineStyle(l.line() * vg.Length(n.width))
		flags = append(flags, flag{n.x, n.name + " " + amount(n.x, s.Unit), style})
	}
	return flags
}

func distributionShows(r *output.Report, s output.Shape) string {
	if s.Zero == 1 {
		return "No trial has a shortfall."
	}
	mean := amount(s.Mean, s.Unit)
	if m, ok := r.Stat(s.Variant, s.Metric, "mean"); ok {
		mean = withError(output.Interval{Value: s.Mean, Low: m.Low, High: m.High}, s.Unit)
	}
	return fmt.Sprintf("Histogram above the cumulative distribution. Any shortfall in %s of trials. Mean shortfall %s, median %s, 90%% range (p5 to p95) %s to %s, CVaR95 (mean of the worst 5%%) %s.",
		chance(r, s), mean, amount(s.P50, s.Unit), amount(s.P5, s.Unit), amount(s.P95, s.Unit), amount(s.CVaR95, s.Unit))
}

func distributionData(policy string, s output.Shape) []datum {
	row := func(item string, x, xHigh, value float64) datum {
		d := mark(policy, s.Metric, item, "share", value).at(x, s.Unit)
		d.xHigh = xHigh
		return d
	}
	rows := []datum{row("zero", 0, 0, s.Zero)}
	for i, share := range s.Shares {
		if i+1 < len(s.Edges) {
			rows = append(rows, row("bin", s.Edges[i], s.Edges[i+1], share))
		}
	}
	if len(s.Edges) > 0 {
		rows = append(rows, row("above", s.Edges[len(s.Edges)-1], math.NaN(), s.Above))
	}
	for _, p := range s.Curve {
		d := row("at or below", p.X, math.NaN(), 1-p.P)
		d.low, d.high = 1-p.High, 1-p.Low
		rows = append(rows, d)
	}
	for _, f := range []struct {
		name string
		x    float64
	}{{"p5", s.P5}, {"p50", s.P50}, {"p95", s.P95}, {"mean", s.Mean}, {"CVaR95", s.CVaR95}} {
		rows = append(rows, row(f.name, f.x, math.NaN(), math.NaN()))
	}
	return rows
}
