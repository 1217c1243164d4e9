package output

import (
	"fmt"
	"slices"
	"strings"
)

// sentences say which policy is best, which is robust, which are not worth a
// choice, and who meets the criteria. The spaces within a number are no-break
// spaces.
func (c *Comparison) sentences() []string {
	if len(c.Policies) < 2 {
		return []string{"There is one policy only: nothing to compare."}
	}
	return append(c.verdictsByQuantity(), said(c.unequal(), c.worth(), c.dominated(), c.criteria())...)
}

// short is what sentences say, by the first quantity alone.
func (c *Comparison) short() []string {
	if len(c.Policies) < 2 {
		return nil
	}
	by := c.verdictsByQuantity()
	return append(by[:min(len(by), 1)], said(c.unequal(), c.worth(), c.dominated(), c.criteria())...)
}

// Words names a quantity for people.
func (c *Comparison) Words(quantity string) string {
	measure, subject := SplitMetric(c.Metric)
	what := c.Head.Titles.Metric(c.Metric)
	if measure == Shortfall && (subject == Total || Product(c.Metric) != "") {
		what = strings.TrimPrefix(what, "total ")
	}
	return strings.Replace(quantityOf(quantity).words, "#", what, 1)
}

// verdictsByQuantity says which policies are best and robust, by total cost first;
// by all quantities of which the same is true in one sentence.
func (c *Comparison) verdictsByQuantity() []string {
	byVerdict := grouped(c.Choices, func(x Choice) string { return c.aside(x.Quantity) + ", " + c.verdictOn(x) })
	return each(byVerdict, func(g group[string, Choice]) string {
		return "By " + strings.Join(each(g.all, func(x Choice) string { return c.Words(x.Quantity) }), " and by ") + g.key
	})
}

// aside reminds of what a loss leaves out.
func (c *Comparison) aside(quantity string) string {
	_, costs := c.Level(0, c.Against, ByCost)
	return either(costs && quantity != ByBurden, ", whatever they cost", "")
}

func (c *Comparison) verdictOn(x Choice) string {
	if x.Untold {
		return "the trials are too few to tell which policy is best."
	}
	if len(x.Average) == len(c.Policies) && len(x.Robust) == len(c.Policies) {
		return "the policies cannot be told apart: their differences are inside the sampling error."
	}
	best, robust := x.Average[0], x.Robust[0]
	if len(c.Cases) == 1 {
		return c.label(best) + " is best" + c.also(x.Average) + "."
	}
	average := fmt.Sprintf("%s is best on average over the %d cases%s", c.label(best), len(c.Cases), c.also(x.Average))
	r := x.Regrets[robust]
	worst := either(r.Worst == 0, "no other is estimated better in any of them",
		fmt.Sprintf("its worst regret, %s (%s), is the smallest", glue(x.Text(r.Worst)), c.Cases[r.WorstCase].Label()))
	if !slices.Equal(x.Average, x.Robust) { // else it was said already
		worst += c.also(x.Robust)
	}
	switch {
	case robust != best:
		return average + "; " + c.label(robust) + " is robust: " + worst + "."
	case r.Worst > 0 || len(x.Average) > 1 || len(x.Robust) > 1:
		return average + " and robust: " + worst + "."
	}
	if close := c.closeTo(best, x.Quantity); close != "" {
		return average + " and robust: " + worst + " (cannot be told apart from it: " + close + ")."
	}
	return c.label(best) + " is best in every case."
}

// closeTo tells which policies cannot be told apart from the best one, and in
// which cases.
func (c *Comparison) closeTo(best int, quantity string) string {
	who := func(at int) string {
		here := those(c.everyPolicy(), func(p int) bool { x, ok := c.Change(at, p, best, quantity); return ok && x.Same })
		return either(len(here) == len(c.Policies)-1 && len(here) > 1, "all others", c.labels(here))
	}
	close := grouped(those(upTo(len(c.Cases)), func(at int) bool { return who(at) != "" }), who)
	return strings.Join(each(close, func(g group[string, int]) string {
		return g.key + " in " + joined(each(g.all, func(at int) string { return c.Cases[at].quoted() }))
	}), "; ")
}

func (c *Comparison) label(policy int) string { return c.Policies[policy].Label() }

func (c *Comparison) labels(policies []int) string { return joined(each(policies, c.label)) }

// also tells which policies cannot be told apart from the first of some.
func (c *Comparison) also(best []int) string {
	return when(len(best) > 1, " (%s cannot be told apart from it)", c.labels(best[1:]))
}

// worth tells what the policy with the least total cost is worth in the first
// case, and what a tonne costs that it spares.
func (c *Comparison) worth() string {
	choice, ok := c.Choice(ByBurden)
	if !ok {
		return ""
	}
	best := choice.Average[0]
	benefit, ok := c.Benefit(0, best) // none of the policy that the others are set against
	if !ok || benefit.Same {
		return ""
	}
	where := either(len(c.Cases) > 1, " in "+c.Cases[0].quoted(), "")
	x, ok := c.Contrast(0, best)
	price := when(ok && x.PerTonne.Text() != "", ", at %s spared", glue(x.PerTonne.TextWithError()))
	return fmt.Sprintf("Against %s, %s has a net benefit of %s%s%s.", c.label(c.Against), c.label(best), glue(benefit.Text()), where, price)
}

// unequal tells why there is no word of the best: policies are missing somewhere.
func (c *Comparison) unequal() string {
	return when(len(c.Choices) == 0, "Not every policy was played in every case, so none is best over all of them. Compare results that share their policies, or one case (--case).")
}

// dominated tells which policies are not worth a choice: dominated in every case.
func (c *Comparison) dominated() string {
	all := said(each(c.everyPolicy(), func(p int) string {
		by := c.alwaysDominated(p)
		return when(len(by) > 0, "%s (by %s)", c.label(p), c.labels(by))
	})...)
	_, costs := c.Level(0, c.Against, ByCost)
	return when(len(all) > 0, "Dominated%s, so %sCVaR95 and the chances give no reason to choose it: %s.",
		either(len(c.Cases) == 1, "", " in every case"), either(costs, "cost, ", ""), strings.Join(all, "; "))
}

// alwaysDominated lists the policies that dominate one in every case.
func (c *Comparison) alwaysDominated(policy int) []int {
	all := c.Dominators(0, policy)
	for at := range c.Cases {
		here := c.Dominators(at, policy)
		all = slices.DeleteFunc(all, func(p int) bool { return !slices.Contains(here, p) })
	}
	return all
}

func (c *Comparison) criteria() string {
	if len(c.Verdicts) == 0 {
		return ""
	}
	sure := func(p int) int {
		cases, _, _ := c.Meets(p)
		return cases
	}
	most := slices.Max(each(c.everyPolicy(), sure))
	best := those(c.everyPolicy(), func(p int) bool { return sure(p) == most })
	switch {
	case most == 0:
		return "No policy is sure to meet every criterion" + either(len(c.Cases) == 1, ".", " in any of the cases.")
	case most == len(c.Cases):
		return "Every criterion is met " + either(most == 1, "", "in every case ") + "by " + c.labels(best) + "."
	}
	return fmt.Sprintf("Every criterion is met most often by %s: in %d of %d cases.", c.labels(best), most, len(c.Cases))
}
