package output

import (
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// Answer tells which policy is best and which is robust, and shows the policies
// side by side, every pair of them and, over several cases, what each is worth and
// what it loses against the best. Files have all cases; people see the first one
// side by side.
func (c *Comparison) Answer() *Answer {
	a := &Answer{Head: c.Head, Sentences: c.sentences(), Short: c.short(), Criteria: c.judged(), Notes: notesOf(c.Warnings)}
	a.Head.Facts = slices.Concat(a.Head.Facts, c.facts())
	var byCase []Table
	if len(c.Cases) > 1 {
		byCase = []Table{c.benefits(), c.means()}
	}
	a.Tables = slices.Concat(c.sideBySide(), c.pairwise(), byCase, []Table{c.regrets(), c.met(), c.cases()})
	a.Tables = without(a.Tables, func(t Table) bool { return len(t.Columns) == 0 })
	return a
}

func (c *Comparison) facts() []string {
	fewest, most := c.TrialsEach()
	return said(unit.Counted(len(c.Policies), "policy"),
		when(len(c.Cases) > 1, "%s", unit.Counted(len(c.Cases), "case")),
		when(most > fewest, "%s to %s each", unit.Grouped(fewest), unit.Counted(most, "trial")),
		when(most <= fewest && len(c.Cases) > 0 && c.Head.Trials != fewest, "%s each", unit.Counted(fewest, "trial")),
		either(c.paired(), "all on the same draws", ""), c.Head.Titles.Metric(c.Metric))
}

func (c *Comparison) paired() bool {
	return !slices.ContainsFunc(c.Cases, func(w World) bool { return !w.Paired })
}

// inCase names the first case where there are several.
func (c *Comparison) inCase() string {
	if len(c.Cases) == 0 || len(c.Cases) == 1 && c.Cases[0].Name == BaseCase {
		return ""
	}
	return ": " + unit.LowerFirst(c.Cases[0].Label())
}

// firstForPeople is a table of which files have every row, and people, where there
// are several cases, those of the first case: it is two tables then.
func firstForPeople[T any](c *Comparison, name, title, legend string, notes []string, rows []T, caseOf func(T) int, columns []column[T]) []Table {
	first := those(rows, func(x T) bool { return caseOf(x) == 0 })
	if len(first) == len(rows) {
		return []Table{tableOf(name, title+c.inCase(), rows, columns...).legend(legend).noted(notes...)}
	}
	shown := tableOf(name+"_in_first_case", title+c.inCase(), first, columns...).only(People | Brief).legend(legend).noted(notes...)
	return []Table{tableOf(name, title, rows, columns...).only(File), shown}
}

// standing is a policy in a case.
type standing struct{ at, policy int }

func (c *Comparison) sideBySide() []Table {
	var rows []standing
	for at := range c.Cases {
		for p := range c.Policies {
			if slices.ContainsFunc(c.Levels, func(l Level) bool { return l.Case == at && l.Policy == p }) {
				rows = append(rows, standing{at, p})
			}
		}
	}
	const money = ", money"
	anyLoss, mean := "Any shortfall", "Mean shortfall"
	measure, _ := SplitMetric(c.Metric)
	ofShortfall := measure == Shortfall
	if !ofShortfall {
		anyLoss, mean = "Above 0", "Mean "+c.Head.Titles.Metric(c.Metric)
	}
	columns := []column[standing]{
		text("case", "Case", "the case of the world; base is the scenario as it stands", func(s standing) string { return c.Cases[s.at].Name }).on(File),
		text("policy", "Policy", "short name of the policy", func(s standing) string { return c.Policies[s.policy].Name }).on(File),
		text("title", "Policy", "the policy, as people read it", func(s standing) string { return c.label(s.policy) }).brief(""),
		text("metric", "Metric", "what is lost", func(standing) string { return c.Metric }).on(File),
		whole("trials", "Trials", "trials of the policy in the case", func(s standing) int64 {
			l, _ := first(c.Levels, func(l *Level) bool { return l.Case == s.at && l.Policy == s.policy })
			return l.Stat.N
		}).on(File),
		c.level(BySerious, "Shortage", "chance of a material shortage: a sector loses more than 1% of a year's use; empty if the metric is not a shortfall").brief(""),
		c.level(ByChance, anyLoss, "chance of more than 0"),
		c.level(ByMean, mean, "mean of the metric").brief(either(ofShortfall, "Mean loss", "")),
		c.level(ByTail, "CVaR95", "mean of the worst 5% of the metric; without an interval if the trials are too few for one"),
		c.level(ByGiven, "Given up", "mean of the demand given up, which no loss counts; empty where none can be").part(money),
		c.level(ByMoved, "Moved", "mean of the demand that moved to another material, which no loss counts; empty where none can be").part(money),
		c.level(ByOutlay, "Outlay", "mean paid for stocks and as capital; empty where it is not known").as(Number).part(money),
		c.level(ByRunning, "Running cost", "mean paid for holding, and by the year and the tonne; empty where it is not known").as(Number).part(money),
		c.level(ByEnds, "End value", "mean value of stocks at the end; empty where it is not known").as(Number).part(money),
		c.level(ByCost, "Cost", "mean of outlay and running cost less the end value; empty where nothing has a cost").part(money).brief("Cost"),
		c.level(ByBurden, "Total cost", "mean of the value lost and of all that is spent, on substitution too; empty where it is not known").on(File).part(money),
		columnOf(Change, "net_benefit", "Net benefit", c.Currency, "value lost that the policy spares, less its extra cost, against the policy that others are compared with; empty for that policy", c.benefitCell).part(money).brief(""),
		columnOf(Estimate, "cost_per_tonne_spared", "Cost per tonne spared", c.Currency+"/t", "extra cost of the policy for each tonne less short, against the policy that others are compared with; empty if undefined", func(s standing) Cell {
			return cellIf(c.Contrast(s.at, s.policy))
		}).part(money),
		text("dominated_by", "", "policies that cost no more, are no worse in CVaR95 and both chances, and are better in one of them; empty if there are none", func(s standing) string {
			return strings.Join(each(c.Dominators(s.at, s.policy), func(p int) string { return c.Policies[p].Name }), ", ")
		}).on(File),
		text("dominated", "Dominated by", "", func(s standing) string {
			return strings.Join(each(c.Dominators(s.at, s.policy), c.label), ", ")
		}).on(People),
	}
	for _, x := range c.Choices {
		columns = append(columns, number("regret_"+quantityOf(x.Quantity).column, "Regret", x.Unit, "what the policy loses against the best one of the case, by "+c.Words(x.Quantity), func(s standing) float64 {
			return x.Regrets[s.policy].By[s.at]
		}).on(File))
	}
	legend := either(ofShortfall, shortNote+" · ", "") + "± sampling error (95%)"
	return firstForPeople(c, "policies", "Policies side by side", legend, c.sideNotes(), rows, func(s standing) int { return s.at }, columns)
}

func (c *Comparison) level(quantity, title, doc string) column[standing] {
	return columnOf(Estimate, quantityOf(quantity).column, title, c.UnitOf(quantity), doc, func(s standing) Cell { return cellIf(c.Level(s.at, s.policy, quantity)) })
}

func (c *Comparison) benefitCell(s standing) Cell { return cellIf(c.Benefit(s.at, s.policy)) }

func (x Contrast) cell() Cell {
	undefined := noCell
	undefined.Text = "undefined"
	return either(x.Undefined != "", undefined, x.PerTonne.cell())
}

func (c *Comparison) sideNotes() []string {
	has := func(is func(policy int) bool) bool { return slices.ContainsFunc(c.everyPolicy(), is) }
	against := c.label(c.Against)
	serious := has(func(p int) bool { _, ok := c.Level(0, p, BySerious); return ok })
	worth := has(func(p int) bool { _, ok := c.Benefit(0, p); return ok })
	priced := has(func(p int) bool {
		x, ok := c.Contrast(0, p)
		return ok && (x.Undefined != "" || !math.IsNaN(x.PerTonne.Value))
	})
	dominated := has(func(p int) bool { return len(c.Dominators(0, p)) > 0 })
	return said(either(serious, ShortageNote, ""), "± sampling error (95%) · CVaR95: mean of the worst 5%",
		when(worth, "Net benefit: the value lost that a policy spares, less its extra cost, against %s", against),
		when(priced, "Cost per tonne spared: the extra cost of the policy for each tonne less short, against %s; undefined unless it surely spares some", against),
		when(dominated, "Dominated: another costs no more, is no worse in CVaR95 and both chances, and is better in one of them"))
}

func (c *Comparison) pairwise() []Table {
	paired := func(x Contrast) bool { return x.Paired }
	columns := []column[Contrast]{
		text("case", "Case", "the case of the world; base is the scenario as it stands", func(x Contrast) string { return c.Cases[x.Case].Name }).on(File),
		text("policy", "Policy", "short name of the policy whose differences these are", func(x Contrast) string { return c.Policies[x.Second].Name }).on(File),
		text("against", "Against", "the policy that it is compared with", func(x Contrast) string { return c.Policies[x.First].Name }).on(File),
		text("pair", "First - second", "", func(x Contrast) string { return c.label(x.Second) + " - " + c.label(x.First) }).on(People),
		text("metric", "Metric", "what is lost", func(Contrast) string { return c.Metric }).on(File),
		yesNo("same_draws", "Same draws", "1 where the pair is compared trial by trial", paired).on(File),
	}
	for _, q := range []struct {
		quantity, title string
		on              Media
	}{
		{ByMean, "Mean", Everywhere}, {ByTail, "CVaR95", Everywhere}, {ByGiven, "Given up", Everywhere}, {ByMoved, "Moved", Everywhere},
		{BySerious, "Shortage", Everywhere}, {ByChance, "Any", Everywhere}, {ByCost, "Cost", Everywhere}, {ByBurden, "Total cost", File},
	} {
		name, what := "change_"+quantityOf(q.quantity).column, c.Words(q.quantity)
		columns = append(columns,
			columnOf(Change, name, q.title, c.UnitOf(q.quantity), "of the "+what+", policy less against; empty where one of them has none", func(x Contrast) Cell { return x.change(q.quantity).cell() }).on(q.on),
			yesNo(name+"_told_apart", "", "1 where the change is more than its sampling error; empty where there is none", func(x Contrast) bool { return !x.change(q.quantity).Same }).
				where(func(x Contrast) bool { return !math.IsNaN(x.change(q.quantity).Mean) }).on(File))
	}
	columns = append(columns,
		number("change_sd", "SD of the change", c.Unit, "standard deviation of the difference in the metric between trials; empty unless of the same draws", func(x Contrast) float64 { return x.SD }).where(paired).on(File),
		number("better_in", "Better in", "share", "share of trials in which policy has less of the metric than against; empty unless of the same draws", func(x Contrast) float64 { return x.Better }).where(paired),
		number("worse_in", "Worse in", "share", "share of trials in which it has more; empty unless of the same draws", func(x Contrast) float64 { return x.Worse }).where(paired),
		columnOf(Estimate, "cost_per_tonne_spared", "Cost per tonne spared", c.Currency+"/t", "extra cost of policy for each tonne that it spares; empty if undefined", Contrast.cell).on(File),
		text("why_undefined", "", "why the cost per tonne is not defined; empty if it is, or is not asked for", func(x Contrast) string { return x.Undefined }).on(File),
		yesNo("dominates", "", "1 where policy leaves no reason to choose against", func(x Contrast) bool { return x.Dominates }).on(File),
		yesNo("dominated", "", "1 where against leaves no reason to choose policy", func(x Contrast) bool { return x.Dominated }).on(File))
	return firstForPeople(c, "pairs", "Every pair of policies", "", []string{
		Same + " cannot be told apart: the difference is inside its sampling error",
		"Shortage, any: the chances, in percentage points · better in, worse in: the share of trials in which the first has less, or more, of it",
	}, c.Changes, func(x Contrast) int { return x.Case }, columns)
}

func (c *Comparison) cases() Table {
	type one struct {
		World
		played bool
	}
	rows := append(each(c.Cases, func(w World) one { return one{w, true} }), each(c.Missing, func(w World) one { return one{w, false} })...)
	fewest, most := c.TrialsEach()
	var people, differing Media // where columns are shown to people too
	if len(rows) > 1 {
		people = People
	}
	if len(rows) > 1 && (most > fewest || !c.paired() || len(c.Missing) > 0) {
		differing = People
	}
	return tableOf("cases", "Cases", rows,
		text("case", "Case", "short name; base is the scenario as it stands", func(w one) string { return w.Name }).on(File|people),
		text("title", "Title", "the case, as people read it", func(w one) string { return w.Label() }).on(File|people),
		text("scenario_hash", "", "hash of the resolved scenario; empty where several were played", func(w one) string { return w.Hash }).on(File),
		yesNo("played", "Played", "0 if an interrupt came before the case", func(w one) bool { return w.played }).on(File),
		whole("trials", "Trials", "trials of the policy that has the fewest", func(w one) int64 { return w.Trials }).on(File|differing),
		whole("trials_most", "", "trials of the policy that has the most", func(w one) int64 { return max(w.Trials, w.Most) }).on(File),
		yesNo("same_draws", "Same draws", "1 where all policies faced the same draws; empty where the case was not played", func(w one) bool { return w.Paired }).
			where(func(w one) bool { return w.played }).on(File|differing))
}

// judged lists the verdicts, a row for each case, policy and criterion. People read
// of them in the table of who meets them all.
func (c *Comparison) judged() Table {
	if len(c.Verdicts) == 0 {
		return Table{}
	}
	return tableOf("criteria", "Every criterion", c.Verdicts,
		text("case", "Case", "the case of the world; base is the scenario as it stands", func(v CaseVerdict) string { return c.Cases[v.Case].Name }),
		text("policy", "Policy", "short name of the policy", func(v CaseVerdict) string { return c.Policies[v.Variant].Name }),
		text("criterion", "Criterion", "its short name", func(v CaseVerdict) string { return v.Criterion }),
		text("title", "Title", "the criterion, as people read it", func(v CaseVerdict) string { return v.Title }),
		text("line", "Line", "as the scenario has it", func(v CaseVerdict) string { return v.Line }),
		outcome("outcome", "Outcome", "pass, fail or too close to call", func(v CaseVerdict) string { return v.Outcome }),
		yesNo("counts", "Counts", "0 if a failure is reported but does not count, as for the baseline", func(v CaseVerdict) bool { return !v.Excused }),
		text("metric", "Metric", "what it is about", func(v CaseVerdict) string { return v.Metric }),
		text("statistic", "Statistic", "of the metric", func(v CaseVerdict) string { return v.Statistic }),
		ranged("value", "Value", "", "what is compared with the limit, in unit", func(v CaseVerdict) Interval { return Interval{Value: v.Value, Low: v.Low, High: v.High} }).as(Estimate),
		number("limit", "Limit", "", "in unit", func(v CaseVerdict) float64 { return v.Limit }),
		text("unit", "Unit", "of the value and the limit", func(v CaseVerdict) string { return v.Unit }),
		whole("trials", "Trials", "that the value rests on", func(v CaseVerdict) int64 { return v.N }),
		whole("decides", "Decides", "trials that would decide it, if the value is right; 0 if none would, or if it is decided", func(v CaseVerdict) int64 { return v.Decides })).only(File)
}

// share is "2 of 3", "" of none.
func share(some, all int) string { return when(all > 0, "%d of %d", some, all) }
