package output

import (
	"magnetsim/sim/unit"
	"math"
	"slices"
	"strings"
)

// byCase are columns for people, of rows of policies: the policy, and one for each case.
func (c *Comparison) byCase(kind Kind, unit string, cell func(standing) Cell) []column[int] {
	all := []column[int]{text("title", "Policy", "the policy, as people read it", c.label).on(People)}
	for at, w := range c.Cases {
		all = append(all, columnOf(kind, "in_"+w.Name, w.Label(), unit, "", func(p int) Cell { return cell(standing{at, p}) }).on(People))
	}
	return all
}

func (c *Comparison) everyPolicy() []int { return upTo(len(c.Policies)) }

func (c *Comparison) benefits() Table {
	known := those(c.everyPolicy(), func(p int) bool {
		return slices.ContainsFunc(c.Changes, func(x Contrast) bool { _, ok := c.Benefit(x.Case, p); return ok })
	})
	against := c.label(c.Against)
	return tableOf("benefits", "Net benefit in each case, against "+against, known, c.byCase(Change, c.Currency, c.benefitCell)...).briefly().
		noted(Same + " cannot be told apart from " + against)
}

func (c *Comparison) means() Table {
	columns := c.byCase(Estimate, c.Unit, func(s standing) Cell { return cellIf(c.Level(s.at, s.policy, ByMean)) })
	return tableOf("means", unit.UpperFirst(c.Words(ByMean))+" in each case", c.everyPolicy(), columns...)
}

// regrets shows what each policy loses against the best of each case: on average
// and at worst. It has no columns where there is no best.
func (c *Comparison) regrets() Table {
	if len(c.Choices) == 0 || len(c.Policies) < 2 {
		return Table{}
	}
	people := either(len(c.Cases) == 1, File, File|People)
	measure, _ := SplitMetric(c.Metric)
	short := map[string]string{ByBurden: "Total cost", ByMean: either(measure == Shortfall, "Shortfall", "Mean"), ByTail: "CVaR95"}
	columns := []column[int]{
		text("policy", "Policy", "short name of the policy", func(p int) string { return c.Policies[p].Name }).on(File),
		text("title", "Policy", "the policy, as people read it", c.label).on(people),
	}
	for i, x := range c.Choices {
		name, by := quantityOf(x.Quantity).column, c.Words(x.Quantity)
		part := either(i > 0, ", by "+by, "")
		for _, one := range []column[int]{
			x.regret("mean_regret_"+name, short[x.Quantity]+": mean", "over the cases, each counted equally, by "+by, x.Average, func(r Regret) float64 { return r.Mean }),
			x.regret("worst_regret_"+name, short[x.Quantity]+": worst", "in the case where it is largest, by "+by, x.Robust, func(r Regret) float64 { return r.Worst }),
		} {
			columns = append(columns, one.on(people).part(part))
		}
		worstCase := func(of func(World) string) func(int) string {
			return func(p int) string {
				r := x.Regrets[p]
				return either(r.Worst > 0, of(c.Cases[r.WorstCase]), "")
			}
		}
		columns = append(columns,
			text("worst_case_"+name, "in", "the case of the worst regret; empty where there is none", worstCase(func(w World) string { return w.Name })).on(File).part(part),
			text("worst_title_"+name, "in", "", worstCase(World.Label)).on(people&People).part(part))
		columns = append(columns,
			placed("best_on_average_"+name, "1 of the policy with the least mean regret by "+by, x.Average).part(part),
			placed("robust_"+name, "1 of the policy with the least worst regret by "+by, x.Robust).part(part))
	}
	_, money := c.Choice(ByBurden)
	return tableOf("regrets", "Regret: what each loses against the best of each case", c.everyPolicy(), columns...).noted(said(
		"* the least; "+Same+" cannot be told apart from it. In the mean each case counts equally: cases have no chances",
		when(money, "Total cost: value lost and the cost of the stockpiles, and of substitution where it has one, together"))...)
}

// regret is a column of regrets; people see a mark at the least.
func (c Choice) regret(name, title, doc string, best []int, of func(Regret) float64) column[int] {
	regrets := number(name, title, c.Unit, "what the policy loses against the best one of each case, "+doc, func(p int) float64 { return of(c.Regrets[p]) })
	return regrets.but(func(p int, x *Cell) {
		if !math.IsNaN(x.Value) {
			x.Text = c.Text(x.Value) + mark(best, p)
		}
	})
}

// mark tells the best policy, and those that cannot be told apart from it.
func mark(best []int, policy int) string {
	switch slices.Index(best, policy) {
	case -1:
		return "  "
	case 0:
		return " *"
	}
	return " " + Same
}

// placed is a column of files that has 1 for the best, and so on.
func placed(name, doc string, best []int) column[int] {
	doc += "; 2 and more for those that cannot be told apart from it, empty for others"
	return whole(name, "", doc, func(p int) int { return slices.Index(best, p) + 1 }).where(func(p int) bool { return slices.Contains(best, p) }).on(File)
}

// met shows who meets all criteria in which case. It has no columns where there
// are none.
func (c *Comparison) met() Table {
	if len(c.Verdicts) == 0 {
		return Table{}
	}
	cases := func(name, doc string, of func(met, failed, open int) int) column[int] {
		return whole(name, "", doc, func(p int) int { return of(c.Meets(p)) }).on(File)
	}
	columns := slices.Concat([]column[int]{
		text("policy", "Policy", "short name of the policy", func(p int) string { return c.Policies[p].Name }).on(File),
	}, c.byCase(Outcome, "", func(s standing) Cell { return Cell{Text: c.verdict(s)} }), []column[int]{
		text("share_of_cases", "Met in", "", func(p int) string {
			met, failed, open := c.Meets(p)
			return either(len(c.Cases) < 2, "", share(met, met+failed+open))
		}).on(People),
		cases("cases_met", "cases in which the policy is sure to meet every criterion", func(met, _, _ int) int { return met }),
		cases("cases_failed", "cases in which it fails one", func(_, failed, _ int) int { return failed }),
		cases("cases_open", "cases in which that is too close to call", func(_, _, open int) int { return open }),
		number("met", "", "share", "share of the cases judged in which every criterion is met; empty where none was judged", func(p int) float64 {
			met, failed, open := c.Meets(p)
			return float64(met) / float64(met+failed+open)
		}).on(File)})
	excused := func(p int) bool {
		return slices.ContainsFunc(c.Verdicts, func(v CaseVerdict) bool { return v.Variant == p && v.Outcome == Fail && v.Excused })
	}
	return tableOf("met", "Criteria", c.everyPolicy(), columns...).noted(each(those(c.everyPolicy(), excused), func(p int) string {
		return c.label(p) + " is the baseline, so its failures do not count."
	})...)
}

// verdict tells what a policy fails in a case, what is open, or that it meets all.
func (c *Comparison) verdict(s standing) string {
	failed, open, judged := c.verdicts(s)
	switch {
	case !judged:
		return ""
	case len(failed) > 0:
		return "FAIL: " + strings.Join(failed, ", ")
	case len(open) > 0:
		return "too close: " + strings.Join(open, ", ")
	}
	return "pass"
}
