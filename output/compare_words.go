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

// Words names a quantity for people.
func (c *Comparison) Words(quantity string) string {
	measure, subject := SplitMetric(c.Metric)
	what := c.Metric
	if measure == Shortfall {
		what = "shortfall"
		what += either(subject != Total, " of "+strings.TrimPrefix(subject, Total+"."), "")
	}
	return strings.Replace(quantityOf(quantity).words, "#", what, 1)
}

// verdictsByQuantity says which policies are best and robust, by total cost first;
// by all quantities of which the same is true in one sentence.
func (c *Comparison) verdictsByQuantity() []string {
	var all, said []string
	for i, x := range c.Choices {
		verdict := c.verdictOn(x)
		by := "By " + c.Words(x.Quantity)
		for _, later := range c.Choices[i+1:] {
			by += either(c.verdictOn(later) == verdict && c.aside(later.Quantity) == c.aside(x.Quantity), " and by "+c.Words(later.Quantity), "")
		}
		by += c.aside(x.Quantity) + ", "
		if key := verdict + c.aside(x.Quantity); !slices.Contains(said, key) {
			all, said = append(all, by+verdict), append(said, key)
		}
	}
	return all
}

// aside reminds of what a loss leaves out.
func (c *Comparison) aside(quantity string) string {
	if _, ok := c.Level(0, c.Against, ByCost); ok && quantity != ByBurden {
		return ", whatever the stockpiles cost"
	}
	return ""
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
	worst := fmt.Sprintf("its worst regret, %s (%s), is the least", glue(x.Text(r.Worst)), c.Cases[r.WorstCase].Name)
	if r.Worst == 0 {
		worst = "no other is estimated better in any of them"
	}
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
		return average + " and robust: " + worst + " (not to be told apart from it: " + close + ")."
	}
	return c.label(best) + " is best in every case."
}

// closeTo tells which policies cannot be told apart from the best one, and in
// which cases.
func (c *Comparison) closeTo(best int, quantity string) string {
	where := map[string][]string{} // cases, by who is close
	var order []string
	for at, w := range c.Cases {
		here := those(c.everyPolicy(), func(p int) bool { x, ok := c.Change(at, p, best, quantity); return ok && x.Same })
		if len(here) == 0 {
			continue
		}
		who := either(len(here) == len(c.Policies)-1 && len(here) > 1, "all others", c.labels(here))
		if where[who] == nil {
			order = append(order, who)
		}
		where[who] = append(where[who], w.Name)
	}
	return strings.Join(each(order, func(who string) string { return who + " in " + joined(where[who]) }), "; ")
}

func (c *Comparison) label(policy int) string { return c.Policies[policy].Label() }

func (c *Comparison) labels(policies []int) string { return joined(each(policies, c.label)) }

// also tells which policies cannot be told apart from the first of some.
func (c *Comparison) also(best []int) string {
	if len(best) < 2 {
		return ""
	}
	return " (" + c.labels(best[1:]) + " cannot be told apart from it)"
}

// worth tells what the policy with the least total cost is worth in the first
// case, and what a tonne costs that it spares.
func (c *Comparison) worth() string {
	choice, ok := c.Choice(ByBurden)
	if !ok || choice.Average[0] == c.Against {
		return ""
	}
	best := choice.Average[0]
	benefit, ok := c.Benefit(0, best)
	if !ok || benefit.Same {
		return ""
	}
	where := either(len(c.Cases) > 1, " in "+c.Cases[0].Name, "")
	text := fmt.Sprintf("Against %s, %s has a net benefit of %s%s", c.label(c.Against), c.label(best), glue(benefit.Text()), where)
	if x, ok := c.Contrast(0, best); ok && x.PerTonne.Text() != "" {
		text += ", at " + glue(x.PerTonne.TextWithError()) + " spared"
	}
	return text + "."
}

// unequal tells why there is no word of the best: policies are missing somewhere.
func (c *Comparison) unequal() string {
	if len(c.Choices) > 0 {
		return ""
	}
	return "Not every policy was played in every case: there is no best over all of them. Compare results that share their policies, or one case (--case)."
}

// dominated tells which policies are not worth a choice: dominated in every case.
func (c *Comparison) dominated() string {
	var all []string
	for p := range c.Policies {
		if by := c.alwaysDominated(p); len(by) > 0 {
			all = append(all, c.label(p)+" (by "+c.labels(by)+")")
		}
	}
	if len(all) == 0 {
		return ""
	}
	where := either(len(c.Cases) == 1, "Dominated", "Dominated in every case")
	_, costs := c.Level(0, c.Against, ByCost)
	return where + ", so that " + either(costs, "cost, ", "") + "CVaR95 and the chances give no reason to choose it: " + strings.Join(all, "; ") + "."
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
	most, best := 0, []int{}
	for p := range c.Policies {
		sure, _, _ := c.Meets(p)
		switch {
		case sure > most:
			most, best = sure, []int{p}
		case sure == most && sure > 0:
			best = append(best, p)
		}
	}
	switch {
	case most == 0 && len(c.Cases) == 1:
		return "No policy is sure to meet every criterion."
	case most == 0:
		return "No policy is sure to meet every criterion in any of the cases."
	case len(c.Cases) == 1:
		return "Every criterion is met by " + c.labels(best) + "."
	case most == len(c.Cases):
		return "Every criterion is met in every case by " + c.labels(best) + "."
	}
	return fmt.Sprintf("Every criterion is met most often by %s: in %d of %d cases.", c.labels(best), most, len(c.Cases))
}
