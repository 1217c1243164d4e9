package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
)

func convergenceKind() kind {
	return kind{
		Info: Info{"convergence", "How estimates settled",
			"Mean, p95 and CVaR95 of the total shortfall under one policy by the number of trials, with their 95% bands of sampling error."},
		each: true, products: true, draw: convergence,
	}
}

var settledHeadings = map[string]string{"mean": "Mean shortfall", "p95": "p95 of the shortfall", "cvar95": "CVaR95 of the shortfall (mean of the worst 5%)"}

// settled are the estimates of a variant that can be drawn. A shortfall is never
// below 0, and neither are their intervals.
func settled(r *output.Report, v int) []output.Convergence {
	var all []output.Convergence
	for _, c := range r.Convergence {
		rising := slices.IsSortedFunc(c.Points, func(a, b output.Settled) int { return int(a.Trials - b.Trials) })
		if c.Variant != v || len(c.Points) < 2 || settledHeadings[c.Statistic] == "" || !rising || c.Points[0].Trials <= 0 {
			continue
		}
		c.Points = slices.Clone(c.Points)
		for i := range c.Points {
			c.Points[i].Low = math.Max(0, c.Points[i].Low) // NaN stays
		}
		all = append(all, c)
	}
	return all
}

const (
	settledValue = "Estimate"
	settledBand  = "95% band of sampling error"
)

func convergence(r *output.Report, v int) (Drawing, bool) {
	all := settled(r, v)
	title := "How estimates settled"
	if of := ofProduct(r); of != "" {
		title = "How estimates of the shortfall" + of + " settled"
	}
	w := reported(r, title, variantTitle(r, v))
	w.notes, w.shows = settledNotes(all), settledShow(all)
	return w.drawing("", func() []datum { return convergenceData(r, v, all) }, func(c *chart, l look) { convergenceMarks(all, c, l, l.signature(v)) }), len(all) > 0
}

func convergenceMarks(all []output.Convergence, c *chart, l look, sig signature) {
	plain := signature{color: sig.color, glyph: -1}
	c.keys = []key{l.lineKey(plain, settledValue), l.areaKey(sig, weak, settledBand)}
	for i, s := range all {
		n := panel{part: 1}
		line, dots := curve{name: settledValue, style: plain.lineStyle(l.line())}, scatter{look: l, sig: plain}
		var low, high []float64
		for _, p := range s.Points {
			x := math.Log10(float64(p.Trials))
			line.xs, line.ys = append(line.xs, x), append(line.ys, p.Value)
			dots.dots = append(dots.dots, dot{x: x, xLow: math.NaN(), y: p.Value, yLow: math.NaN()})
			low, high = append(low, p.Low), append(high, p.High)
			n.top = math.Max(n.top, math.Max(zeroIfNot(p.Value), zeroIfNot(p.High)))
		}
		if i == 0 {
			c.x.min, c.x.max = line.xs[0]-0.04, line.xs[len(line.xs)-1]+0.04
		}
		last := s.Points[len(s.Points)-1]
		n.measure = measureOf(s.Unit, n.top)
		n.heading = quantity(settledHeadings[s.Statistic], n.measure.unit) + ": " + withError(last.Value, last.Low, last.High, s.Unit) + " in the end"
		n.marks = []plot.Plotter{band{line.xs, low, high, draw.LineStyle{Color: l.veiled(sig.color, weak)}, settledBand}, line, dots}
		c.panels = append(c.panels, n)
	}
	c.x.title, c.x.ticks = "Trials (logarithmic scale)", powers
}

// settledNotes say why a band is missing.
func settledNotes(all []output.Convergence) []string {
	most := int64(0)
	for _, s := range all {
		for _, p := range s.Points {
			if !finite(p.Low) || !finite(p.High) {
				most = max(most, p.Trials)
			}
		}
	}
	if most == 0 {
		return nil
	}
	return []string{fmt.Sprintf("Where there is no band, so few trials (up to %s) bound no interval.", digits(float64(most), 0))}
}

func settledShow(all []output.Convergence) string {
	var parts []string
	for _, s := range all {
		first, last := s.Points[0], s.Points[len(s.Points)-1]
		parts = append(parts, fmt.Sprintf("%s: %s from %s trials, %s from %s", settledHeadings[s.Statistic],
			withError(first.Value, first.Low, first.High, s.Unit), digits(float64(first.Trials), 0), withError(last.Value, last.Low, last.High, s.Unit), digits(float64(last.Trials), 0)))
	}
	return strings.Join(parts, "; ") + "."
}

func convergenceData(r *output.Report, v int, all []output.Convergence) []datum {
	var rows []datum
	for _, s := range all {
		for _, p := range s.Points {
			rows = append(rows, estimated(variantTitle(r, v), r.Chief(), s.Statistic, s.Unit, output.Interval{Value: p.Value, Low: p.Low, High: p.High}).at(float64(p.Trials), "trials"))
		}
	}
	return rows
}
