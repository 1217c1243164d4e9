package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// OverOnePercent is the statistic of Shortage that is the chance of a material
// shortage: that some sector loses more than 1% of a year's use. Any shortfall may
// be a kilogram.
const OverOnePercent = "p_exceed_0.01"

// Sentences say what the run found: how likely and how large a shortfall is, when it begins
// and whom it hits, what to do and what that costs, and how sure it is. The spaces within a number are
// no-break spaces, so that a line never ends in one.
func (r *Report) Sentences() []string {
	if r.Run.Trials == 0 || len(r.Variants) == 0 {
		return []string{"No trial was played: there is nothing to report."}
	}
	risks := each(r.Chiefs(), func(chief string) string {
		return strings.Join(said(r.risk(0, chief, " ("+materialShortage+")"), r.first(0, chief), r.hardest(0, chief)), " ")
	})
	costs := either(len(r.Variants) == 1, r.costs(0), "") // else what is advised has them
	sure := fmt.Sprintf("How sure: from %s; ± is the sampling error only.", unit.Counted(r.Run.Trials, "trial"))
	return slices.Concat(risks, said(r.turned(0), r.advice(), costs), r.hangs(), []string{sure})
}

func (r *Report) costs(v int) string {
	x, ok := r.Cost(v)
	return when(ok && x.Value != 0, "Stocks and plants cost %s.", glue(x.TextWithError()))
}

// short is what Sentences say, for a brief screen, and who loses most: what a shortage is,
// a table there tells.
func (r *Report) short() []string {
	if r.Run.Trials == 0 || len(r.Variants) == 0 {
		return nil
	}
	all := each(r.Chiefs(), func(chief string) string {
		return strings.Join(said(r.risk(0, chief, ""), r.first(0, chief), r.hardest(0, chief)), " ")
	})
	if len(r.Variants) == 1 {
		all = append(all, said(r.costs(0))...)
	} else {
		all = append(all, r.help()...)
	}
	if _, counted := r.Benefit(1); len(r.Criteria) > 0 && (!counted || len(r.meeting()) != 1) { // else help names it
		all = append(all, r.criteriaNotes()[0])
	}
	all = append(all, said(r.hangsOn())...)
	return append(all, said(r.notLost(0, SubjectOf(r.Chief()), ""))...)
}

// carried says that the first policy, where it changes nothing, costs what all others do too.
func (r *Report) carried() string {
	cost, _ := r.Cost(0)
	asItStands := len(r.Variants) > 1 && len(r.Changes) > 0 && len(r.Changes[0]) == 0
	return when(asItStands && cost.Value != 0, "%s's cost is in every policy's", r.Variants[0].Label())
}

// help names, without what the table of policies tells, the variant to choose where money is
// counted, and the one that lowers the mean loss most where that is another.
func (r *Report) help() []string {
	v, why := r.choice()
	all := said(why)
	for _, chief := range r.Chiefs() {
		least, ok := r.least(chief)
		switch {
		case !ok && why == "":
			none := either(len(r.Variants) == 2, r.Variants[1].Label()+" does not lower", "None of the others lowers")
			all = append(all, fmt.Sprintf("%s the mean shortfall%s of %q by more than its sampling error.", none, r.product(chief), r.Variants[0].Label()))
		case ok && why == "":
			all = append(all, fmt.Sprintf("%s: %s less%s%s.", r.introduce(least.Second, "helps most"), r.less(least), r.product(chief), r.share(least)))
		case ok && least.Second != v:
			all = append(all, fmt.Sprintf("%s loses least%s: %s less%s.", r.Variants[least.Second].Label(), r.product(chief), r.less(least), r.share(least)))
		}
	}
	return all
}

// choice is the variant that is recommended where money is counted, in a sentence; none
// where there is none.
func (r *Report) choice() (v int, why string) {
	if _, counted := r.Benefit(1); !counted {
		return 0, ""
	}
	best := r.Recommend()
	label := r.Variants[best.Variant].Label()
	worth, valued := r.Benefit(best.Variant)
	switch best.By {
	case ByCriteria:
		cost, _ := r.Cost(best.Variant)
		who := "Only " + label + " meets every criterion"
		if n := len(r.meeting()); n > 1 {
			who = fmt.Sprintf("Of the %d policies that meet every criterion, %s costs least", n, label)
		}
		return best.Variant, fmt.Sprintf("%s: %s%s.", who, glue(cost.TextWithError()), when(valued, ", a net benefit of %s", glue(worth.Text())))
	case ByBenefit:
		who := r.introduce(best.Variant, "is worth most")
		if slices.ContainsFunc(upTo(len(r.Variants)), r.losesMore) {
			who = "Of the policies that lose no more, " + label + " is worth most"
		}
		return best.Variant, fmt.Sprintf("%s: a net benefit of %s.", who, glue(worth.Text()))
	}
	return 0, ""
}

// first says when a shortage begins under a variant: so early in one of twenty trials, and
// in half of them.
func (r *Report) first(v int, chief string) string {
	subject := SubjectOf(chief)
	early, half := r.dateOf(v, MetricOf(FirstShort, subject), "p5"), r.dateOf(v, MetricOf(FirstShort, subject), "p50")
	seldom, known := r.Stat(v, MetricOf(FirstShort, subject), "p5")
	often, _ := r.Stat(v, MetricOf(FirstShort, subject), "p50")
	switch {
	case !known || early == "" || math.IsInf(seldom.Value, 1):
		return ""
	case early == half:
		return "It begins by " + early + " in half of them."
	case math.IsInf(often.Value, 1):
		return "It begins by " + early + " in one of twenty trials; in half there is none."
	}
	return "It begins by " + early + " in one of twenty trials, by " + half + " in half."
}

// mostHit is the number of sectors that hardest names.
const mostHit = 2

// hardest says which sectors lose most of an end product, where there are several.
func (r *Report) hardest(v int, chief string) string {
	hit := those(r.Stats, func(s Stat) bool {
		return s.Variant == v && s.Measure == Shortfall && s.Kind == "sector" && s.Statistic == "mean" && s.Value > 0 && strings.HasSuffix(s.Subject, strings.TrimPrefix(SubjectOf(chief), Total))
	})
	if len(hit) < 2 {
		return ""
	}
	slices.SortStableFunc(hit, func(a, b Stat) int { return cmp.Compare(b.Value, a.Value) })
	name := func(s Stat) string {
		sector, _, _ := strings.Cut(s.Subject, ".")
		return r.SubjectTitle(sector)
	}
	rest := each(hit[1:min(len(hit), mostHit)], func(s Stat) string { return name(s) + " " + glue(s.Text()) })
	return fmt.Sprintf("Most is lost by %s, %s; then %s%s.", name(hit[0]), glue(hit[0].TextWithError()), strings.Join(rest, ", "), when(len(hit) > mostHit, " and %s", unit.Counted(len(hit)-mostHit, "other")))
}

// Cost returns the mean cost of a variant, of its stockpiles and all else that has one.
func (r *Report) Cost(variant int) (Stat, bool) {
	return r.Stat(variant, MetricOf(StockCost, Total), "mean")
}

// SubjectOf returns the subject of a metric's name: "total" of "shortfall.total".
func SubjectOf(metric string) string {
	_, subject, _ := strings.Cut(metric, ".")
	return subject
}

// glue keeps a number on one line.
func glue(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

// risk tells how likely and how large a shortfall is; meaning stands behind what it is called.
func (r *Report) risk(v int, chief, meaning string) string {
	label, of := r.Variants[v].Label(), r.product(chief)
	any, _ := r.Stat(v, chief, "p_any")
	mean, _ := r.Stat(v, chief, "mean")
	if any.Value == 0 {
		return fmt.Sprintf("%s: no shortfall%s in any of %s; its chance is %s (95%%).", label, of, unit.Counted(any.N, "trial"), glue(any.TextWithError()))
	}
	what, chance := "some shortfall"+of, any
	if x, ok := r.Stat(v, MetricOf(Shortage, SubjectOf(chief)), OverOnePercent); ok { // not of results stored before there was one
		what, chance = "a material shortage"+of+meaning, x
	}
	often := "in " + glue(chance.TextWithError()) + " of the trials"
	if chance.Value == 0 || chance.Value == 1 {
		often = fmt.Sprintf("in %s of %s (its chance is %s)", either(chance.Value == 0, "none", "each"), unit.Counted(chance.N, "trial"), glue(chance.TextWithError()))
	}
	return fmt.Sprintf("%s: %s %s; %s lost on average%s, and %s on average in the worst 5%%%s.",
		label, what, often, glue(mean.TextWithError()), r.ofDemand(v, chief), glue(r.text(v, chief, "cvar95")), r.doubtful(v, chief))
}

func (r *Report) doubtful(v int, metric string) string {
	x, _ := r.Stat(v, metric, "cvar95")
	return when(x.unestimable(), " (%s)", x.unestimableAt())
}

// materialShortage says what counts as one.
const materialShortage = "a sector loses more than 1% of a year's use of a material"

// ShortageNote says what the column of the chance of a material shortage tells.
const ShortageNote = "Shortage: the chance that " + materialShortage

// shortNote is ShortageNote for a brief screen.
const shortNote = "Shortage: over 1% of a year's use lost"

func (r *Report) shortage(v int, chief string) string {
	if x, ok := r.Stat(v, MetricOf(Shortage, SubjectOf(chief)), OverOnePercent); ok {
		return "a material shortage in " + glue(x.Text())
	}
	return "some shortfall in " + glue(r.text(v, chief, "p_any"))
}

func (r *Report) ofDemand(v int, chief string) string {
	x, ok := r.Stat(v, MetricOf(ShortShare, SubjectOf(chief)), "mean")
	return when(ok && !math.IsNaN(x.Value), " (%s of demand)", glue(x.Text()))
}

// least is the change of the variant that lowers the mean loss most, if one does so by
// more than its sampling error.
func (r *Report) least(chief string) (Paired, bool) {
	lower := those(r.Paired, func(p Paired) bool { return p.First == 0 && p.Metric == chief && !p.Same && p.Mean < 0 })
	if len(lower) == 0 {
		return Paired{}, false
	}
	return slices.MinFunc(lower, func(p, q Paired) int { return cmp.Compare(p.Mean, q.Mean) }), true
}

func (r *Report) less(p Paired) string { return glue(unit.FormatInterval(-p.Mean, p.Error(), p.Unit)) }

// introduce names the best variant, and in what it is so where it has rivals.
func (r *Report) introduce(v int, best string) string {
	return r.Variants[v].Label() + either(len(r.Variants) == 2, "", " "+best)
}

// share tells a decrease as a share of the mean loss under the first variant.
func (r *Report) share(p Paired) string {
	mean, _ := r.Stat(0, p.Metric, "mean")
	return when(mean.Value > 0, " (%s)", unit.Format(-p.Mean/mean.Value, "share"))
}

// price tells what a variant costs, beyond the first where that has a cost too.
func (r *Report) price(v int) string {
	x, ok := r.Cost(v)
	more := ""
	if before, _ := r.Cost(0); before.Value != 0 {
		p, _ := r.Change(v, MetricOf(StockCost, Total))
		x.Value, x.Low, x.High = math.Abs(p.Mean), p.Low, p.High
		if p.Mean < 0 {
			x.Low, x.High = -p.High, -p.Low
		}
		more = either(p.Mean < 0, " less than ", " more than ") + r.Variants[0].Label()
	}
	return when(ok && !math.IsNaN(x.Value) && x.Value != 0, " It costs %s%s%s.", glue(x.TextWithError()), more, worth(r, v))
}

// worth tells what a variant spares against what it costs.
func worth(r *Report, v int) string {
	p, ok := r.Benefit(v)
	if !ok || math.IsNaN(p.Mean) {
		return ""
	}
	amount := glue(unit.FormatInterval(math.Abs(p.Mean), p.Error(), p.Unit)) + either(p.Mean < 0, " more", " less")
	return ", " + either(p.Same, "which cannot be told apart from", amount+" than") + " the " + r.spared() + " that it spares"
}

// turnedNote explains the columns of what substitution takes.
const turnedNote = "given up, moved: means; demand that turned to designs without the material or to another material, and is not lost"

// turned tells, beside what is lost, what users give up and what they move to other
// materials under a variant, end product by end product: neither counts as lost, so
// that a small loss may hide much of it. It is empty where there is none.
func (r *Report) turned(v int) string {
	parts := said(slices.Concat(each(r.Chiefs(), func(chief string) []string { return r.turnedFrom(v, chief) })...)...)
	cost, _ := r.Stat(v, MetricOf(SubstitutionCost, Total), "mean")
	return when(parts != nil, "Not counted as lost: on average users %s%s.", strings.TrimSuffix(strings.Join(parts, " and "), ","),
		when(cost.Value > 0, ", at a cost of %s", glue(cost.TextWithError())))
}

// turnedFrom are the parts of it that are of one end product; "" of what there is none.
func (r *Report) turnedFrom(v int, chief string) []string {
	subject, of := SubjectOf(chief), r.product(chief)
	given, _ := r.Stat(v, MetricOf(GivenUp, subject), "mean")
	moved, _ := r.Stat(v, MetricOf(Moved, subject), "mean")
	in, known := r.Stat(v, MetricOf(MovedIn, subject), "mean")
	other := when(known && in.Text() != moved.Text(), "%s of ", glue(in.Text()))
	return []string{
		when(given.Value > 0, "give up %s%s, turning to designs without the material,", glue(given.TextWithError()), of),
		when(moved.Value > 0, "replace %s%s with %sanother material", glue(moved.TextWithError()), of, other),
	}
}

// Substitutes reports whether users may turn away from a material under some variant.
func (r *Report) Substitutes() bool {
	return slices.ContainsFunc(r.Stats, func(s Stat) bool { return s.Measure == GivenUp || s.Measure == Moved })
}

// Turned tells in short, for the note of a figure of the first end product, what users
// give up and move under a variant beside what they lose; empty where there is none.
func (r *Report) Turned(v int) string {
	subject := SubjectOf(r.Chief())
	return r.notLost(v, subject, either(len(r.Variants) > 1, " under "+r.Variants[v].Label(), ""))
}

func (r *Report) notLost(v int, subject, where string) string {
	given, _ := r.Stat(v, MetricOf(GivenUp, subject), "mean")
	moved, _ := r.Stat(v, MetricOf(Moved, subject), "mean")
	parts := said(when(given.Value > 0, "%s given up", glue(given.Text())), when(moved.Value > 0, "%s moved to another material", glue(moved.Text())))
	return when(parts != nil, "Not counted as lost%s: %s (mean).", where, strings.Join(parts, ", "))
}

// spared is what a policy saves in money, in words: substitution may cost too.
func (r *Report) spared() string {
	_, substitutes := r.Stat(0, MetricOf(SubstitutionCost, Total), "mean")
	return "value lost" + either(substitutes, " and the cost of substitution", "")
}
