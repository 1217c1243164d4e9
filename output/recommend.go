package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// Recommendation is the policy that a report recommends, beside the first.
type Recommendation struct {
	Variant int    // index into Variants; 0 where nothing is known to be better than the first
	By      string // ByCriteria, ByBenefit, ByLoss, or ByDefault
	Why     string // a clause about the policy: "it alone meets every criterion"
}

// The rules by which a policy is recommended, the first that can tell.
const (
	ByCriteria = "criteria" // the cheapest of those that are sure to meet every criterion
	ByBenefit  = "benefit"  // the largest net benefit that is sure to be one
	ByLoss     = "loss"     // the least mean shortfall, where losses have no value
	ByDefault  = "default"  // the first policy: none is sure to be better
)

// Recommend chooses the policy to follow: of those that are sure to meet every criterion the
// one that costs least; where none is, or there are no criteria, the one with the largest
// net benefit of those that lose no more than the first, since what is saved by losing more
// answers another question; where losses have no value, the one with the least shortfall. A
// policy that cannot be told apart from the first in these is none that is recommended.
// Whatever tells what to do asks here.
func (r *Report) Recommend() Recommendation {
	if meeting := r.meeting(); len(meeting) > 0 {
		best := slices.MinFunc(meeting, func(v, w int) int {
			return cmp.Or(cmp.Compare(r.costOf(v), r.costOf(w)), cmp.Compare(r.lossOf(v), r.lossOf(w)))
		})
		return Recommendation{best, ByCriteria, r.whyMeeting(meeting, best)}
	}
	unmet := either(len(r.Criteria) > 0, "; no policy is sure to meet every criterion", "")
	best, passed, valued := Paired{}, 0.0, false // passed: the largest net benefit of what loses more
	for v := range r.Variants {
		p, ok := r.Benefit(v)
		ok = ok && !math.IsNaN(p.Mean)
		switch {
		case !ok || p.Same:
		case r.losesMore(v):
			passed = max(passed, p.Mean)
		case p.Mean > best.Mean:
			best = p
		}
		valued = valued || ok
	}
	switch {
	case best.Mean > 0:
		among := either(passed > best.Mean, " of those that lose no more", "")
		return Recommendation{best.Second, ByBenefit, fmt.Sprintf("it has the largest net benefit%s, %s%s", among, glue(best.Text()), unmet)}
	case valued:
		return Recommendation{0, ByDefault, "no other is sure to spare more than it costs" + unmet}
	}
	if least, ok := r.leastLoss(); ok {
		return Recommendation{least, ByLoss, "it has the smallest shortfall (losses have no value here, so no cost can be weighed against them)" + unmet}
	}
	return Recommendation{0, ByDefault, either(len(r.Variants) > 1, "no other lowers the shortfall by more than its sampling error", "there is no other") + unmet}
}

// losesMore reports whether a variant is sure to lose more of some end product than the first.
func (r *Report) losesMore(v int) bool {
	return slices.ContainsFunc(r.Chiefs(), func(chief string) bool {
		p, ok := r.Change(v, chief)
		return ok && !p.Same && p.Mean > 0
	})
}

// meeting are the variants that are sure to meet every criterion; none where there are no
// criteria.
func (r *Report) meeting() []int {
	if len(r.Criteria) == 0 {
		return nil
	}
	return without(upTo(len(r.Variants)), func(v int) bool {
		return slices.ContainsFunc(r.Criteria, func(x Verdict) bool { return x.Variant == v && x.Outcome != Pass })
	})
}

func (r *Report) whyMeeting(meeting []int, best int) string {
	switch {
	case len(r.Variants) == 1:
		return "it meets every criterion"
	case len(meeting) == 1:
		return "it alone is sure to meet every criterion"
	case slices.ContainsFunc(meeting, func(v int) bool { return r.costOf(v) != r.costOf(best) }):
		return fmt.Sprintf("it costs least of the %d that are sure to meet every criterion", len(meeting))
	}
	return fmt.Sprintf("it has the smallest shortfall of the %d that are sure to meet every criterion", len(meeting))
}

// costOf is the mean cost of a variant, 0 where nothing in it has one.
func (r *Report) costOf(v int) float64 {
	x, _ := r.Cost(v)
	return zeroIfNone(x.Value)
}

// lossOf is the mean loss under a variant as a share of that under the first, summed over
// the end products, whose tonnes are not alike.
func (r *Report) lossOf(v int) float64 {
	sum := 0.0
	for _, chief := range r.Chiefs() {
		before, _ := r.Stat(0, chief, "mean")
		after, _ := r.Stat(v, chief, "mean")
		if before.Value > 0 {
			sum += after.Value / before.Value
		}
	}
	return sum
}

// leastLoss is the variant with the least loss of those that lower that of some end
// product by more than its sampling error, if any does.
func (r *Report) leastLoss() (int, bool) {
	lower := those(upTo(len(r.Variants)), func(v int) bool {
		return slices.ContainsFunc(r.Chiefs(), func(chief string) bool {
			p, ok := r.Change(v, chief)
			return ok && !p.Same && p.Mean < 0
		}) && r.lossOf(v) < r.lossOf(0)
	})
	if len(lower) == 0 {
		return 0, false
	}
	return slices.MinFunc(lower, func(v, w int) int { return cmp.Compare(r.lossOf(v), r.lossOf(w)) }), true
}

// advice says what to do, which is the policy that is recommended: why, what it changes, what
// it costs, and what it leaves; and what is shown where something else is.
func (r *Report) advice() string {
	if len(r.Variants) < 2 {
		return ""
	}
	best := r.Recommend()
	label := r.Variants[best.Variant].Label()
	all := []string{fmt.Sprintf("What to do: %s, because %s.", label, best.Why)}
	if best.Variant == 0 {
		all[0] = fmt.Sprintf("What to do: stay with %s, because %s.", label, best.Why)
	} else {
		all = append(all, r.changes(best.Variant))
	}
	if v := r.Shown(); v != best.Variant && v > 0 {
		all = append(all, r.Variants[v].Label()+" is shown beside "+r.Variants[0].Label()+": "+unit.LowerFirst(r.changes(v)))
	}
	return strings.Join(all, " ")
}

// changes says what a variant spares against the first, end product by end product, what it
// leaves, and what it costs.
func (r *Report) changes(v int) string {
	parts := each(r.Chiefs(), func(chief string) string {
		p, ok := r.Change(v, chief)
		after, _ := r.Stat(v, chief, "mean")
		switch of := r.product(chief); {
		case !ok || p.Same:
			return "leaves the mean shortfall" + of + " unchanged, as far as these trials can tell"
		case p.Mean > 0:
			return fmt.Sprintf("adds %s%s to the mean shortfall", glue(unit.FormatInterval(p.Mean, p.Error(), p.Unit)), of)
		default:
			return fmt.Sprintf("spares %s%s%s; %s is still lost on average, with %s of the trials", r.less(p), of, r.share(p), glue(after.Text()), r.shortage(v, chief))
		}
	})
	text := "It " + strings.Join(parts, "; it ") + "."
	if cost := r.price(v); cost != "" {
		text += cost
	}
	return text
}

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
