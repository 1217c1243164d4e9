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
	d := Drawing{Name: "frontier", chart: func(l look) *chart { return frontierChart(f, l) }, alt: frontierAlt(f), data: frontierData(f)}
	n := 0
	for _, p := range f.Points {
		if finite(p.Cost.Value) && finite(p.Tail.Value) {
			n++
		}
	}
	return d, n > 1
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

func frontierChart(f *output.Frontier, l look) *chart {
	sig := l.signature(0)
	c := &chart{title: "What each level costs, and what risk it leaves", subtitle: unbroken(frontierSetting(f)), notes: frontierNotes(f), origins: origins(f.Head.SourceLine, f.Head.NoteLine)}
	top := 0.0
	for _, p := range f.Points {
		c.x.min = math.Min(c.x.min, zeroIfNot(p.Cost.Value))
		top = math.Max(top, math.Max(zeroIfNot(p.Cost.Value), zeroIfNot(p.Cost.High)))
		c.x.rooms = append(c.x.rooms, room{zeroIfNot(p.Cost.Value), p.Text, l.tickPen()})
	}
	m := measureOf(f.Points[0].Cost.Unit, top)
	c.x.max, c.x.title, c.x.ticks = top*1.02, quantity("Mean cost of the stockpiles", m.unit), numbers(m)
	for _, r := range frontierRisks(f) {
		c.panels = append(c.panels, frontierPanel(f, r, sig, l))
	}
	return c
}

// frontierTitle names the end product where there are several.
func frontierTitle(f *output.Frontier) string {
	title := "What each level costs, and what risk it leaves"
	if of := ofMetric(f.Loss); of != "" {
		title += ": shortfall" + of
	}
	return title
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

func frontierSetting(f *output.Frontier) string {
	parts := []string{clean(f.Head.Title)}
	for _, more := range []string{f.Head.Policy, f.Head.Case} {
		if more != "" {
			parts = append(parts, clean(more))
		}
	}
	return strings.Join(append(parts, digits(float64(f.Head.Trials), 0)+" trials a level", fmt.Sprintf("seed %d", f.Head.Seed)), " · ")
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

func frontierAlt(f *output.Frontier) string {
	var parts []string
	for _, p := range f.Points {
		text := fmt.Sprintf("%s: cost %s, CVaR95 %s, any shortfall in %s of trials", p.Text,
			withError(p.Cost.Value, p.Cost.Low, p.Cost.High, p.Cost.Unit), withError(p.Tail.Value, p.Tail.Low, p.Tail.High, p.Tail.Unit), percent(p.Chance.Value))
		if p.Dominated() {
			text += ", dominated"
		}
		parts = append(parts, text)
	}
	return fmt.Sprintf("%s. %s. %s.", frontierTitle(f), frontierSetting(f), strings.Join(parts, "; "))
}

func frontierData(f *output.Frontier) []datum {
	var rows []datum
	for _, p := range f.Points {
		for _, s := range []struct {
			item string
			output.Stat
		}{{"cost", p.Cost}, {"cvar95", p.Tail}, {"p_any", p.Chance}, {"p_shortage", p.Serious}, {"mean", p.Mean}} {
			d := blank
			d.policy, d.quantity, d.item, d.x, d.xUnit = f.Head.Policy, f.Loss, s.item, p.Level, f.Lever.Unit
			d.value, d.low, d.high, d.unit = s.Value, s.Low, s.High, s.Unit
			rows = append(rows, d)
		}
	}
	return rows
}
