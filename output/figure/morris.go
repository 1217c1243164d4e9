package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"

	"magnetsim/output"
)

// The series of a figure of elementary effects.
const (
	sizeKey   = "Mean size of the effect (μ*)"
	spreadKey = "Spread of the effect (σ), of single figures"
)

// Effects draws how far an outcome moves as groups of figures move, with 95%
// intervals, the farthest first, and of single figures how far that depends on the
// others. It is false where there is no group.
func Effects(o *output.Morris) (Drawing, bool) {
	shown := o.Groups[:min(len(o.Groups), mostGroups)]
	return Drawing{
		Name: "effects", chart: func(l look) *chart { return effectsChart(o, shown, l) }, alt: effectsAlt(o, shown), data: effectsData(o),
	}, len(shown) > 0
}

func effectsChart(o *output.Morris, shown []output.MorrisGroup, l look) *chart {
	b := spans{look: l, rows: len(shown), names: []string{sizeKey}, signed: []signature{l.marked(0)}}
	spread := spreads(shown)
	if spread {
		b.names, b.signed = append(b.names, spreadKey), append(b.signed, l.marked(1))
	}
	n := panel{part: 1, top: float64(len(shown))}
	top := 0.0
	for _, g := range shown {
		top = math.Max(top, g.Size.Value)
	}
	m := measureOf(o.Unit, top)
	for i, g := range shown {
		b.items = append(b.items, span{i, 0, g.Size.Value, g.Size.Low, g.Size.High, effectText(g, m)})
		if spread && finite(g.Spread.Value) && !g.None {
			b.items = append(b.items, span{i, 1, g.Spread.Value, g.Spread.Low, g.Spread.High, ""})
		}
		n.rows = append(n.rows, rowOf(g.Name))
	}
	c := &chart{title: effectsTitle(o), subtitle: unbroken(effectsSetting(o)), notes: effectsNotes(o, shown), origins: origins(o.Head.SourceLine, o.Head.NoteLine)}
	b.reach(&c.x)
	c.x.title, c.x.ticks = quantity("Effect over the range of the figures", m.unit), numbers(m)
	n.marks = []plot.Plotter{b}
	c.panels = []panel{n}
	for i, name := range b.names {
		c.keys = append(c.keys, l.dotKey(b.signed[i], name))
	}
	c.plots, c.least = b.heights(l)
	return c
}

// spreads reports whether the spread is drawn: where most groups are single figures,
// which alone have one.
func spreads(shown []output.MorrisGroup) bool {
	single := 0
	for _, g := range shown {
		if len(g.Members) == 1 {
			single++
		}
	}
	return 2*single > len(shown)
}

// effectText writes a size; ~ for one that may be zero.
func effectText(g output.MorrisGroup, m measure) string {
	switch {
	case g.None:
		return "0"
	case !g.Told:
		return untold
	}
	value := g.Size.Value * m.factor
	return digits(value, decimalsFor(value))
}

func effectsTitle(o *output.Morris) string { return "What moves " + clean(o.Metric) }

func effectsSetting(o *output.Morris) string {
	return fmt.Sprintf("%s · %s · %s · seed %d", clean(o.Head.Title), clean(o.Variant.Label()), o.Design(), o.Head.Seed)
}

func effectsNotes(o *output.Morris, shown []output.MorrisGroup) []string {
	chance := "Chance is not moved"
	if finite(o.Chance) {
		chance += fmt.Sprintf(": by itself it has a standard deviation of %s", amount(o.Chance, o.Unit))
	}
	how := fmt.Sprintf("Lines: 95%% intervals (bootstrap). %s may be zero. %s%s.", untold, chance, smaller(len(o.Groups)-len(shown)))
	return []string{how}
}

func effectsAlt(o *output.Morris, shown []output.MorrisGroup) string {
	var parts []string
	for _, g := range shown {
		switch {
		case g.None:
			parts = append(parts, clean(g.Name)+" none at all")
		case !g.Told:
			parts = append(parts, fmt.Sprintf("%s not told from zero (at most %s)", clean(g.Name), amount(g.Size.High, o.Unit)))
		default:
			parts = append(parts, fmt.Sprintf("%s %s (%s to %s)", clean(g.Name), amount(g.Size.Value, o.Unit), amount(g.Size.Low, o.Unit), amount(g.Size.High, o.Unit)))
		}
	}
	return fmt.Sprintf("%s. %s. Mean size of the effects, the largest first: %s.", effectsTitle(o), effectsSetting(o), strings.Join(parts, "; "))
}

func effectsData(o *output.Morris) []datum {
	var rows []datum
	for _, g := range o.Groups {
		for _, one := range []struct {
			item string
			x    output.Interval
		}{{"mu_star", g.Size}, {"mu", g.Mean}, {"sigma", g.Spread}} {
			if !finite(one.x.Value) {
				continue
			}
			d := blank
			d.policy, d.quantity, d.item, d.unit = o.Variant.Label(), g.Name, one.item, o.Unit
			d.value, d.low, d.high = one.x.Value, one.x.Low, one.x.High
			rows = append(rows, d)
		}
	}
	return rows
}
