package output

import (
	"fmt"
	"slices"
	"strings"
)

// Grids are the tables of a comparison: the policies of the first case side by
// side, every pair of them, and over several cases what each loses and is worth,
// and its regret against the best.
func (c *Comparison) Grids() []Grid {
	grids := []Grid{c.sideBySide(), c.pairwise()}
	if len(c.Cases) > 1 {
		grids = append(grids, c.benefits(), c.means(), c.regrets())
	}
	if len(c.Verdicts) > 0 {
		grids = append(grids, c.verdictGrid())
	}
	return slices.DeleteFunc(grids, func(g Grid) bool { return len(g.Rows) == 0 || len(g.Tight().Columns) < 2 })
}

// inCase names the first case where there are several.
func (c *Comparison) inCase() string {
	if len(c.Cases) == 1 && c.Cases[0].Name == BaseCase {
		return ""
	}
	return ": " + lowerFirst(c.Cases[0].Label())
}

// sideBySide shows the policies in the first case.
func (c *Comparison) sideBySide() Grid {
	g := Grid{
		Name: "policies", Title: "Policies side by side" + c.inCase(),
		Columns: []string{"Policy", "Shortage", "Any shortfall", "Mean shortfall", "CVaR95", "Given up", "Moved", "Stockpile cost", "Net benefit", "Cost per tonne spared", "Dominated by"},
	}
	if measure, _ := SplitMetric(c.Metric); measure != Shortfall {
		g.Columns[2], g.Columns[3] = "Above 0", "Mean "+c.Metric
	}
	for p, policy := range c.Policies {
		row := []string{policy.Label()}
		for _, q := range []string{BySerious, ByChance, ByMean, ByTail, ByGiven, ByMoved, ByCost} {
			row = append(row, c.levelCell(0, p, q))
		}
		benefit, perTonne := "", ""
		if x, ok := c.Benefit(0, p); ok {
			benefit = x.TextOrSame()
		}
		if x, ok := c.Contrast(0, p); ok {
			perTonne = x.PerTonne.TextWithError()
			if x.Undefined != "" {
				perTonne = "undefined"
			}
		}
		var by []string
		for _, d := range c.Dominators(0, p) {
			by = append(by, c.Policies[d].Name)
		}
		g.Rows = append(g.Rows, GridRow{Cells: append(row, benefit, perTonne, strings.Join(by, ", "))})
	}
	g.Notes = c.sideNotes(g)
	return g
}

func (c *Comparison) levelCell(at, policy int, quantity string) string {
	x, ok := c.Level(at, policy, quantity)
	if !ok {
		return ""
	}
	return x.TextWithError()
}

// sideNotes explain the columns that are there.
func (c *Comparison) sideNotes(g Grid) []string {
	notes := append(g.shortageNote(), "± sampling error (95%) · CVaR95: mean of the worst 5%")
	against := c.label(c.Against)
	shown := g.Tight().Columns
	if slices.Contains(shown, "Given up") || slices.Contains(shown, "Moved") {
		notes = append(notes, turnedNote)
	}
	if slices.Contains(shown, "Net benefit") {
		notes = append(notes, "Net benefit: the value lost that a policy spares, less what its stockpiles cost more, against "+against)
	}
	if slices.Contains(shown, "Cost per tonne spared") {
		notes = append(notes, "Cost per tonne spared: what the stockpiles cost more for each tonne less short, against "+against+"; undefined where none are spared for sure")
	}
	if slices.Contains(shown, "Dominated by") {
		notes = append(notes, "Dominated: another is no dearer and no worse in CVaR95 and both chances, and better in one of these")
	}
	return notes
}

// pairwise shows the differences of every pair of policies in the first case.
func (c *Comparison) pairwise() Grid {
	g := Grid{
		Name: "pairs", Title: "Every pair of policies" + c.inCase() + ", the first less the second",
		Columns: []string{"", "Mean", "CVaR95", "Given up", "Moved", "Shortage", "Any", "Stockpile cost", "Better in", "Worse in"},
	}
	for _, x := range c.Changes {
		if x.Case != 0 {
			continue
		}
		row := []string{c.Policies[x.Second].Name + " - " + c.Policies[x.First].Name}
		for _, q := range []string{ByMean, ByTail, ByGiven, ByMoved, BySerious, ByChance, ByCost} {
			cell := ""
			if p, ok := c.Change(0, x.Second, x.First, q); ok {
				cell = p.TextOrSame()
			}
			row = append(row, cell)
		}
		better, worse := "", ""
		if x.Paired {
			better, worse = Stat{Value: x.Better, Unit: "share"}.Text(), Stat{Value: x.Worse, Unit: "share"}.Text()
		}
		g.Rows = append(g.Rows, GridRow{Cells: append(row, better, worse)})
	}
	g.Notes = []string{
		Same + " cannot be told apart: the difference is inside its sampling error",
		"Shortage, any: the chances, in percentage points · better in, worse in: the share of trials in which the first has less, or more, of it",
	}
	return g
}

// caseGrid begins a table with a column for each case.
func (c *Comparison) caseGrid(name, title string, more ...string) Grid {
	g := Grid{Name: name, Title: title, Columns: []string{"Policy"}}
	for _, w := range c.Cases {
		g.Columns = append(g.Columns, w.Name)
	}
	g.Columns = append(g.Columns, more...)
	return g
}

// benefits shows what each policy is worth case by case.
func (c *Comparison) benefits() Grid {
	g := c.caseGrid("benefits", "Net benefit in each case, against "+c.label(c.Against))
	for p, policy := range c.Policies {
		row, known := []string{policy.Label()}, false
		for at := range c.Cases {
			x, ok := c.Benefit(at, p)
			if known = known || ok; ok {
				row = append(row, x.TextOrSame())
			} else {
				row = append(row, "")
			}
		}
		if known {
			g.Rows = append(g.Rows, GridRow{Cells: row})
		}
	}
	g.Notes = []string{Same + " cannot be told apart from " + c.label(c.Against)}
	return g
}

// means shows what each policy loses case by case.
func (c *Comparison) means() Grid {
	g := c.caseGrid("means", upperFirst(c.Words(ByMean))+" in each case")
	for p, policy := range c.Policies {
		row := []string{policy.Label()}
		for at := range c.Cases {
			row = append(row, c.levelCell(at, p, ByMean))
		}
		g.Rows = append(g.Rows, GridRow{Cells: row})
	}
	return g
}

// regrets shows what each policy loses against the best of each case: on average
// and at worst.
func (c *Comparison) regrets() Grid {
	g := Grid{Name: "regrets", Title: "Regret: what each loses against the best of each case", Columns: []string{"Policy"}}
	for p := range c.Policies {
		g.Rows = append(g.Rows, GridRow{Cells: []string{c.label(p)}})
	}
	if len(c.Choices) == 0 || len(c.Policies) < 2 {
		g.Rows = nil
		return g
	}
	short := map[string]string{ByBurden: "Total cost", ByMean: "Shortfall", ByTail: "CVaR95"}
	if measure, _ := SplitMetric(c.Metric); measure != Shortfall {
		short[ByMean] = "Mean"
	}
	for _, x := range c.Choices {
		g.Columns = append(g.Columns, short[x.Quantity]+": mean", short[x.Quantity]+": worst", "in")
		for p, r := range x.Regrets {
			in := ""
			if r.Worst > 0 {
				in = c.Cases[r.WorstCase].Name
			}
			g.Rows[p].Cells = append(g.Rows[p].Cells, x.Text(r.Mean)+mark(x.Average, p), x.Text(r.Worst)+mark(x.Robust, p), in)
		}
	}
	g.Notes = []string{"* the least; " + Same + " cannot be told apart from it. In the mean each case counts alike: cases are not chances"}
	if _, ok := c.Choice(ByBurden); ok {
		g.Notes = append(g.Notes, "Total cost: value lost and the cost of the stockpiles, and of substitution where it has one, together")
	}
	return g
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

// verdictGrid shows who meets all criteria in which case.
func (c *Comparison) verdictGrid() Grid {
	g := c.caseGrid("criteria", "Criteria", "Share of cases")
	excused := map[int]bool{}
	for p, policy := range c.Policies {
		row := []string{policy.Label()}
		for at := range c.Cases {
			row = append(row, c.verdictCell(at, p, excused))
		}
		sure, fails, open := c.Meets(p)
		share := ""
		if judged := sure + fails + open; judged > 0 && len(c.Cases) > 1 {
			share = fmt.Sprintf("%d of %d", sure, judged)
		}
		g.Rows = append(g.Rows, GridRow{Cells: append(row, share)})
	}
	for p := range c.Policies {
		if excused[p] {
			g.Notes = append(g.Notes, c.label(p)+" is the baseline: what it fails does not count as a failure.")
		}
	}
	return g
}

// verdictCell tells what a policy fails, what is open, or that it meets all.
func (c *Comparison) verdictCell(at, policy int, excused map[int]bool) string {
	var failed, open []string
	judged := false
	for _, v := range c.Verdicts {
		if v.Case != at || v.Variant != policy {
			continue
		}
		judged = true
		switch v.Outcome {
		case Fail:
			failed = append(failed, v.Criterion)
			excused[policy] = excused[policy] || v.Excused
		case TooClose:
			open = append(open, v.Criterion)
		}
	}
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

// upperFirst begins a text with a capital, lowerFirst without one, where it is
// ASCII.
func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
