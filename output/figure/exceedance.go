package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
)

func exceedanceKind() kind {
	return kind{
		main: true,
		Info: Info{"exceedance", "Chance of exceeding a total shortfall",
			"Chance that the total shortfall exceeds each size, one curve a policy, with 95% bands of sampling error."},
		products: true,
		draw:     exceedance,
	}
}

// exceedanceShapes are the total shortfalls of the variants that have a curve.
func exceedanceShapes(r *output.Report) []output.Shape {
	var all []output.Shape
	for v := range r.Variants {
		if s, ok := shapeOf(r, v); ok && len(s.Curve) > 0 {
			all = append(all, s)
		}
	}
	return all
}

func exceedance(r *output.Report, _ int) (Drawing, bool) {
	shapes := exceedanceShapes(r)
	if len(shapes) == 0 {
		return Drawing{}, false
	}
	w := reported(r, "Chance of exceeding a "+shapeName(r, shapes[0]), policies(r))
	w.shows = exceedanceShows(r, shapes)
	return w.drawing("", func() []datum { return exceedanceData(r, shapes) }, func(c *chart, l look) { exceedanceInto(r, shapes, c, l) }), true
}

func exceedanceInto(r *output.Report, shapes []output.Shape, c *chart, l look) {
	end, top := 0.0, 0.0
	for _, s := range shapes {
		end = math.Max(end, curveEnd(s))
		for _, p := range s.Curve {
			for _, y := range []float64{p.P, p.High} {
				if finite(y) {
					top = math.Max(top, y)
				}
			}
		}
	}
	curves := panel{heading: "Chance of a larger shortfall (%)" + beyond(shapes, end), part: 1, measure: measure{"%", 100},
		top: top, cap: 1}
	if rarest, last := tailOf(shapes); l.log && rarest < 1 {
		end = last
		curves.from = math.Pow(10, math.Floor(math.Log10(rarest)))
		curves.top, curves.heading = math.Log10(top/curves.from), "Chance of a larger shortfall (%, logarithmic scale)"
	}
	curves.marks = exceedanceMarks(r, shapes, curves.from, l)
	m := measureOf(shapes[0].Unit, end)
	c.x = xaxis{title: quantity(upper(shapeName(r, shapes[0])), m.unit), max: end, ticks: numbers(m)}
	c.panels = []panel{curves}
	if end == 0 {
		c.panels[0].message = "No trial has a shortfall"
	}
	for _, s := range shapes {
		c.keys = append(c.keys, l.lineKey(l.signature(s.Variant), variantTitle(r, s.Variant)))
	}
	c.keys = append(c.keys, l.areaKey(signature{color: l.quiet}, 0.25, "95% band of sampling error"))
}

// tailOf is the smallest chance that is not 0 on the curves, one in a million at the
// least, and the largest shortfall.
func tailOf(shapes []output.Shape) (rarest, last float64) {
	rarest = 1
	for _, s := range shapes {
		for _, p := range s.Curve {
			if p.P > 0 {
				rarest = math.Min(rarest, p.P)
			}
			last = math.Max(last, zeroIfNot(p.X))
		}
	}
	return math.Max(rarest, 1e-6), last
}

// inPowers are the places of chances on a logarithmic axis; a chance below where it
// begins, 0 too, stands there.
func inPowers(chances []float64, from float64) []float64 {
	all := make([]float64, len(chances))
	for i, p := range chances {
		all[i] = math.Log10(math.Max(p, from) / from)
	}
	return all
}

// beyond says how much of the curves lies to the right of the axis: what is cut
// is told.
func beyond(shapes []output.Shape, end float64) string {
	most := 0.0
	for _, s := range shapes {
		most = math.Max(most, chanceAt(s, end))
	}
	switch {
	case most == 0:
		return ""
	case len(shapes) > 1:
		return fmt.Sprintf(" – cut at %s: up to %s lies beyond", amount(end, shapes[0].Unit), output.Percent(most))
	}
	return fmt.Sprintf(" – cut at %s: %s lies beyond", amount(end, shapes[0].Unit), output.Percent(most))
}

// chanceAt is the chance of more than x: that of the last point of the curve at or
// before it.
func chanceAt(s output.Shape, x float64) float64 {
	p := 0.0
	for _, point := range s.Curve {
		if point.X <= x && finite(point.P) {
			p = point.P
		}
	}
	return p
}

// negligible is the chance at which a curve is taken to have reached the axis.
const negligible = 0.004

// curveEnd is where a curve becomes negligible, within its shape.
func curveEnd(s output.Shape) float64 {
	end := shapeEnd(s)
	for _, p := range s.Curve {
		if p.P < negligible && p.X > 0 && p.X < end {
			return p.X
		}
	}
	return end
}

// exceedanceMarks puts all bands behind all curves, the first policy on top. From is
// where a logarithmic axis begins; 0: it is linear.
func exceedanceMarks(r *output.Report, shapes []output.Shape, from float64, l look) []plot.Plotter {
	var bands, lines []plot.Plotter
	for i := len(shapes) - 1; i >= 0; i-- {
		s := shapes[i]
		sig, name := l.signature(s.Variant), variantTitle(r, s.Variant)
		xs, p, low, high := curveOf(s)
		if from > 0 {
			p, low, high = inPowers(p, from), inPowers(low, from), inPowers(high, from)
		}
		bands = append(bands, band{xs, low, high, signature{color: l.veiled(sig.color, 0.2)}.lineStyle(0), name})
		line := curve{name: name, xs: xs, ys: p, style: sig.lineStyle(l.line()), phase: float64(i) / float64(len(shapes))}
		if sig.glyph >= 0 {
			line.glyph = l.markerOf(sig)
		}
		lines = append(lines, line)
	}
	return append(bands, lines...)
}

func (l look) markerOf(s signature) *draw.GlyphStyle {
	g := l.glyph(s)
	return &g
}

func exceedanceShows(r *output.Report, shapes []output.Shape) string {
	var parts []string
	for _, s := range shapes {
		parts = append(parts, fmt.Sprintf("%s: any shortfall in %s of trials, p95 %s, CVaR95 (mean of the worst 5%%) %s",
			variantTitle(r, s.Variant), chance(r, s), amount(s.P95, s.Unit), amount(s.CVaR95, s.Unit)))
	}
	return "One falling curve a policy, with 95% bands. " + strings.Join(parts, "; ") + "."
}

func exceedanceData(r *output.Report, shapes []output.Shape) []datum {
	var rows []datum
	for _, s := range shapes {
		for _, p := range s.Curve {
			rows = append(rows, estimated(variantTitle(r, s.Variant), s.Metric, "exceedance", "share", output.Interval{Value: p.P, Low: p.Low, High: p.High}).at(p.X, s.Unit))
		}
	}
	return rows
}
