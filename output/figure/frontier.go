package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"

	"magnetsim/output"
)

// Frontier draws cost against risk, level by level: CVaR95 above, below it the
// chance of a material shortage, or of any loss where that is not known.
// It is false where the levels have no cost or no risk to draw.
func Frontier(f *output.Frontier) (Drawing, bool) {
	title := "What each level costs, and what risk it leaves"
	if of := ofMetric(f.Loss); of != "" {
		title += ": shortfall" + of
	}
	w := played(f.Head, title, clean(f.Head.Policy), clean(f.Head.Case), digits(float64(f.Head.Trials), 0)+" trials a level")
	w.notes, w.shows = frontierNotes(f), frontierShows(f)
	n := 0
	for _, p := range f.Points {
		if finite(p.Cost.Value) && finite(p.Tail.Value) {
			n++
		}
	}
	return w.drawing("frontier", func() []datum { return frontierData(f) }, func(c *chart, l look) { frontierMarks(f, c, l) }), n > 1
}

// risk is a panel of a frontier.
type risk struct {
	heading string
	of      func(p output.FrontierPoint) output.Stat
}

func frontierRisks(f *output.Frontier) []risk {
	chance := risk{"Chance of any shortfall", func(p output.FrontierPoint) output.Stat { return p.Chance }}
	if finite(f.Points[0].Serious.Value) {
		chance = risk{"Chance of a material shortage", func(p output.FrontierPoint) output.Stat { return p.Serious }}
	}
	return []risk{{"CVaR95 of the shortfall (mean of the worst 5%)", func(p output.FrontierPoint) output.Stat { return p.Tail }}, chance}
}

func frontierMarks(f *output.Frontier, c *chart, l look) {
	top := 0.0
	for _, p := range f.Points {
		c.x.min = math.Min(c.x.min, zeroIfNot(p.Cost.Value))
		top = math.Max(top, math.Max(zeroIfNot(p.Cost.Value), zeroIfNot(p.Cost.High)))
		c.x.rooms = append(c.x.rooms, room{zeroIfNot(p.Cost.Value), p.Text, l.tickPen()})
	}
	m := measureOf(f.Points[0].Cost.Unit, top)
	c.x.max, c.x.title, c.x.ticks = top*1.02, quantity("Mean cost of the stockpiles", m.unit), numbers(m)
	for _, r := range frontierRisks(f) {
		c.panels = append(c.panels, frontierPanel(f, r, l.signature(0), l))
	}
}

func frontierPanel(f *output.Frontier, r risk, sig signature, l look) panel {
	s := scatter{look: l, sig: sig}
	line := curve{style: signature{color: sig.color, glyph: -1}.lineStyle(l.line() * 0.7)}
	n := panel{part: 1}
	for _, p := range f.Points {
		y := r.of(p)
		s.dots = append(s.dots, dot{p.Cost.Value, p.Cost.Low, p.Cost.High, y.Value, y.Low, y.High, p.Text, p.Dominated()})
		line.xs, line.ys = append(line.xs, p.Cost.Value), append(line.ys, y.Value)
		n.top = math.Max(n.top, math.Max(zeroIfNot(y.Value), zeroIfNot(y.High)))
	}
	n.top *= 1.08 // for the names
	n.measure = measureOf(r.of(f.Points[0]).Unit, n.top)
	n.heading = quantity(r.heading, n.measure.unit)
	n.marks = []plot.Plotter{line, s}
	return n
}

func frontierNotes(f *output.Frontier) []string {
	all := []string{"Bars: 95% sampling error. Points: levels of " + clean(strings.Join(f.Lever.Paths, ", ")) + "."}
	for _, p := range f.Points {
		if p.Dominated() {
			all[0] += " Hollow: another level is no dearer and no riskier."
			break
		}
	}
	return all
}

func frontierShows(f *output.Frontier) string {
	var parts []string
	for _, p := range f.Points {
		text := fmt.Sprintf("%s: cost %s, CVaR95 %s, any shortfall in %s of trials", p.Text,
			withError(p.Cost.Value, p.Cost.Low, p.Cost.High, p.Cost.Unit), withError(p.Tail.Value, p.Tail.Low, p.Tail.High, p.Tail.Unit), output.Percent(p.Chance.Value))
		if p.Dominated() {
			text += ", dominated"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ") + "."
}

func frontierData(f *output.Frontier) []datum {
	var rows []datum
	for _, p := range f.Points {
		for _, s := range []struct {
			item string
			output.Stat
		}{{"cost", p.Cost}, {"cvar95", p.Tail}, {"p_any", p.Chance}, {"p_shortage", p.Serious}, {"mean", p.Mean}} {
			rows = append(rows, estimated(f.Head.Policy, f.Loss, s.item, s.Unit, output.Interval{Value: s.Value, Low: s.Low, High: s.High}).at(p.Level, f.Lever.Unit))
		}
	}
	return rows
}
