package figure

import (
	"fmt"
	"math"
	"slices"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

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
	w.shows = "One falling curve for each policy, with 95% bands. " + inTurn(shapes, "; ", func(s output.Shape) string {
		return fmt.Sprintf("%s: any shortfall in %s of trials, p95 %s, CVaR95 (mean of the worst 5%%) %s",
			variantTitle(r, s.Variant), chance(r, s), amount(s.P95, s.Unit), amount(s.CVaR95, s.Unit))
	}) + "."
	data := func() []datum {
		return flat(shapes, func(s output.Shape) []datum {
			return mapped(s.Curve, func(p output.Point) datum {
				return estimated(variantTitle(r, s.Variant), s.Metric, "exceedance", "share", chanceOf(p)).at(p.X, s.Unit)
			})
		})
	}
	return w.drawing("", data, func(c *chart, l look) { exceedanceInto(r, shapes, c, l) }), true
}

func exceedanceInto(r *output.Report, shapes []output.Shape, c *chart, l look) {
	end, top := 0.0, 0.0
	for _, s := range shapes {
		end = math.Max(end, curveEnd(s))
		t := curveOf(s)
		top = math.Max(top, highest(t.ys, t.high))
	}
	curves := panel{heading: "Chance of a larger shortfall (%)" + beyond(shapes, end), part: 1, measure: measure{"%", 100}, top: top, cap: 1}
	if rarest, last := tailOf(shapes); l.log && rarest < 1 {
		end = last
		curves.from = math.Pow(10, math.Floor(math.Log10(rarest)))
		curves.top, curves.heading = math.Log10(top/curves.from), "Chance of a larger shortfall (%, logarithmic scale)"
	}
	curves.marks = exceedanceMarks(r, shapes, curves.from, l)
	m := measureOf(shapes[0].Unit, end)
	c.x = xaxis{title: quantity(unit.UpperFirst(shapeName(r, shapes[0])), m.unit), max: end, ticks: numbers(m)}
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
	return mapped(chances, func(p float64) float64 { return math.Log10(math.Max(p, from) / from) })
}

// beyond says how much of the curves lies to the right of the axis: what is cut
// is told.
func beyond(shapes []output.Shape, end float64) string {
	most := highest(mapped(shapes, func(s output.Shape) float64 { return chanceAt(s, end) }))
	if most == 0 {
		return ""
	}
	share := either(len(shapes) > 1, "up to ", "") + output.Percent(most)
	return fmt.Sprintf(" – cut at %s: %s lies beyond", amount(end, shapes[0].Unit), share)
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
func exceedanceMarks(r *output.Report, shapes []output.Shape, from float64, l look) []teller {
	var bands, lines []teller
	for i, s := range slices.Backward(shapes) {
		sig, name, t := l.signature(s.Variant), variantTitle(r, s.Variant), curveOf(s)
		if from > 0 {
			t = trace{t.xs, inPowers(t.ys, from), inPowers(t.low, from), inPowers(t.high, from)}
		}
		bands = append(bands, l.band(sig, 0.2, name, t))
		lines = append(lines, l.curve(sig, name, t).shifted(i, len(shapes)))
	}
	return append(bands, lines...)
}
