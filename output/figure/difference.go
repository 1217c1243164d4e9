package figure

import (
	"fmt"
	"math"
	"slices"

	"magnetsim/output"
)

// differences gathers the changes in mean shortfall against the first variant in one
// pass over the report's differences.
func differences(r *output.Report) sectorTable {
	sectors := sectorsOf(r)
	var t sectorTable
	for _, s := range r.Stats {
		if s.Measure == "shortfall" && s.Kind == "total" && !slices.Contains(t.subjects, s.Subject) {
			t.subjects, t.titles = append(t.subjects, s.Subject), append(t.titles, totalTitle(r, s.Subject))
		}
	}
	t.totals = len(t.subjects)
	t.subjects, t.titles = append(t.subjects, sectors.subjects...), append(t.titles, sectors.titles...)
	all := map[place]output.Paired{}
	for _, p := range slices.Backward(r.Paired) { // the first of a kind
		if p.First == 0 {
			all[place{p.Second, p.Metric}] = p
		}
	}
	for i, subject := range t.subjects {
		for v := range r.Variants {
			if p, ok := all[place{v, "shortfall." + subject}]; ok && finite(p.Mean) {
				t.means = append(t.means, sectorMean{i, v - 1, p.Interval(), p.Metric, p.Unit, p})
			}
		}
	}
	return t
}

func totalTitle(r *output.Report, subject string) string {
	switch stage, ok := total(subject); {
	case ok && stage == "":
		return "Total"
	case ok:
		return "Total, " + clean(r.Titles.Stage(stage))
	}
	return subjectTitle(r, subject)
}

func drawDifference(r *output.Report, _ int) (Drawing, bool) {
	whole, rivals := differences(r), len(r.Variants)-1
	t := whole.shown(rivals)
	if len(whole.means) == 0 {
		return Drawing{}, false
	}
	w := reported(r, "Change in mean shortfall"+ofProduct(r)+" against "+variantTitle(r, 0), policies(r))
	left := leftOut(len(t.titles), len(whole.titles), "rows", min(rivals, mostSeries), rivals)
	w.shows = "Points with ± sampling error (95%). " + t.tell(func(d sectorMean) string {
		text := withError(d.Interval, d.unit)
		if d.change.Same {
			text = "no change that can be told apart from none"
		}
		return variantTitle(r, d.series+1) + " " + text + fmt.Sprintf(" (less in %s, more in %s of trials)", output.Percent(d.change.Better), output.Percent(d.change.Worse))
	}, left...)
	data := func() []datum {
		return flat(whole.means, func(d sectorMean) []datum {
			policy := variantTitle(r, d.series+1)
			return []datum{estimated(policy, d.metric, "change_mean", d.unit, d.Interval),
				mark(policy, d.metric, "share_better", "share", d.change.Better), mark(policy, d.metric, "share_worse", "share", d.change.Worse)}
		})
	}
	return w.drawing("", data, func(c *chart, l look) {
		differenceMarks(r, t, c, l)
		c.notes = append(c.notes, left...)
	}), true
}

func differenceMarks(r *output.Report, t sectorTable, c *chart, l look) {
	b := spansOf(l, len(t.titles))
	b.titles = t.titles
	for v := 1; v < min(len(r.Variants), mostSeries+1); v++ {
		b.names, b.signed = append(b.names, variantTitle(r, v)), append(b.signed, l.marked(v))
	}
	m := measureOf(t.means[0].unit, highest(mapped(t.means, func(d sectorMean) float64 { return math.Abs(d.Value) })))
	for _, d := range t.means {
		text := changeText(d.change, m)
		if b.tight() {
			text = ""
		}
		b.items = append(b.items, span{d.row, d.series, d.Interval, text})
	}
	c.notes = differenceNotes(t.means, !b.tight())
	b.on(c, "Change in mean shortfall", m)
}

// changeText writes a change for its row, "~" where it cannot be told from none,
// with the shares of trials that are better and worse.
func changeText(d output.Paired, m measure) string {
	text := "~"
	if !d.Same {
		text = m.number(d.Mean)
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
	case share > 0 && share <= 0.005:
		return "<1"
	case share < 1 && share >= 0.995:
		return ">99"
	}
	return digits(share*100, 0)
}

func differenceNotes(all []sectorMean, numbers bool) []string {
	line := "Lines: 95% sampling error, trial by trial on the same draws."
	if !numbers {
		return []string{line}
	}
	line += " In brackets: share of trials with less / with more shortfall."
	if slices.ContainsFunc(all, func(d sectorMean) bool { return d.change.Same }) {
		line += " ~: cannot be told apart from no change."
	}
	return []string{line}
}
