package figure

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strconv"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

var settledHeadings = map[string]string{"mean": "Mean shortfall", "p95": "p95 of the shortfall", "cvar95": "CVaR95 of the shortfall (mean of the worst 5%)"}

// settled are the estimates of a variant that can be drawn. A shortfall is never
// below 0, and neither are their intervals.
func settled(r *output.Report, v int) []output.Convergence {
	drawable := func(c output.Convergence) bool {
		rising := slices.IsSortedFunc(c.Points, func(a, b output.Settled) int { return int(a.Trials - b.Trials) })
		return c.Variant == v && len(c.Points) > 1 && settledHeadings[c.Statistic] != "" && rising && c.Points[0].Trials > 0
	}
	return mapped(only(r.Convergence, drawable), func(c output.Convergence) output.Convergence {
		c.Points = mapped(c.Points, func(p output.Settled) output.Settled { p.Low = math.Max(0, p.Low); return p }) // NaN stays
		return c
	})
}

func intervalOf(p output.Settled) output.Interval {
	return output.Interval{Value: p.Value, Low: p.Low, High: p.High}
}

const (
	settledValue = "Estimate"
	settledBand  = "95% band of sampling error"
)

func convergence(r *output.Report, v int) (Drawing, bool) {
	all := settled(r, v)
	of := ofProduct(r)
	w := reported(r, "How estimates"+either(of == "", "", " of the shortfall"+of)+" settled", variantTitle(r, v))
	w.notes, w.shows = settledNotes(all), settledShow(all)
	data := func() []datum {
		return flat(all, func(s output.Convergence) []datum {
			return mapped(s.Points, func(p output.Settled) datum {
				return estimated(variantTitle(r, v), r.Chief(), s.Statistic, s.Unit, intervalOf(p)).at(float64(p.Trials), "trials")
			})
		})
	}
	return w.drawing("", data, func(c *chart, l look) { convergenceMarks(all, c, l, l.signature(v).color) }), len(all) > 0
}

func convergenceMarks(all []output.Convergence, c *chart, l look, color color.NRGBA) {
	sig := signature{color: color, glyph: -1}
	c.keys = []key{l.lineKey(sig, settledValue), l.areaKey(sig, weak, settledBand)}
	for i, s := range all {
		var t trace
		dots := scatter{look: l, sig: sig}
		for _, p := range s.Points {
			x := math.Log10(float64(p.Trials))
			t.add(x, intervalOf(p))
			dots.dots = append(dots.dots, dot{x: x, xLow: math.NaN(), y: p.Value, yLow: math.NaN()})
		}
		if i == 0 {
			c.x.min, c.x.max = t.xs[0]-0.04, t.xs[len(t.xs)-1]+0.04
		}
		n := panelOf(settledHeadings[s.Statistic], s.Unit, t.top(), l.band(sig, weak, settledBand, t), l.curve(sig, settledValue, t), dots)
		n.heading += ": " + withError(intervalOf(s.Points[len(s.Points)-1]), s.Unit) + " in the end"
		c.panels = append(c.panels, n)
	}
	c.x.title, c.x.ticks = "Trials (logarithmic scale)", powers
}

// settledNotes say why a band is missing.
func settledNotes(all []output.Convergence) []string {
	open := flat(all, func(s output.Convergence) []output.Settled {
		return only(s.Points, func(p output.Settled) bool { return !finite(p.Low) || !finite(p.High) })
	})
	if len(open) == 0 {
		return nil
	}
	most := highest(mapped(open, func(p output.Settled) float64 { return float64(p.Trials) }))
	return []string{fmt.Sprintf("Where there is no band, so few trials (up to %s) bound no interval.", digits(most, 0))}
}

func settledShow(all []output.Convergence) string {
	return inTurn(all, "; ", func(s output.Convergence) string {
		first, last := s.Points[0], s.Points[len(s.Points)-1]
		return fmt.Sprintf("%s: %s from %s trials, %s from %s", settledHeadings[s.Statistic],
			withError(intervalOf(first), s.Unit), digits(float64(first.Trials), 0), withError(intervalOf(last), s.Unit), digits(float64(last.Trials), 0))
	}) + "."
}

// The series of a figure of rare outcomes.
const (
	onceKey     = "Exceeded once in so many trials"
	onceBandKey = "95% band of sampling error"
)

// Rare draws what is exceeded once in so many trials, with what was asked for named. It
// is false where no more than one point is known.
func Rare(r *output.Rare) (Drawing, bool) {
	w := played(r.Head, unit.UpperFirst(clean(r.Head.Titles.Metric(r.Metric)))+" that is exceeded once in so many trials", clean(r.Variant.Label()),
		fmt.Sprintf("%s trials, chosen among %s worlds", unit.Grouped(r.Head.Asked), unit.Grouped(r.Candidates)))
	years := strconv.FormatFloat(math.Round(r.Years*10)/10, 'f', -1, 64)
	w.notes = []string{"A trial lasts " + years + " years: once in so many of them is not once in so many years. Bars: 95% sampling error."}
	if len(r.Curve) > 1 {
		w.shows = rareShows(r)
	}
	return w.drawing("rare", func() []datum { return append(rareData(r, "asked", r.Once), rareData(r, "curve", r.Curve)...) }, func(c *chart, l look) { rareMarks(r, c, l) }), len(r.Curve) > 1
}

func rareMarks(r *output.Rare, c *chart, l look) {
	sig := signature{color: l.signature(0).color, glyph: -1}
	var t trace
	for _, p := range r.Curve {
		t.add(-math.Log10(p.Chance.Value), p.Value)
	}
	c.keys = []key{l.lineKey(sig, onceKey), l.areaKey(sig, weak, onceBandKey)}
	c.x.min, c.x.max = t.xs[0], t.xs[len(t.xs)-1]+0.04
	asked, top := scatter{look: l, sig: sig, along: l.curve(sig, onceKey, t)}, t.top()
	for _, p := range r.Once {
		x, text := -math.Log10(p.Chance.Value), amount(p.Value.Value, r.Unit)
		asked.dots = append(asked.dots, dot{x: x, xLow: math.NaN(), xHigh: math.NaN(), y: p.Value.Value, yLow: p.Value.Low, yHigh: p.Value.High, text: text})
		c.x.rooms = append(c.x.rooms, room{x, text, l.tickPen()})
		c.x.max = math.Max(c.x.max, x+0.04)
		top = math.Max(top, tops(p.Value))
	}
	top *= 1.06 // for the names
	c.panels = []panel{panelOf(unit.UpperFirst(clean(r.Head.Titles.Metric(r.Metric))), r.Unit, top, l.band(sig, weak, onceBandKey, t), asked.along, asked)}
	c.x.title, c.x.ticks = "Once in so many trials (logarithmic scale)", powers
}

func rareShows(r *output.Rare) string {
	once := func(p output.RareLevel) string {
		return fmt.Sprintf("once in %s trials more than ", digits(1/p.Chance.Value, 0))
	}
	asked := inTurn(r.Once, "; ", func(p output.RareLevel) string { return once(p) + between(p.Value, r.Unit) })
	if asked == "" {
		last := r.Curve[len(r.Curve)-1]
		asked = once(last) + amount(last.Value.Value, r.Unit)
	}
	return "A rising curve with its 95% band: " + asked + "."
}

func rareData(r *output.Rare, item string, levels []output.RareLevel) []datum {
	return mapped(levels, func(p output.RareLevel) datum {
		return estimated(clean(r.Variant.Label()), r.Metric, item, r.Unit, p.Value).at(1/p.Chance.Value, "trials")
	})
}
