package output

import (
	"cmp"
	"slices"
)

// Shown is the variant that pages illustrate, beside the first: Show,
// else the one that is recommended; where that is the first, the one with the least
// shortfall. It is 0 where there is no other.
func (r *Report) Shown() int {
	if r.Show > 0 && r.Show < len(r.Variants) {
		return r.Show
	}
	if v := r.Recommend().Variant; v > 0 {
		return v
	}
	others := upTo(len(r.Variants))[min(1, len(r.Variants)):]
	if len(others) == 0 {
		return 0
	}
	return slices.MinFunc(others, func(v, w int) int { return cmp.Compare(r.lossOf(v), r.lossOf(w)) })
}

// Beside is the report of the first variant and of the one that is shown, without the
// others.
func (r *Report) Beside() *Report {
	shown := r.Shown()
	if len(r.Variants) < 3 {
		return r
	}
	at := func(v int) int { return slices.Index([]int{0, shown}, v) } // -1 of the others
	pair := *r
	pair.Show = 1
	pair.Variants = []Variant{r.Variants[0], r.Variants[shown]}
	pair.Stats = ofSome(r.Stats, func(x *Stat) *int { return &x.Variant }, at)
	pair.Shapes = ofSome(r.Shapes, func(x *Shape) *int { return &x.Variant }, at)
	pair.Series = ofSome(r.Series, func(x *Series) *int { return &x.Variant }, at)
	pair.Convergence = ofSome(r.Convergence, func(x *Convergence) *int { return &x.Variant }, at)
	pair.Criteria = ofSome(r.Criteria, func(x *Verdict) *int { return &x.Variant }, at)
	pair.Worst = ofSome(r.Worst, func(x *WorstInputs) *int { return &x.Variant }, at)
	pair.Paired = ofSome(those(r.Paired, func(p Paired) bool { return p.First == 0 }), func(x *Paired) *int { return &x.Second }, at)
	if shown < len(r.Changes) {
		pair.Changes = [][]PolicyChange{r.Changes[0], r.Changes[shown]}
	}
	return &pair
}

// ofSome is what is of some variants, with their numbers among these.
func ofSome[T any](all []T, variant func(*T) *int, at func(int) int) []T {
	var some []T
	for _, x := range all {
		if i := at(*variant(&x)); i >= 0 {
			*variant(&x) = i
			some = append(some, x)
		}
	}
	return some
}

// besideTable shows on a page how sectors fare under the first variant and under the one
// that is shown, beside one another.
func (r *Report) besideTable() Table {
	both := []int{0}
	if shown := r.Shown(); shown > 0 {
		both = append(both, shown)
	}
	rows := those(r.subjects(0), func(p subjectRow) bool { return p.kind != "material" })
	columns := []column[subjectRow]{
		text("sector", "Sector", "", func(p subjectRow) string { return r.SubjectTitle(p.subject) }), hidden(func(p subjectRow) string { return p.kind }),
	}
	of := func(name, title, measure, statistic string, kind Kind) {
		for _, v := range both {
			c := r.of(name, title+": "+r.Variants[v].Label(), "", measure, statistic)
			cell := c.cell
			c.cell = func(p subjectRow) Cell { p.variant = v; return cell(p) }
			columns = append(columns, c.as(kind))
		}
	}
	of("shortage", "Shortage", Shortage, OverOnePercent, Number)
	of("mean", "Mean shortfall", Shortfall, "mean", Estimate)
	of("cvar95", "CVaR95", Shortfall, "cvar95", Number)
	return tableOf("beside", "Sectors", rows, columns...).only(Page).under("Sectors").
		noted(said(either(r.unitOf(Shortage, OverOnePercent) == "", "", ShortageNote), "± sampling error (95%)", "CVaR95: mean of the worst 5%", cmp.Or(r.Run.Told, "over the whole horizon"))...)
}
