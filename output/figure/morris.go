package figure

import (
	"fmt"
	"math"
	"strings"

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
	w := played(o.Head, "What moves "+clean(o.Metric), clean(o.Variant.Label()), o.Design())
	w.notes, w.shows = effectsNotes(o, shown), effectsShow(o, shown)
	return w.drawing("effects", func() []datum { return effectsData(o) }, func(c *chart, l look) {
		b := spans{look: l, rows: len(shown), names: []string{sizeKey}, signed: []signature{l.marked(0)}}
		spread := spreads(shown)
		if spread {
			b.names, b.signed = append(b.names, spreadKey), append(b.signed, l.marked(1))
		}
		top := 0.0
		for _, g := range shown {
			top = math.Max(top, g.Size.Value)
		}
		m := measureOf(o.Unit, top)
		var rows []string
		for i, g := range shown {
			b.items = append(b.items, span{i, 0, g.Size.Value, g.Size.Low, g.Size.High, effectText(g, m)})
			if spread && finite(g.Spread.Value) && !g.None {
				b.items = append(b.items, span{i, 1, g.Spread.Value, g.Spread.Low, g.Spread.High, ""})
			}
			rows = append(rows, rowOf(g.Name))
		}
		b.on(c, rows, "Effect over the range of the figures", m)
	}), len(shown) > 0
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

func effectsNotes(o *output.Morris, shown []output.MorrisGroup) []string {
	chance := "Chance is not moved"
	if finite(o.Chance) {
		chance += fmt.Sprintf(": by itself it has a standard deviation of %s", amount(o.Chance, o.Unit))
	}
	how := fmt.Sprintf("Lines: 95%% intervals (bootstrap). %s may be zero. %s%s.", untold, chance, smaller(len(o.Groups)-len(shown)))
	return []string{how}
}

func effectsShow(o *output.Morris, shown []output.MorrisGroup) string {
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
	return "Mean size of the effects, the largest first: " + strings.Join(parts, "; ") + "."
}

func effectsData(o *output.Morris) []datum {
	var rows []datum
	for _, g := range o.Groups {
		for i, x := range []output.Interval{g.Size, g.Mean, g.Spread} {
			if finite(x.Value) {
				rows = append(rows, estimated(o.Variant.Label(), g.Name, []string{"mu_star", "mu", "sigma"}[i], o.Unit, x))
			}
		}
	}
	return rows
}
