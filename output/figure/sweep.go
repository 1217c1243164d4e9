package figure

import (
	"fmt"
	"slices"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Sweep draws the mean of what a sweep is told by, scenario by scenario and case by case:
// over one axis as curves, over two as a heat map for each policy, over more as one for
// each combination of the others, and values one at a time as a tornado. The sweep may
// say which axes are across and up.
func Sweep(s *output.Sweep) []Drawing {
	var all []Drawing
	numbers := map[string]int{}
	for _, w := range viewsOfSweep(s) {
		for _, d := range w.drawings() {
			if numbers[d.Name]++; numbers[d.Name] > 1 {
				d.Name = fmt.Sprintf("%s-%d", d.Name, numbers[d.Name])
			}
			all = append(all, d)
		}
	}
	return all
}

// mostPanels is the number of small multiples of a heat map.
const mostPanels = 6

// sweepView is a scenario in one of its cases, with its cells that have results.
type sweepView struct {
	*output.Sweep
	scenario, kase string
	cells          []int
	axes           []int // along which the cells differ
	most           int   // of these that a cell sets
	policies       []output.Variant
	metric, unit   string // what is drawn the mean of
	known          bool   // there is something to draw
}

func viewsOfSweep(s *output.Sweep) []sweepView {
	var all []sweepView
	for i, c := range s.Cells {
		if c.Error != "" {
			continue
		}
		at := slices.IndexFunc(all, func(w sweepView) bool { return w.scenario == c.Scenario && w.kase == c.Case })
		if at < 0 {
			at, all = len(all), append(all, sweepView{Sweep: s, scenario: c.Scenario, kase: c.Case, policies: c.Policies, metric: s.Of(&c)})
		}
		all[at].cells = append(all[at].cells, i)
		for policy := range c.Policies {
			if mean, ok := all[at].mean(i, policy); ok {
				all[at].unit, all[at].known = mean.Unit, true
			}
		}
	}
	all = only(all, func(w sweepView) bool { return w.known })
	for i := range all {
		all[i].vary()
	}
	return all
}

// vary finds the axes along which the cells differ.
func (w *sweepView) vary() {
	for axis := range w.Axes {
		label := func(i int) string {
			v, ok := w.Cells[i].Value(axis)
			return fmt.Sprint(ok, v.Label)
		}
		if slices.ContainsFunc(w.cells, func(i int) bool { return label(i) != label(w.cells[0]) }) {
			w.axes = append(w.axes, axis)
		}
	}
	for _, i := range w.cells {
		set := only(w.Cells[i].Values, func(v output.SweepValue) bool { return slices.Contains(w.axes, v.Axis) })
		w.most = max(w.most, len(set))
	}
}

// drawings are the figures of the axes that are chosen, or of all.
func (w sweepView) drawings() []Drawing {
	x, y := w.chosen(w.X), w.chosen(w.Y)
	switch {
	case len(w.axes) == 0:
		return nil
	case w.most == 1 && len(w.axes) > 1 && x < 0:
		return w.tornados()
	case len(w.axes) == 1 || x >= 0 && y < 0:
		return w.curves(max(x, w.axes[0]))
	}
	for _, axis := range w.axes { // the first that are not taken
		switch {
		case x < 0 && axis != y:
			x = axis
		case y < 0 && axis != x:
			y = axis
		}
	}
	var all []Drawing
	for policy := range w.policies {
		if m, ok := w.mapOf(policy, x, y); ok {
			d := w.says(w.title(x, y), w.setting(m.policy), m.shows()).drawing("heatmap", m.data, m.marks)
			d.Policy = w.policies[policy].Policy
			all = append(all, d)
		}
	}
	return all
}

// chosen returns the axis of a path; -1 where the cells do not set it.
func (w sweepView) chosen(path string) int {
	i := slices.IndexFunc(w.axes, func(axis int) bool { return w.Axes[axis].Path == path })
	if i < 0 {
		return -1
	}
	return w.axes[i]
}

// sweepPanel are the points of one combination of the axes that are neither across nor
// up.
type sweepPanel struct {
	name   string // the combination; "" where there are no other axes
	points []sweepPoint
}

// sweepPoint is the mean of a cell under a policy.
type sweepPoint struct {
	cell        string // its id
	policy      int
	column, row int     // places of its values among the labels
	x           float64 // the value across; NaN of what is no number
	output.Interval
	met bool // all criteria
}

// panelOf returns the panel of a cell's combination, which is added where it is new.
func (w sweepView) panelOf(panels *[]sweepPanel, c *output.SweepCell, x, y int) *sweepPanel {
	set := only(c.Values, func(v output.SweepValue) bool {
		return v.Axis != x && v.Axis != y && slices.Contains(w.axes, v.Axis)
	})
	name := inTurn(set, ", ", func(v output.SweepValue) string { return clean(w.Axes[v.Axis].Name()) + " " + clean(w.Words(v)) })
	at := slices.IndexFunc(*panels, func(p sweepPanel) bool { return p.name == name })
	if at < 0 {
		at, *panels = len(*panels), append(*panels, sweepPanel{name: name})
	}
	return &(*panels)[at]
}

// placed returns the place of a label, which is added where it is new.
func placed(labels *[]string, label string) int {
	i := slices.Index(*labels, label)
	if i < 0 {
		i, *labels = len(*labels), append(*labels, label)
	}
	return i
}

// mean is what is drawn of a cell under a policy; false where that is not known.
func (w sweepView) mean(cell, policy int) (output.Stat, bool) {
	mean, ok := w.Level(cell, policy)
	return mean, ok && finite(mean.Value)
}

func (w sweepView) title(axes ...int) string {
	return w.what() + ofMetric(w.Head.Titles, w.metric) + " by " + inTurn(axes, " and ", func(axis int) string { return clean(w.Axes[axis].Name()) })
}

// what is drawn in words, for an axis.
func (w sweepView) what() string { return unit.UpperFirst(clean(w.Quantity())) }

func (w sweepView) says(title, setting, shows string, notes ...string) saying {
	return saying{title: title, setting: setting, shows: shows, notes: notes, origins: origins(w.Head.SourceLine, w.Head.NoteLine)}
}

// setting is the subtitle: scenario, case, what else, trials and seed.
func (w sweepView) setting(more string) string {
	first := w.Cells[w.cells[0]]
	return inOrder(clean(first.Title), caseTitle(w.Head.Titles, w.kase), more, digits(float64(first.Trials), 0)+" trials a cell", fmt.Sprintf("seed %d", first.Seed))
}

// policyTitle names a policy without case and cell.
func policyTitle(v output.Variant) string {
	return clean(v.Named())
}

// leftOver says how many combinations of the other axes are not drawn.
func leftOver(shown, all int) []string {
	if shown == all {
		return nil
	}
	return []string{fmt.Sprintf("Shown: %d of %s, from the first to the last. The others are in the figure's data; --x and --y choose the axes.", shown, unit.Counted(all, "combination"))}
}
