package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// sweepCurve is the mean over one axis under every policy; of more axes, for each
// combination of the others.
type sweepCurve struct {
	sweepView
	x      int
	labels []string // of the values of x, in order of appearance
	panels []sweepPanel
}

// mostCurves is the number of small multiples of curves: more are too flat to be read.
const mostCurves = 4

// curves draw the mean over one axis. There are none where it has one value.
func (w sweepView) curves(x int) []Drawing {
	t := &sweepCurve{sweepView: w, x: x}
	for _, i := range w.cells {
		c := &w.Cells[i]
		v, ok := c.Value(x)
		if !ok {
			continue
		}
		column, p := placed(&t.labels, t.Words(v)), w.panelOf(&t.panels, c, x, x)
		for policy := range c.Policies {
			if mean, ok := w.mean(i, policy); ok {
				p.points = append(p.points, sweepPoint{cell: c.ID, policy: policy, column: column, x: v.Number, Interval: mean.Interval()})
			}
		}
	}
	if len(t.labels) < 2 {
		return nil
	}
	marks, drawn := t.lines, "bands"
	if !w.Axes[x].Numeric {
		marks, drawn = t.rows, "lines"
	}
	note := fmt.Sprintf("%s: 95%% sampling error. On the same draws policies, and cells, are told apart better than their %s suggest.", unit.UpperFirst(drawn), drawn)
	return []Drawing{w.says(w.title(x), t.setting(), t.shows(), note).drawing("curve", t.data, marks)}
}

func (t *sweepCurve) setting() string {
	return t.sweepView.setting(either(len(t.policies) == 1, policyTitle(t.policies[0]), unit.Counted(len(t.policies), "policy")))
}

// ends are the lowest and the highest value or end of an interval, and 0.
func (t *sweepCurve) ends() (bottom, top float64) {
	all := flat(t.panels, func(p sweepPanel) []output.Interval {
		return mapped(p.points, func(k sweepPoint) output.Interval { return k.Interval })
	})
	return lowest(flat(all, func(x output.Interval) []float64 { return []float64{x.Value, x.Low} })), tops(all...)
}

// measure is that of the axis of all panels.
func (t *sweepCurve) measure() measure {
	bottom, top := t.ends()
	return measureOf(t.unit, max(-bottom, top))
}

// lines draws numbers as curves with their bands.
func (t *sweepCurve) lines(c *chart, l look) {
	shown := spread(t.panels, mostCurves)
	policies := t.policies[:min(len(t.policies), mostSeries)]
	for i, policy := range policies {
		if slices.ContainsFunc(t.panels, func(p sweepPanel) bool { return len(p.of(i)) > 0 }) {
			c.keys = append(c.keys, l.lineKey(l.signature(i), policyTitle(policy)))
		}
	}
	c.x.min, c.x.max = math.Inf(1), math.Inf(-1)
	m := t.measure()
	bottom, top := t.ends()
	for _, p := range shown {
		n := panel{part: 1, bottom: bottom, top: top, measure: m, heading: quantity(t.what(), m.unit)}
		if p.name != "" {
			n.heading = p.name + ": " + strings.ToLower(n.heading[:1]) + n.heading[1:]
		}
		var bands, lines []teller
		for i, policy := range policies {
			var line trace
			for _, k := range p.of(i) {
				line.add(k.x, k.Interval)
				c.x.min, c.x.max = math.Min(c.x.min, k.x), math.Max(c.x.max, k.x)
			}
			if line.xs != nil {
				bands = append(bands, l.band(l.signature(i), 0.16, policyTitle(policy), line))
				lines = append(lines, l.curve(l.signature(i), policyTitle(policy), line).shifted(i, len(policies)))
			}
		}
		n.marks = append(bands, lines...)
		c.panels = append(c.panels, n)
	}
	x := measureOf(t.Axes[t.x].Unit, c.x.max)
	c.x.title, c.x.ticks = quantity(clean(t.Axes[t.x].Name()), x.unit), numbers(x)
	c.notes = append(c.notes, leftOver(len(shown), len(t.panels))...)
	if len(policies) < len(t.policies) {
		c.notes = append(c.notes, fmt.Sprintf("Shown: the first %d of %d policies. The others are in the figure's data.", len(policies), len(t.policies)))
	}
	if len(shown) > 1 {
		c.plots = vg.Length(len(shown)) * l.text * 8
	}
}

// of are the points of a policy from left to right.
func (p sweepPanel) of(policy int) []sweepPoint {
	all := only(p.points, func(k sweepPoint) bool { return k.policy == policy })
	slices.SortStableFunc(all, func(a, b sweepPoint) int { return cmp.Compare(a.x, b.x) })
	return all
}

// rows draws what is no number as a row each.
func (t *sweepCurve) rows(c *chart, l look) {
	policies := t.policies[:min(len(t.policies), mostSeries)]
	all := len(t.panels) * len(t.labels)
	shown := min(all, rowsFor(len(policies)))
	b := spansOf(l, shown, mapped(policies, policyTitle)...)
	m := t.measure()
	for row := range shown {
		p, column := t.panels[row/len(t.labels)], row%len(t.labels)
		name := clean(t.labels[column])
		name += either(p.name != "", ", "+p.name, "")
		b.row(name)
		for _, k := range p.points {
			if k.column == column && k.policy < len(policies) {
				b.add(k.policy, k.Interval, b.number(k.Value, m))
			}
		}
	}
	b.on(c, t.what(), m)
	c.panels[0].heading = clean(t.Axes[t.x].Name())
	c.notes = append(c.notes, leftOut(shown, all, "values", len(policies), len(t.policies))...)
}

func (t *sweepCurve) shows() string {
	var parts []string
	for _, p := range t.panels {
		for i, v := range t.policies {
			values := inTurn(p.of(i), ", ", func(k sweepPoint) string { return clean(t.labels[k.column]) + " " + withError(k.Interval, t.unit) })
			if values != "" {
				parts = append(parts, strings.TrimPrefix(p.name+", ", ", ")+policyTitle(v)+": "+values)
			}
		}
	}
	return "With 95% sampling error. " + strings.Join(parts, "; ") + "."
}

func (t *sweepCurve) data() []datum {
	var rows []datum
	for _, p := range t.panels {
		for _, k := range p.points {
			d := estimated(t.policies[k.policy].Policy, t.metric, clean(k.cell), t.unit, k.Interval)
			if t.Axes[t.x].Numeric {
				d = d.at(k.x, t.Axes[t.x].Unit)
			}
			rows = append(rows, d)
		}
	}
	return rows
}
