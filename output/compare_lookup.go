package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// BaseCase is what the scenario as it stands is called among its cases.
const BaseCase = "base"

// Label names a policy for people.
func (r Rival) Label() string { return cmp.Or(r.Title, unit.Readable(r.Name)) }

// Label names a case for people.
func (w World) Label() string { return cmp.Or(w.Title, Titles{}.Case(w.Name)) }

// quoted is the label within a sentence.
func (w World) quoted() string { return `"` + w.Label() + `"` }

// UnitOf returns the unit of a quantity.
func (c *Comparison) UnitOf(quantity string) string {
	unit := quantityOf(quantity).unit
	return either(unit == "money", c.Currency, cmp.Or(unit, c.Unit))
}

// Level returns a quantity of a policy in a case. It is false where that is not
// known.
func (c *Comparison) Level(at, policy int, quantity string) (Stat, bool) {
	l, ok := first(c.Levels, func(l *Level) bool { return l.Case == at && l.Policy == policy && l.Quantity == quantity })
	return l.Stat, ok
}

// Change returns how a quantity of a policy differs, in a case, from that of
// another. It is false where that is not known, as for a policy and itself.
func (c *Comparison) Change(at, policy, against int, quantity string) (Paired, bool) {
	for _, x := range c.Changes {
		p := x.change(quantity)
		switch {
		case x.Case != at:
		case x.First == against && x.Second == policy:
			return p, !math.IsNaN(p.Mean)
		case x.First == policy && x.Second == against:
			p.First, p.Second, p.Better, p.Worse = p.Second, p.First, p.Worse, p.Better
			return p.negated(), !math.IsNaN(p.Mean)
		}
	}
	return Paired{}, false
}

func (x Contrast) change(quantity string) Paired {
	d, ok := first(x.Differences, func(d *Difference) bool { return d.Quantity == quantity })
	if !ok {
		d.Mean, d.Low, d.High = math.NaN(), math.NaN(), math.NaN()
	}
	return d.Paired
}

func (p Paired) negated() Paired {
	p.Mean, p.Low, p.High = -p.Mean, -p.High, -p.Low
	return p
}

// Benefit returns what a policy is worth in a case, in money, against the one
// that the others are set against: the value lost that it spares less what its
// stockpiles cost more.
func (c *Comparison) Benefit(at, policy int) (Paired, bool) {
	p, ok := c.Change(at, policy, c.Against, ByBurden)
	return p.negated(), ok
}

// Contrast returns how a policy differs in a case from the one that the others
// are set against.
func (c *Comparison) Contrast(at, policy int) (Contrast, bool) {
	return first(c.Changes, func(x *Contrast) bool { return x.Case == at && x.First == c.Against && x.Second == policy })
}

// Dominators lists the policies that leave no reason to choose one in a case:
// none dearer, none worse in CVaR95 or in the chances, and each better in
// something.
func (c *Comparison) Dominators(at, policy int) []int {
	return those(c.everyPolicy(), func(p int) bool {
		return slices.ContainsFunc(c.Changes, func(x Contrast) bool {
			return x.Case == at && (x.First == policy && x.Second == p && x.Dominates || x.Second == policy && x.First == p && x.Dominated)
		})
	})
}

// Choice returns which policies are best by a quantity.
func (c *Comparison) Choice(quantity string) (Choice, bool) {
	return first(c.Choices, func(x *Choice) bool { return x.Quantity == quantity })
}

// Meets counts the cases in which a policy meets all criteria for sure, in which
// it fails one, and in which that is open.
func (c *Comparison) Meets(policy int) (sure, fails, open int) {
	for at := range c.Cases {
		failed, close, judged := c.verdicts(standing{at, policy})
		switch {
		case !judged:
		case failed != nil:
			fails++
		case close != nil:
			open++
		default:
			sure++
		}
	}
	return sure, fails, open
}

// verdicts are the criteria that a policy fails in a case, and those that are open.
func (c *Comparison) verdicts(s standing) (failed, open []string, judged bool) {
	for _, v := range c.Verdicts {
		if v.Case != s.at || v.Variant != s.policy {
			continue
		}
		judged = true
		switch v.Outcome {
		case Fail:
			failed = append(failed, cmp.Or(v.Title, v.Criterion))
		case TooClose:
			open = append(open, cmp.Or(v.Title, v.Criterion))
		}
	}
	return failed, open, judged
}

// Unmet returns the failures that count.
func (c *Comparison) Unmet() []CaseVerdict {
	return those(c.Verdicts, func(v CaseVerdict) bool { return v.Outcome == Fail && !v.Excused })
}

// Text writes a regret for people.
func (c Choice) Text(x float64) string { return Stat{Value: x, Unit: c.Unit}.Text() }

// SplitMetric parts a metric's name into what it measures and its subject.
func SplitMetric(metric string) (measure, subject string) {
	measure, subject, _ = strings.Cut(metric, ".")
	return measure, subject
}

// CutShort tells that a comparison was interrupted: asked is the number of trials
// that its only case was to have, 0 where the cases added were played to the end, and
// missing are the cases that were not.
func (b *Comparer) CutShort(asked int64, missing []World) {
	b.c.Asked, b.c.Missing = asked, missing
}

// Complete reports whether all cases were played to the end.
func (c *Comparison) Complete() bool { return c.Asked == 0 && len(c.Missing) == 0 }

func (c *Comparison) cutShort() Warning {
	missing := each(c.Missing, World.Label)
	names := strings.Join(missing, ", ")
	why := "not played: " + names
	if c.Asked > 0 {
		why = fmt.Sprintf("%s of %s were played", unit.Grouped(c.Cases[0].Trials), unit.Counted(c.Asked, "trial")) +
			when(missing != nil, ", and of the other cases none (%s)", names)
	}
	return Warning{What: "the comparison was interrupted", Why: why, Do: "what is best or robust over the cases holds only for those shown; run it again for all of them"}
}
