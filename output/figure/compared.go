package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Comparison draws the mean loss of every policy in every case, and the mean of
// its worst 5%, side by side. There are none where no policy has a number.
func Comparison(c *output.Comparison) []Drawing {
	var all []Drawing
	for _, q := range []struct{ name, quantity, heading, note string }{
		{"compared", output.ByMean, "Mean " + lossTitle(c), "Lines: 95% sampling error."},
		{"compared-cvar95", output.ByTail, "CVaR95 of the " + lossTitle(c), "Lines: 95% sampling error. CVaR95: mean of the worst 5%."},
	} {
		t := compared{c, q.heading, only(c.Levels, func(l output.Level) bool { return l.Quantity == q.quantity && finite(l.Stat.Value) })}
		if len(t.levels) == 0 {
			continue
		}
		w := saying{title: q.heading + " by case and policy", setting: t.setting(), notes: []string{q.note}, shows: t.shows()}
		if len(c.Cases) == 1 {
			w.title = q.heading + " by policy"
		}
		if slices.ContainsFunc(c.Cases, func(w output.World) bool { return w.Paired }) {
			w.notes[0] += " On the same draws policies are told apart better than their lines suggest: see the differences."
		}
		all = append(all, w.drawing(q.name, t.data, t.marks))
	}
	return all
}

// lossTitle names what is lost: "total shortfall", "shortfall of Automotive".
func lossTitle(c *output.Comparison) string { return clean(c.Head.Titles.Metric(c.Metric)) }

// compared is one quantity of all policies in all cases.
type compared struct {
	*output.Comparison
	heading string
	levels  []output.Level
}

func (t compared) setting() string {
	fewest, most := t.TrialsEach()
	trials := digits(float64(fewest), 0) + " trials each"
	if most > fewest {
		trials = digits(float64(fewest), 0) + " to " + digits(float64(most), 0) + " trials each"
	}
	return inOrder(clean(t.Head.Title), unit.Counted(len(t.Policies), "policy"), unit.Counted(len(t.Cases), "case"), trials)
}

func (t compared) marks(c *chart, l look) {
	shown := min(len(t.Cases), rowsFor(len(t.Policies)))
	rivals := t.Policies[:min(len(t.Policies), mostSeries)]
	if shown < len(t.Cases) || len(rivals) < len(t.Policies) {
		c.notes = append(c.notes, fmt.Sprintf("Shown: the first %s of %s, the first %s of %s. The others are in the figure's data.",
			unit.Counted(shown, "case"), digits(float64(len(t.Cases)), 0), unit.Counted(len(rivals), "policy"), digits(float64(len(t.Policies)), 0)))
	}
	b := spansOf(l, shown, mapped(rivals, func(p output.Rival) string { return clean(p.Label()) })...)
	for _, w := range t.Cases[:shown] {
		b.row(clean(w.Label()))
	}
	m := measureOf(t.levels[0].Stat.Unit, highest(mapped(t.levels, func(v output.Level) float64 { return math.Abs(v.Stat.Value) })))
	for _, v := range t.levels {
		if v.Case < shown && v.Policy < len(rivals) {
			b.items = append(b.items, span{v.Case, v.Policy, v.Stat.Interval(), b.number(v.Stat.Value, m)})
		}
	}
	b.on(c, t.heading, m)
}

func (t compared) shows() string {
	var parts []string
	for i, w := range t.Cases {
		levels := only(t.levels, func(v output.Level) bool { return v.Case == i })
		parts = append(parts, clean(w.Label())+": "+inTurn(levels, ", ", func(v output.Level) string {
			return clean(t.Policies[v.Policy].Label()) + " " + meanText(v.Stat)
		}))
	}
	return "With 95% sampling error. " + strings.Join(parts, "; ") + "."
}

func (t compared) data() []datum {
	return mapped(t.levels, func(v output.Level) datum {
		return estimated(t.Policies[v.Policy].Name, t.Metric, t.Cases[v.Case].Name+" "+v.Quantity, v.Stat.Unit, v.Stat.Interval())
	})
}
