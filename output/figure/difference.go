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
		main: true,
		Info: Info{"difference", "What each policy changes",
			"The change in mean shortfall of every sector and in total under each policy against the first, trial by trial on the same draws, with its 95% sampling error."},
		products: true,
		has:      func(r *output.Report, _ int) bool { return len(differences(r).changes) > 0 },
		chart:    differenceChart,
		alt:      differenceAlt,
		data:     differenceData,
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
	chosen := placesOfLargest(size, rowsFor(variants-1))
	place := make(map[int]int, len(chosen))
	some := differenceTable{totals: t.totals}
	for i, row := range chosen {
		place[row] = i
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

func differenceTitle(r *output.Report) string {
	return inYears(r, "Change in mean shortfall"+ofProduct(r)+" against "+variantTitle(r, 0))
}

func differenceChart(r *output.Report, _ int, l look) *chart {
	whole := differences(r)
	t := whole.shown(len(r.Variants))
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
	c := &chart{title: differenceTitle(r), subtitle: unbroken(setting(r, policies(r))), notes: append(differenceNotes(all, !b.tight()), whole.without(t, len(r.Variants))...), origins: originsOf(r)}
	b.reach(&c.x)
	c.x.title, c.x.ticks = quantity("Change in mean shortfall", m.unit), numbers(m)
	c.panels = []panel{{part: 1, top: float64(b.rows), marks: []plot.Plotter{b}, rows: t.titles}}
	for v := range b.names {
		if !slices.ContainsFunc(all, func(d difference) bool { return d.Second-1 == v }) {
			continue // nothing of it is drawn
		}
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
	whole := differences(r)
	t := whole.shown(len(r.Variants))
	values := make([][]string, len(t.titles))
	for _, d := range t.changes {
		text := withError(d.Mean, d.Low, d.High, d.Unit)
		if d.Same {
			text = "no change that can be told apart from none"
		}
		text += fmt.Sprintf(" (less in %s, more in %s of trials)", percent(d.Better), percent(d.Worse))
		values[d.row] = append(values[d.row], variantTitle(r, d.Second)+" "+text)
	}
	for i, some := range values {
		if len(some) > 0 {
			parts = append(parts, t.titles[i]+": "+strings.Join(some, ", "))
		}
	}
	parts = append(parts, leftOutAlt(whole.without(t, len(r.Variants)))...)
	return fmt.Sprintf("%s. %s. Points with ± sampling error (95%%). %s.", differenceTitle(r), setting(r, policies(r)), strings.Join(parts, ". "))
}

func differenceData(r *output.Report, _ int) []datum {
	var rows []datum
	for _, d := range differences(r).changes {
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
