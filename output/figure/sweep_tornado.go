package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
)

// swings is a tornado: how far the mean moves from that of the scenario as it stands where
// one place at a time takes other values.
type swings struct {
	sweepView
	policy output.Variant
	base   output.Stat
	rows   []swing // the widest first
}

// swing are the values of an axis with the least and the most of what is told.
type swing struct {
	axis        int
	least, most swingEnd
}

type swingEnd struct {
	cell  string // its id
	label string
	mean  output.Stat
}

// ends are those of the swing: one where the axis has one value.
func (x swing) ends() []swingEnd {
	if x.most.label == x.least.label {
		return []swingEnd{x.least}
	}
	return []swingEnd{x.least, x.most}
}

// wide is how far apart the ends lie, the base among them.
func (x swing) wide(base float64) float64 {
	return math.Max(x.most.mean.Value, base) - math.Min(x.least.mean.Value, base)
}

// tornados draw a tornado for each policy. There are none where the scenario as it stands
// was not played.
func (w sweepView) tornados() []Drawing {
	at := slices.IndexFunc(w.cells, func(i int) bool { return len(w.Cells[i].Values) == 0 })
	if at < 0 {
		return nil
	}
	var all []Drawing
	for policy, v := range w.policies {
		t := &swings{sweepView: w, policy: v}
		var ok bool
		if t.base, ok = w.mean(w.cells[at], policy); !ok {
			continue
		}
		for _, axis := range w.axes {
			if x, ok := w.swing(policy, axis); ok {
				t.rows = append(t.rows, x)
			}
		}
		if len(t.rows) == 0 {
			continue
		}
		slices.SortStableFunc(t.rows, func(a, b swing) int { return cmp.Compare(b.wide(t.base.Value), a.wide(t.base.Value)) })
		title := "What moves the " + clean(t.Quantity()) + ofMetric(t.Head.Titles, t.metric) + ", one place at a time"
		d := w.says(title, w.setting(policyTitle(v)), t.shows(), t.note()).drawing("tornado", t.data, t.marks)
		d.Policy = v.Policy
		all = append(all, d)
	}
	return all
}

func (w sweepView) swing(policy, axis int) (swing, bool) {
	x, found := swing{axis: axis}, false
	for _, i := range w.cells {
		v, ok := w.Cells[i].Value(axis)
		mean, known := w.mean(i, policy)
		if !ok || !known {
			continue
		}
		end := swingEnd{w.Cells[i].ID, clean(w.Words(v)), mean}
		if !found || mean.Value < x.least.mean.Value {
			x.least = end
		}
		if !found || mean.Value > x.most.mean.Value {
			x.most = end
		}
		found = true
	}
	return x, found
}

func (t *swings) shown() []swing { return t.rows[:min(len(t.rows), mostSwings)] }

// mostSwings is how many places a tornado of a sweep shows.
const mostSwings = 15

func (t *swings) marks(c *chart, l look) {
	shown := t.shown()
	what := clean(strings.TrimPrefix(t.Quantity(), "mean "))
	b := spansOf(l, len(shown), "Least "+what+" of its values", "Most "+what+" of its values")
	b.start, b.bars = t.base.Value, true
	m := measureOf(t.unit, highest(flat(shown, func(x swing) []float64 {
		return []float64{math.Abs(t.base.Value), math.Abs(x.least.mean.Value), math.Abs(x.most.mean.Value)}
	})))
	for _, x := range shown {
		b.row(clean(t.Axes[x.axis].Name()))
		for series, end := range x.ends() {
			b.add(series, end.mean.Interval(), end.label+": "+m.number(end.mean.Value))
		}
	}
	b.on(c, t.what(), m)
}

func (t *swings) note() string {
	line := "The upright line: the scenario as it stands, " + amount(t.base.Value, t.unit) + ". Thin lines: 95% sampling error; on the same draws values are told apart better than that."
	shown := len(t.shown())
	return line + either(shown < len(t.rows), fmt.Sprintf(" Shown: %d of %d places, those that move it most.", shown, len(t.rows)), "")
}

func (t *swings) shows() string {
	rows := inTurn(t.rows, "; ", func(x swing) string {
		return clean(t.Axes[x.axis].Name()) + " " + inTurn(x.ends(), ", ", func(end swingEnd) string { return end.label + ": " + meanText(end.mean) })
	})
	return fmt.Sprintf("As it stands %s. The widest first: %s.", meanText(t.base), rows)
}

func (t *swings) data() []datum {
	put := func(item string, s output.Stat) datum {
		return estimated(t.policy.Policy, t.metric, item, t.unit, s.Interval())
	}
	return append([]datum{put(output.BaseCase, t.base)}, flat(t.rows, func(x swing) []datum {
		return mapped(x.ends(), func(end swingEnd) datum { return put(clean(end.cell), end.mean) })
	})...)
}
