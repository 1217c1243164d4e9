package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
)

// The ends of a swing.
const (
	leastKey = "Least shortfall of its values"
	mostKey  = "Most shortfall of its values"
)

// swings is a tornado: how far the mean moves from that of the scenario as it stands where
// one place at a time takes other values.
type swings struct {
	sweepView
	policy output.Variant
	base   output.Stat
	rows   []swing // the widest first
}

// swing are the values of an axis with the least and the most shortfall.
type swing struct {
	axis        int
	least, most swingEnd
}

type swingEnd struct {
	label string
	mean  output.Stat
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
		if t.base, ok = w.Stat(w.cells[at], policy, w.metric, "mean"); !ok || !finite(t.base.Value) {
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
		says := saying{title: t.title(), setting: t.setting(policyTitle(v)), notes: t.notes(), shows: t.shows(), origins: origins(t.Head.SourceLine, t.Head.NoteLine)}
		d := says.drawing("tornado", t.data, t.marks)
		d.Policy = v.Policy
		all = append(all, d)
	}
	return all
}

func (w sweepView) swing(policy, axis int) (swing, bool) {
	x, found := swing{axis: axis}, false
	for _, i := range w.cells {
		v, ok := w.Cells[i].Value(axis)
		mean, known := w.Stat(i, policy, w.metric, "mean")
		if !ok || !known || !finite(mean.Value) {
			continue
		}
		end := swingEnd{clean(v.Label), mean}
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

func (t *swings) title() string {
	return "What moves the mean shortfall" + ofMetric(t.metric) + ", one place at a time"
}

// shown are the places that move it most.
func (t *swings) shown() []swing { return t.rows[:min(len(t.rows), mostDrivers)] }

func (t *swings) marks(c *chart, l look) {
	shown := t.shown()
	b := spans{look: l, rows: len(shown), names: []string{leastKey, mostKey}, signed: []signature{l.marked(0), l.marked(1)}, start: t.base.Value, bars: true}
	var rows []string
	top := t.base.Value
	for _, x := range shown {
		top = math.Max(top, x.most.mean.Value)
	}
	m := measureOf(t.unit, top)
	for i, x := range shown {
		for series, end := range []swingEnd{x.least, x.most} {
			if series == 1 && x.most.label == x.least.label {
				continue // it has one value
			}
			value := end.mean.Value * m.factor
			b.items = append(b.items, span{i, series, end.mean.Value, end.mean.Low, end.mean.High, end.label + ": " + digits(value, decimalsFor(value))})
		}
		rows = append(rows, rowOf(t.Axes[x.axis].Path))
	}
	b.on(c, rows, "Mean shortfall", m)
}

func (t *swings) notes() []string {
	line := "The upright line: the scenario as it stands, " + amount(t.base.Value, t.unit) + ". Thin lines: 95% sampling error; on the same draws values are told apart better than that."
	if shown := len(t.shown()); shown < len(t.rows) {
		line += fmt.Sprintf(" Shown: %d of %d places, those that move it most.", shown, len(t.rows))
	}
	return []string{line}
}

func (t *swings) shows() string {
	var parts []string
	for _, x := range t.rows {
		text := clean(t.Axes[x.axis].Path) + " " + x.least.label + ": " + meanText(x.least.mean)
		if x.most.label != x.least.label {
			text += ", " + x.most.label + ": " + meanText(x.most.mean)
		}
		parts = append(parts, text)
	}
	return fmt.Sprintf("As it stands %s. The widest first: %s.", meanText(t.base), strings.Join(parts, "; "))
}

// meanText is a number with its sampling error.
func meanText(s output.Stat) string { return withError(s.Value, s.Low, s.High, s.Unit) }

func (t *swings) data() []datum {
	put := func(item string, s output.Stat) datum {
		return estimated(t.policy.Policy, t.metric, item, t.unit, s.Interval())
	}
	rows := []datum{put(output.BaseCase, t.base)}
	for _, x := range t.rows {
		label := clean(t.Axes[x.axis].Label) + "="
		rows = append(rows, put(label+x.least.label, x.least.mean))
		if x.most.label != x.least.label {
			rows = append(rows, put(label+x.most.label, x.most.mean))
		}
	}
	return rows
}
