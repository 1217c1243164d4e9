package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"

	"magnetsim/output"
)

func differenceKind() kind {
	return kind{
		Info: Info{"difference", "What each policy changes",
			"The change in mean shortfall of every sector and in total under each policy against the first, trial by trial on the same draws, with its 95% sampling error."},
		has:   func(r *output.Report, _ int) bool { return len(differences(r)) > 0 },
		chart: differenceChart,
		alt:   differenceAlt,
		data:  differenceData,
	}
}

// difference is the change of a subject under a variant.
type difference struct {
	row int
	output.Paired
}

// differenceRows are the subjects whose shortfall is compared: the totals, then
// the sectors.
func differenceRows(r *output.Report) []string {
	var rows []string
	for _, s := range r.Stats {
		if s.Measure == "shortfall" && s.Kind == "total" && !slices.Contains(rows, s.Subject) {
			rows = append(rows, s.Subject)
		}
	}
	return append(rows, sectorRows(r)...)
}

// differenceRow names a row.
func differenceRow(r *output.Report, subject string) string {
	switch stage, ok := total(subject); {
	case ok && stage == "":
		return "Total"
	case ok:
		return "Total, " + subjectTitle(r, stage)
	}
	return subjectTitle(r, subject)
}

func differences(r *output.Report) []difference {
	var all []difference
	for i, row := range differenceRows(r) {
		for v := range r.Variants {
			if p, ok := r.Change(v, "shortfall."+row); ok && finite(p.Mean) {
				all = append(all, difference{i, p})
			}
		}
	}
	return all
}

func differenceTitle(r *output.Report) string {
	return inYears(r, "Change in mean shortfall against "+variantTitle(r, 0))
}

func differenceChart(r *output.Report, _ int, l look) *chart {
	all := differences(r)
	b := spans{look: l, rows: len(differenceRows(r))}
	for v := 1; v < len(r.Variants); v++ {
		b.names, b.signed = append(b.names, variantTitle(r, v)), append(b.signed, l.marked(v))
	}
	m := measureOf(all[0].Unit, extreme(changes(all), math.Max))
	for _, d := range all {
		text := changeText(d, m)
		if b.tight() {
			text = ""
		}
		b.items = append(b.items, span{d.row, d.Second - 1, d.Mean, d.Low, d.High, text})
	}
	c := &chart{title: differenceTitle(r), subtitle: unbroken(setting(r, policies(r))), notes: differenceNotes(all, !b.tight()), origins: originsOf(r)}
	b.reach(&c.x)
	c.x.title, c.x.ticks = quantity("Change in mean shortfall", m.unit), numbers(m)
	n := panel{part: 1, top: float64(b.rows), marks: []plot.Plotter{b}}
	for _, row := range differenceRows(r) {
		n.rows = append(n.rows, differenceRow(r, row))
	}
	c.panels = []panel{n}
	for v := range b.names {
		c.keys = append(c.keys, l.dotKey(b.signed[v], b.names[v]))
	}
	c.plots, c.least = b.heights(l)
	return c
}

func changes(all []difference) []float64 {
	var xs []float64
	for _, d := range all {
		xs = append(xs, max(d.Mean, -d.Mean))
	}
	return xs
}

// changeText writes a change for its row, "~" where it cannot be told from none,
// with the shares of trials that are better and worse.
func changeText(d difference, m measure) string {
	text := "~"
	if !d.Same {
		text = digits(d.Mean*m.factor, decimalsFor(d.Mean*m.factor))
	}
	if !finite(d.Better) || !finite(d.Worse) {
		return text
	}
	return text + " (" + wholePercent(d.Better) + "/" + wholePercent(d.Worse) + "%)"
}

// wholePercent writes a share without decimals; one that rounds to none or all
// is not called so.
func wholePercent(share float64) string {
	switch {
	case share > 0 && share < 0.005:
		return "<1"
	case share < 1 && share > 0.995:
		return ">99"
	}
	return digits(share*100, 0)
}

// decimalsFor gives a number two significant digits, integers all.
func decimalsFor(x float64) int {
	switch x = max(x, -x); {
	case x >= 10 || x == 0:
		return 0
	case x >= 1:
		return 1
	}
	return 2
}

func differenceNotes(all []difference, numbers bool) []string {
	line := "Lines: 95% sampling error, trial by trial on the same draws."
	if !numbers {
		return []string{line}
	}
	line += " In brackets: share of trials with less / with more shortfall."
	if slices.ContainsFunc(all, func(d difference) bool { return d.Same }) {
		line += " ~: cannot be told apart from no change."
	}
	return []string{line}
}

func differenceAlt(r *output.Report, _ int) string {
	var parts []string
	all := differences(r)
	for i, row := range differenceRows(r) {
		var values []string
		for _, d := range all {
			if d.row == i {
				text := withError(d.Mean, d.Low, d.High, d.Unit)
				if d.Same {
					text = "no change that can be told apart from none"
				}
				text += fmt.Sprintf(" (less in %s, more in %s of trials)", percent(d.Better), percent(d.Worse))
				values = append(values, variantTitle(r, d.Second)+" "+text)
			}
		}
		if len(values) > 0 {
			parts = append(parts, differenceRow(r, row)+": "+strings.Join(values, ", "))
		}
	}
	return fmt.Sprintf("%s. %s. Points with ± sampling error (95%%). %s.", differenceTitle(r), setting(r, policies(r)), strings.Join(parts, ". "))
}

func differenceData(r *output.Report, _ int) []datum {
	var rows []datum
	for _, d := range differences(r) {
		x := blank
		x.policy, x.quantity, x.item, x.unit = variantTitle(r, d.Second), d.Metric, "change_mean", d.Unit
		x.value, x.low, x.high = d.Mean, d.Low, d.High
		rows = append(rows, x)
		x.unit, x.low, x.high = "share", blank.low, blank.high
		x.item, x.value = "share_better", d.Better
		rows = append(rows, x)
		x.item, x.value = "share_worse", d.Worse
		rows = append(rows, x)
	}
	return rows
}
