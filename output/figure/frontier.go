package figure

import (
	"fmt"
	"math"
	"slices"

	"magnetsim/output"
)

// Frontier draws cost against risk, level by level: CVaR95 above, below it the
// chance of a material shortage, or of any loss where that is not known.
// It is false where the levels have no cost or no risk to draw.
func Frontier(f *output.Frontier) (Drawing, bool) {
	title := "What each level costs, and what risk it leaves"
	of := ofMetric(f.Head.Titles, f.Loss)
	title += either(of == "", "", ": shortfall"+of)
	w := played(f.Head, title, clean(f.Head.Policy), caseTitle(f.Head.Titles, f.Head.Case), digits(float64(f.Head.Trials), 0)+" trials a level")
	w.notes = []string{"Bars: 95% sampling error. Points: levels of " + clean(f.Lever.Title(f.Head.Titles)) + "."}
	w.notes[0] += either(slices.ContainsFunc(f.Points, output.FrontierPoint.Dominated), " Hollow: another level is no dearer and no riskier.", "")
	w.shows = inTurn(f.Points, "; ", func(p output.FrontierPoint) string {
		text := fmt.Sprintf("%s: cost %s, CVaR95 %s, any shortfall in %s of trials", p.Text, meanText(p.Cost), meanText(p.Tail), output.Percent(p.Chance.Value))
		text += either(p.Dominated(), ", dominated", "")
		return text
	}) + "."
	both := only(f.Points, func(p output.FrontierPoint) bool { return finite(p.Cost.Value) && finite(p.Tail.Value) })
	return w.drawing("frontier", func() []datum { return frontierData(f) }, func(c *chart, l look) { frontierMarks(f, c, l) }), len(both) > 1
}

func frontierMarks(f *output.Frontier, c *chart, l look) {
	top := 0.0
	for _, p := range f.Points {
		c.x.min = math.Min(c.x.min, zeroIfNot(p.Cost.Value))
		top = math.Max(top, tops(p.Cost.Interval()))
		c.x.rooms = append(c.x.rooms, room{zeroIfNot(p.Cost.Value), p.Text, l.tickPen()})
	}
	m := measureOf(f.Points[0].Cost.Unit, top)
	c.x.max, c.x.title, c.x.ticks = top*1.02, quantity("Mean cost of the stockpiles", m.unit), numbers(m)
	chance := frontierPanel(f, "Chance of any shortfall", func(p output.FrontierPoint) output.Stat { return p.Chance }, l)
	if finite(f.Points[0].Serious.Value) {
		chance = frontierPanel(f, "Chance of a material shortage", func(p output.FrontierPoint) output.Stat { return p.Serious }, l)
	}
	c.panels = []panel{frontierPanel(f, "CVaR95 of the shortfall (mean of the worst 5%)", func(p output.FrontierPoint) output.Stat { return p.Tail }, l), chance}
}

func frontierPanel(f *output.Frontier, heading string, of func(p output.FrontierPoint) output.Stat, l look) panel {
	sig := l.signature(0)
	s := scatter{look: l, sig: sig}
	var t trace
	for _, p := range f.Points {
		y := of(p)
		s.dots = append(s.dots, dot{p.Cost.Value, p.Cost.Low, p.Cost.High, y.Value, y.Low, y.High, p.Text, p.Dominated()})
		t.add(p.Cost.Value, y.Interval())
	}
	line := l.curve(signature{color: sig.color, glyph: -1}, "", t)
	line.style.Width = l.line() * 0.7
	return panelOf(heading, of(f.Points[0]).Unit, t.top()*1.08, line, s) // with room for the names
}

func frontierData(f *output.Frontier) []datum {
	var rows []datum
	for _, p := range f.Points {
		for _, s := range []struct {
			item string
			output.Stat
		}{{"cost", p.Cost}, {"cvar95", p.Tail}, {"p_any", p.Chance}, {"p_shortage", p.Serious}, {"mean", p.Mean}} {
			rows = append(rows, estimated(f.Head.Policy, f.Loss, s.item, s.Unit, s.Interval()).at(p.Level, f.Lever.Unit))
		}
	}
	return rows
}
