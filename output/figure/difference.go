package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
)

func differenceKind() kind {
	return kind{
		main: true,
		Info: Info{"difference", "What each policy changes",
			"The change in mean shortfall of every sector and in total under each policy against the first, trial by trial on the same draws, with its 95% sampling error."},
		products: true,
		draw:     drawDifference,
	}
}

// difference is the change of a subject under a variant.
type difference struct {
	row int
	output.Paired
}

// differenceTable are the subjects whose shortfall is compared, the totals, then the
// sectors, and their changes.
type differenceTable struct {
	titles  []string
	totals  int // of the rows, the first
	changes []difference
}

// differences gathers the table in one pass over the report's differences.
func differences(r *output.Report) differenceTable {
	var t differenceTable
	var rows []string
	for _, s := range r.Stats {
		if s.Measure == "shortfall" && s.Kind == "total" && !slices.Contains(rows, s.Subject) {
			rows, t.titles = append(rows, s.Subject), append(t.titles, totalTitle(r, s.Subject))
		}
	}
	t.totals = len(rows)
	sectors := sectorsOf(r)
	rows, t.titles = append(rows, sectors.rows...), append(t.titles, sectors.titles...)
	type place struct {
		variant int
		metric  string
	}
	all := map[place]output.Paired{}
	for _, p := range slices.Backward(r.Paired) { // the first of a kind
		if p.First == 0 {
			all[place{p.Second, p.Metric}] = p
		}
	}
	for i, row := range rows {
		for v := range r.Variants {
			if p, ok := all[place{v, "shortfall." + row}]; ok && finite(p.Mean) {
				t.changes = append(t.changes, difference{i, p})
			}
		}
	}
	return t
}

// totalTitle names the row of a total.
func totalTitle(r *output.Report, subject string) string {
	switch stage, ok := total(subject); {
	case ok && stage == "":
		return "Total"
	case ok:
		return "Total, " + subjectTitle(r, stage)
	}
	return subjectTitle(r, subject)
}

// shown is the table of the totals and of the sectors that change most, under the
// first variants, where there are more than a figure can show.
func (t differenceTable) shown(variants int) differenceTable {
	size := make([]float64, len(t.titles))
	for i := range t.totals {
		size[i] = math.Inf(1)
	}
	for _, d := range t.changes {
		size[d.row] = math.Max(size[d.row], math.Abs(d.Mean))
	}
	chosen, place := topRows(size, rowsFor(variants-1))
	some := differenceTable{totals: t.totals}
	for _, row := range chosen {
		some.titles = append(some.titles, t.titles[row])
	}
	for _, d := range t.changes {
		if i, ok := place[d.row]; ok && d.Second <= mostSeries {
			d.row = i
			some.changes = append(some.changes, d)
		}
	}
	return some
}

// without says what of the table another, shown, lacks.
func (t differenceTable) without(shown differenceTable, variants int) []string {
	return leftOut(len(shown.titles), len(t.titles), "rows", min(variants-1, mostSeries), variants-1)
}

func drawDifference(r *output.Report, _ int) (Drawing, bool) {
	whole := differences(r)
	t := whole.shown(len(r.Variants))
	if len(whole.changes) == 0 {
		return Drawing{}, false
	}
	w := reported(r, "Change in mean shortfall"+ofProduct(r)+" against "+variantTitle(r, 0), policies(r))
	left := whole.without(t, len(r.Variants))
	w.shows = differenceShows(r, t, left)
	return w.drawing("", func() []datum { return differenceData(r, whole) }, func(c *chart, l look) {
		differenceMarks(r, t, c, l)
		c.notes = append(c.notes, left...)
	}), true
}

func differenceMarks(r *output.Report, t differenceTable, c *chart, l look) {
	all := t.changes
	b := spans{look: l, rows: len(t.titles)}
	for v := 1; v < min(len(r.Variants), mostSeries+1); v++ {
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
	c.notes = differenceNotes(all, !b.tight())
	b.on(c, t.titles, "Change in mean shortfall", m)
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
	case share > 0 && share <= 0.005:
		return "<1"
	case share < 1 && share >= 0.995:
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

func differenceShows(r *output.Report, t differenceTable, left []string) string {
	values := make([][]string, len(t.titles))
	for _, d := range t.changes {
		text := withError(d.Mean, d.Low, d.High, d.Unit)
		if d.Same {
			text = "no change that can be told apart from none"
		}
		text += fmt.Sprintf(" (less in %s, more in %s of trials)", output.Percent(d.Better), output.Percent(d.Worse))
		values[d.row] = append(values[d.row], variantTitle(r, d.Second)+" "+text)
	}
	parts := append(byRow(t.titles, values), leftOutAlt(left)...)
	return "Points with ± sampling error (95%). " + strings.Join(parts, ". ") + "."
}

func differenceData(r *output.Report, t differenceTable) []datum {
	var rows []datum
	for _, d := range t.changes {
		policy := variantTitle(r, d.Second)
		rows = append(rows, estimated(policy, d.Metric, "change_mean", d.Unit, d.Interval()),
			mark(policy, d.Metric, "share_better", "share", d.Better), mark(policy, d.Metric, "share_worse", "share", d.Worse))
	}
	return rows
}
