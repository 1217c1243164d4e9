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
		w.notes[0] += either(slices.ContainsFunc(c.Cases, func(w output.World) bool { return w.Paired }), " On the same draws policies are told apart better than their lines suggest: see the differences.", "")
		data := func() []datum {
			return mapped(t.levels, func(v output.Level) datum {
				return estimated(c.Policies[v.Policy].Name, c.Metric, c.Cases[v.Case].Name+" "+v.Quantity, v.Stat.Unit, v.Stat.Interval())
			})
		}
		all = append(all, w.drawing(q.name, data, t.marks))
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
	trials := digits(float64(fewest), 0) + either(most > fewest, " to "+digits(float64(most), 0), "") + " trials each"
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
		text := either(d.change.Same, "no change that can be told apart from none", withError(d.Interval, d.unit))
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
		text := either(b.tight(), "", changeText(d.change, m))
		b.items = append(b.items, span{d.row, d.series, d.Interval, text})
	}
	c.notes = differenceNotes(t.means, !b.tight())
	b.on(c, "Change in mean shortfall", m)
}

// changeText writes a change for its row, "~" where it cannot be told from none,
// with the shares of trials that are better and worse.
func changeText(d output.Paired, m measure) string {
	text := either(d.Same, "~", m.number(d.Mean))
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
	line += either(slices.ContainsFunc(all, func(d sectorMean) bool { return d.change.Same }), " ~: cannot be told apart from no change.", "")
	return []string{line}
}
