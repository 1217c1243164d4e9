package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
)

func convergenceKind() kind {
	return kind{
		Info: Info{"convergence", "How estimates settled",
			"Mean, p95 and CVaR95 of the total shortfall under one policy by the number of trials, with their 95% bands of sampling error."},
		each:  true,
		has:   func(r *output.Report, v int) bool { return len(settled(r, v)) > 0 },
		chart: convergenceChart,
		alt:   convergenceAlt,
		data:  convergenceData,
	}
}

var settledHeadings = map[string]string{"mean": "Mean shortfall", "p95": "p95 of the shortfall", "cvar95": "CVaR95 of the shortfall (mean of the worst 5%)"}

// settled are the estimates of a variant that can be drawn.
func settled(r *output.Report, v int) []output.Convergence {
	var all []output.Convergence
	for _, c := range r.Convergence {
		if c.Variant == v && len(c.Points) > 1 && settledHeadings[c.Statistic] != "" {
			all = append(all, c)
		}
	}
	return all
}

const (
	settledValue = "Estimate"
	settledBand  = "95% band of sampling error"
)

func convergenceChart(r *output.Report, v int, l look) *chart {
	sig := l.signature(v)
	plain := signature{color: sig.color, glyph: -1}
	c := &chart{
		title: inYears(r, "How estimates settled"), subtitle: unbroken(setting(r, variantTitle(r, v))), notes: notes(r),
		keys: []key{l.lineKey(plain, settledValue), l.areaKey(sig, weak, settledBand)},
	}
	for _, s := range settled(r, v) {
		n := panel{part: 1}
		var xs, ys, low, high []float64
		for _, p := range s.Points {
			xs, ys = append(xs, float64(p.Trials)), append(ys, p.Value)
			low, high = append(low, p.Low), append(high, p.High)
			n.top = math.Max(n.top, math.Max(zeroIfNot(p.Value), zeroIfNot(p.High)))
		}
		c.x.max = math.Max(c.x.max, zeroIfNot(xs[len(xs)-1]))
		n.measure = measureOf(s.Unit, n.top)
		n.heading = quantity(settledHeadings[s.Statistic], n.measure.unit)
		n.marks = []plot.Plotter{
			band{xs, low, high, draw.LineStyle{Color: l.veiled(sig.color, weak)}, settledBand},
			curve{name: settledValue, xs: xs, ys: ys, style: plain.lineStyle(l.line())},
		}
		c.panels = append(c.panels, n)
	}
	c.x.title, c.x.ticks = "Trials", numbers(measure{"", 1})
	return c
}

func convergenceAlt(r *output.Report, v int) string {
	var parts []string
	for _, s := range settled(r, v) {
		first, last := s.Points[0], s.Points[len(s.Points)-1]
		parts = append(parts, fmt.Sprintf("%s: %s from %s trials, %s from %s", settledHeadings[s.Statistic],
			withError(first.Value, first.Low, first.High, s.Unit), digits(float64(first.Trials), 0), withError(last.Value, last.Low, last.High, s.Unit), digits(float64(last.Trials), 0)))
	}
	return fmt.Sprintf("%s. %s. %s.", inYears(r, "How estimates settled"), setting(r, variantTitle(r, v)), strings.Join(parts, "; "))
}

func convergenceData(r *output.Report, v int) []datum {
	var rows []datum
	for _, s := range settled(r, v) {
		for _, p := range s.Points {
			d := blank
			d.policy, d.quantity, d.item, d.x, d.xUnit = variantTitle(r, v), r.Chief(), s.Statistic, float64(p.Trials), "trials"
			d.value, d.low, d.high, d.unit = p.Value, p.Low, p.High, s.Unit
			rows = append(rows, d)
		}
	}
	return rows
}
