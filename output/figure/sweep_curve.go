package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
)

// sweepCurve is the mean over one axis under every policy; of more axes, for each
// combination of the others.
type sweepCurve struct {
	sweepView
	x      int
	labels []string // of the values of x, in order of appearance
	panels []curvePanel
}

// curvePanel are the points of one combination of the other axes.
type curvePanel struct {
	name   string
	points []curvePoint
}

// curvePoint is the mean of a cell under a policy.
type curvePoint struct {
	policy           int
	x                float64 // NaN of what is no number
	label            string
	value, low, high float64
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
		placed(&t.labels, v.Label)
		name := w.combination(c, x, x)
		at := slices.IndexFunc(t.panels, func(p curvePanel) bool { return p.name == name })
		if at < 0 {
			at, t.panels = len(t.panels), append(t.panels, curvePanel{name: name})
		}
		for policy := range c.Policies {
			if mean, ok := w.Stat(i, policy, w.metric, "mean"); ok && finite(mean.Value) {
				t.panels[at].points = append(t.panels[at].points, curvePoint{policy, v.Number, v.Label, mean.Value, mean.Low, mean.High})
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
	says := saying{title: t.title(), setting: t.setting(), shows: t.shows(), origins: origins(t.Head.SourceLine, t.Head.NoteLine)}
	says.notes = []string{fmt.Sprintf("%s: 95%% sampling error. On the same draws policies, and cells, are told apart better than their %s suggest.", upper(drawn), drawn)}
	return []Drawing{says.drawing("curve", t.data, marks)}
}

func (t *sweepCurve) title() string {
	return "Mean shortfall" + ofMetric(t.metric) + " by " + clean(t.Axes[t.x].Label)
}

func (t *sweepCurve) setting() string {
	if len(t.policies) == 1 {
		return t.sweepView.setting(policyTitle(t.policies[0]))
	}
	return t.sweepView.setting(unit.Counted(len(t.policies), "policy"))
}

func (t *sweepCurve) top() float64 {
	top := 0.0
	for _, p := range t.panels {
		for _, k := range p.points {
			top = math.Max(top, math.Max(k.value, zeroIfNot(k.high)))
		}
	}
	return top
}

// lines draws numbers as curves with their bands.
func (t *sweepCurve) lines(c *chart, l look) {
	shown := spread(t.panels, mostCurves)
	policies := min(len(t.policies), mostSeries)
	for i := range policies {
		c.keys = append(c.keys, l.lineKey(l.signature(i), policyTitle(t.policies[i])))
	}
	c.x.min, c.x.max = math.Inf(1), math.Inf(-1)
	m := measureOf(t.unit, t.top())
	for _, p := range shown {
		n := panel{part: 1, top: t.top(), measure: m, heading: quantity("Mean shortfall", m.unit)}
		if p.name != "" {
			n.heading = p.name + ": " + strings.ToLower(n.heading[:1]) + n.heading[1:]
		}
		var bands, lines []plot.Plotter
		for i := range policies {
			sig := l.signature(i)
			line := curve{name: policyTitle(t.policies[i]), style: sig.lineStyle(l.line()), phase: float64(i) / float64(policies)}
			if sig.glyph >= 0 {
				line.glyph = l.markerOf(sig)
			}
			var low, high []float64
			for _, k := range p.of(i) {
				line.xs, line.ys = append(line.xs, k.x), append(line.ys, k.value)
				low, high = append(low, k.low), append(high, k.high)
				c.x.min, c.x.max = math.Min(c.x.min, k.x), math.Max(c.x.max, k.x)
			}
			if len(line.xs) == 0 {
				continue
			}
			bands = append(bands, band{line.xs, low, high, signature{color: l.veiled(sig.color, 0.16)}.lineStyle(0), line.name})
			lines = append(lines, line)
		}
		n.marks = append(bands, lines...)
		c.panels = append(c.panels, n)
	}
	x := measureOf(t.Axes[t.x].Unit, c.x.max)
	c.x.title, c.x.ticks = quantity(rowOf(t.Axes[t.x].Path), x.unit), numbers(x)
	c.notes = append(c.notes, t.without(len(shown), policies)...)
	if len(shown) > 1 {
		c.plots = vg.Length(len(shown)) * l.text * 8
	}
}

// of are the points of a policy from left to right.
func (p curvePanel) of(policy int) []curvePoint {
	all := slices.DeleteFunc(slices.Clone(p.points), func(k curvePoint) bool { return k.policy != policy })
	slices.SortStableFunc(all, func(a, b curvePoint) int { return cmp.Compare(a.x, b.x) })
	return all
}

// rows draws what is no number as a row each.
func (t *sweepCurve) rows(c *chart, l look) {
	type row struct {
		panel int
		label string
	}
	var all []row
	for i := range t.panels {
		for _, label := range t.labels {
			all = append(all, row{i, label})
		}
	}
	policies := min(len(t.policies), mostSeries)
	shown := all[:min(len(all), rowsFor(policies))]
	b := spans{look: l, rows: len(shown)}
	for i := range policies {
		b.names, b.signed = append(b.names, policyTitle(t.policies[i])), append(b.signed, l.marked(i))
	}
	m := measureOf(t.unit, t.top())
	var rows []string
	for at, r := range shown {
		name := clean(r.label)
		if of := t.panels[r.panel].name; of != "" {
			name += ", " + of
		}
		rows = append(rows, name)
		for _, k := range t.panels[r.panel].points {
			if k.label != r.label || k.policy >= policies {
				continue
			}
			text := ""
			if x := k.value * m.factor; !b.tight() {
				text = digits(x, decimalsFor(x))
			}
			b.items = append(b.items, span{at, k.policy, k.value, k.low, k.high, text})
		}
	}
	b.on(c, rows, "Mean shortfall", m)
	c.panels[0].heading = rowOf(t.Axes[t.x].Path)
	c.notes = append(c.notes, leftOut(len(shown), len(all), "values", policies, len(t.policies))...)
}

// without says which policies and combinations are not drawn.
func (t *sweepCurve) without(panels, policies int) []string {
	notes := leftOver(panels, len(t.panels))
	if policies < len(t.policies) {
		notes = append(notes, fmt.Sprintf("Shown: the first %d of %d policies. The others are in the figure's data.", policies, len(t.policies)))
	}
	return notes
}

func (t *sweepCurve) shows() string {
	var parts []string
	for _, p := range t.panels {
		for i, v := range t.policies {
			var values []string
			for _, k := range p.of(i) {
				values = append(values, clean(k.label)+" "+withError(k.value, k.low, k.high, t.unit))
			}
			if values == nil {
				continue
			}
			parts = append(parts, strings.TrimPrefix(p.name+", ", ", ")+policyTitle(v)+": "+strings.Join(values, ", "))
		}
	}
	return "With 95% sampling error. " + strings.Join(parts, "; ") + "."
}

func (t *sweepCurve) data() []datum {
	var rows []datum
	for _, p := range t.panels {
		for _, k := range p.points {
			item := strings.TrimSuffix(clean(t.Axes[t.x].Label)+"="+clean(k.label)+","+p.name, ",")
			d := estimated(t.policies[k.policy].Policy, t.metric, item, t.unit, output.Interval{Value: k.value, Low: k.low, High: k.high})
			if t.Axes[t.x].Numeric {
				d = d.at(k.x, t.Axes[t.x].Unit)
			}
			rows = append(rows, d)
		}
	}
	return rows
}
