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

// Sentences say what the run found: how likely and how large a
// shortfall is, and what the best policy changes. The spaces within a number are
// no-break spaces, so that a line never ends in one.
func (r *Report) Sentences() []string {
	if r.Run.Trials == 0 || len(r.Variants) == 0 {
		return []string{"No trial was played: there is nothing to tell."}
	}
	risks := each(r.Chiefs(), func(chief string) string { return r.risk(0, chief) })
	sentences := append(risks, said(r.turned(0))...)
	if len(r.Variants) > 1 {
		return append(sentences, each(r.Chiefs(), r.best)...)
	}
	x, ok := r.Cost(0)
	return append(sentences, said(when(ok && x.Value != 0, "What is kept and built costs %s.", glue(x.TextWithError())))...)
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

func (r *Report) risk(v int, chief string) string {
	label, of := r.Variants[v].Label(), r.product(chief)
	any, _ := r.Stat(v, chief, "p_any")
	mean, _ := r.Stat(v, chief, "mean")
	if any.Value == 0 {
		return fmt.Sprintf("%s: no shortfall%s in any of %s; its chance is %s (95%%).", label, of, count(any.N, "trial"), glue(any.TextWithError()))
	}
	what, chance := "some shortfall"+of, any
	if x, ok := r.Stat(v, MetricOf(Shortage, SubjectOf(chief)), OverOnePercent); ok { // not of results stored before there was one
		what, chance = "a material shortage"+of+" ("+materialShortage+")", x
	}
	often := "in " + glue(chance.TextWithError()) + " of the trials"
	if chance.Value == 0 || chance.Value == 1 {
		often = fmt.Sprintf("in %s of %s (its chance is %s)", either(chance.Value == 0, "none", "each"), count(chance.N, "trial"), glue(chance.TextWithError()))
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

// best tells which variant lowers the mean loss most, where one does so by more
// than its sampling error.
func (r *Report) best(chief string) string {
	lower := those(r.Paired, func(p Paired) bool { return p.First == 0 && p.Metric == chief && !p.Same && p.Mean < 0 })
	if len(lower) == 0 {
		none := either(len(r.Variants) == 2, r.Variants[1].Label()+" does not lower", "None of the others lowers")
		return fmt.Sprintf("%s the mean shortfall%s of %q by more than its sampling error.", none, r.product(chief), r.Variants[0].Label())
	}
	least := slices.MinFunc(lower, func(p, q Paired) int { return cmp.Compare(p.Mean, q.Mean) })
	less := glue(unit.FormatInterval(-least.Mean, least.Error(), least.Unit))
	return fmt.Sprintf("%s: %s less%s%s; %s of the trials.%s",
		r.introduce(least.Second), less, r.product(chief), r.share(least), r.shortage(least.Second, chief), r.price(least.Second))
}

// introduce names the best variant, as such where it has rivals.
func (r *Report) introduce(v int) string {
	label := r.Variants[v].Label()
	return either(len(r.Variants) == 2, label, fmt.Sprintf("Of the other %d, %s helps most", len(r.Variants)-1, label))
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
	amount := glue(unit.FormatInterval(math.Abs(p.Mean), p.Error(), p.Unit))
	switch spares := r.spared() + " that it spares"; {
	case p.Same:
		return ", which cannot be told apart from the " + spares
	default:
		return ": " + amount + either(p.Mean < 0, " more", " less") + " than the " + spares
	}
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
	given, _ := r.Stat(v, MetricOf(GivenUp, subject), "mean")
	moved, _ := r.Stat(v, MetricOf(Moved, subject), "mean")
	parts := said(when(given.Value > 0, "%s given up", glue(given.Text())), when(moved.Value > 0, "%s moved to another material", glue(moved.Text())))
	return when(parts != nil, "Not counted as lost%s: %s (mean).", either(len(r.Variants) > 1, " under "+r.Variants[v].Label(), ""), strings.Join(parts, ", "))
}

// spared is what a policy saves in money, in words: substitution may cost too.
func (r *Report) spared() string {
	_, substitutes := r.Stat(0, MetricOf(SubstitutionCost, Total), "mean")
	return "value lost" + either(substitutes, " and the cost of substitution", "")
}
