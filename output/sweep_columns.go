package output

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// addressColumns say which cell, and under which policy, a row of a file is of; of a cell
// under all policies, policy is nil.
func addressColumns[T any](s *Sweep, cell func(T) *SweepCell, policy func(T) string) []column[T] {
	all := []column[T]{
		text("scenario", "Scenario", "short name of the scenario", func(x T) string { return cell(x).Scenario }).addressed(),
		text("case", "Case", "case of the scenario; base for the scenario as it stands", func(x T) string { return cmp.Or(cell(x).Case, BaseCase) }).addressed(),
	}
	if policy != nil {
		all = append(all, text("policy", "Policy", "policy in force; all policies and cells of a scenario face the same draws", policy).addressed())
	}
	all = append(all, text("cell", "Cell", "what the cell sets, in readable form; base if it sets nothing", func(x T) string { return cell(x).ID }).addressed())
	return append(all, axisColumns(s, cell)...)
}

// outcomeTable is a row a cell and policy, with the chief numbers side by side: for files.
func (s *Sweep) outcomeTable() Table {
	all := slices.Concat(each(s.groups(), func(g sweepGroup) []sweepOutcome { return g.outcomes })...)
	columns := addressColumns(s, func(o sweepOutcome) *SweepCell { return o.SweepCell }, func(o sweepOutcome) string { return o.Policies[o.policy].Policy })
	columns = slices.Concat(columns, s.tonnesColumns(), s.moneyColumns())
	columns = append(columns,
		whole("criteria_passed", "Criteria passed", "criteria that the cell passes", func(o sweepOutcome) int { n, _ := o.Meets(o.policy); return n }),
		whole("criteria", "Criteria", "criteria that it is judged by", func(o sweepOutcome) int { _, n := o.Meets(o.policy); return n }))
	return tableOf("outcomes", "Every cell under every policy", all, columns...).only(File)
}

// sweepNumber is one number of a cell: a row of the tidy table.
type sweepNumber struct {
	cell *SweepCell
	summaryRow
}

// mostInAnswer is the number of rows up to which the tidy table stands in the JSON of the
// answer.
const mostInAnswer = 50_000

// numberTable is every number of every cell, one a row: with those of the summary of a
// run it can be stacked.
func (s *Sweep) numberTable() Table {
	columns := addressColumns(s, func(n sweepNumber) *SweepCell { return n.cell }, func(n sweepNumber) string { return n.variant.Policy })
	for _, c := range summaryColumns() {
		if c.Name != "case" && c.Name != "policy" && c.Name != "cell" {
			columns = append(columns, column[sweepNumber]{c.Column, func(n sweepNumber) Cell { return c.cell(n.summaryRow) }})
		}
	}
	t := tableOfSeq("cells", "Every number of every cell", s.numbers, columns...).only(File)
	rows := 0
	for _, c := range s.Cells {
		rows += len(c.Numbers) + 3*len(c.Criteria)
	}
	t.Long = rows > mostInAnswer
	return t
}

func (s *Sweep) numbers(yield func(sweepNumber) bool) {
	for i := range s.Cells {
		c := &s.Cells[i]
		stats := slices.Concat(each(c.Numbers, s.stat), slices.Concat(each(c.Criteria, Verdict.stats)...))
		for _, x := range stats {
			if !yield(sweepNumber{c, summaryRow{c.Policies[x.Variant], x}}) {
				return
			}
		}
	}
}

// indexTable is a row a cell: whether it was played, on how many trials, and from which
// resolved scenario.
func (s *Sweep) indexTable() Table {
	columns := addressColumns(s, func(c SweepCell) *SweepCell { return &c }, nil)
	columns = append(columns,
		text("state", "State", "done, or failed: then it has no row in cells", func(c SweepCell) string { return either(c.Error != "", "failed", "done") }),
		whole("trials", "Trials", "trials that succeeded", func(c SweepCell) int64 { return c.Trials }),
		whole("trials_failed", "Failed", "trials that failed and are left out", func(c SweepCell) int64 { return c.Failed }),
		text("scenario_hash", "Hash", "SHA-256 of the resolved scenario of the cell; empty where it failed", func(c SweepCell) string { return c.Hash }),
		text("error", "Error", "why the cell failed; empty where it did not", func(c SweepCell) string { return c.Error }))
	return tableOf("index", "All cells", s.Cells, columns...).only(File)
}

func (s *Sweep) axisTable() Table {
	return tableOf("axes", "What is varied", s.Axes,
		text("path", "Path", "place in the scenario that takes several values", func(a SweepAxis) string { return a.Path }),
		text("title", "Title", "the axis, as people read it", SweepAxis.Name),
		text("label", "Label", "what it is called in the names of cells", func(a SweepAxis) string { return a.Label }),
		text("column", "Column", "its column in the other tables", func(a SweepAxis) string { return a.Header }),
		text("unit", "Unit", "of its numbers; empty for bare numbers and for values that are not numbers", func(a SweepAxis) string { return either(a.Numeric, a.Unit, "") })).only(File)
}

func (s *Sweep) scenarioTable() Table {
	return tableOf("scenarios", "What was swept", s.Scenarios,
		text("scenario", "Scenario", "short name", func(x SweptScenario) string { return x.Name }),
		text("title", "Title", "the scenario, as people read it", func(x SweptScenario) string { return x.Title }),
		text("scenario_hash", "Hash", "SHA-256 of the resolved scenario as it stands", func(x SweptScenario) string { return x.Hash }),
		text("cases", "Cases", "cases that were played; base for the scenario as it stands", func(x SweptScenario) string { return strings.Join(x.Cases, ", ") }),
		text("policies", "Policies", "policies of every cell", func(x SweptScenario) string { return strings.Join(x.Policies, ", ") }),
		whole("trials", "Trials", "trials of a cell", func(x SweptScenario) int { return x.Trials }),
		text("seed", "Seed", "seed of all draws", func(x SweptScenario) string { return strconv.FormatUint(x.Seed, 10) }),
		text("sampling", "Sampling", "how trials were drawn", func(x SweptScenario) string { return x.Sampling }),
		whole("cells", "Cells", "cells in all cases", func(x SweptScenario) int { return x.Cells }),
		whole("excluded", "Excluded", "combinations that were left out, in each case", func(x SweptScenario) int { return x.Excluded })).only(File)
}

// signed is the cell of a number that may be negative.
func signed(x Stat, known bool) Cell {
	c := cellIf(x, known)
	c.Same = known && x.Low <= 0 && x.High >= 0
	return c
}

// span tells between what and what the number lies, and where; "" of fewer than two.
func (n cellNumber) span(all []sweepOutcome, name func(sweepOutcome) string) string {
	type known struct {
		Stat
		at sweepOutcome
	}
	var told []known
	for _, o := range all {
		if x, ok := n.of(o); ok {
			told = append(told, known{x, o})
		}
	}
	if len(told) < 2 || len(distinct(told, func(k known) string { return k.Metric + k.Unit })) > 1 {
		return ""
	}
	by := func(a, b known) int { return cmp.Compare(a.Value, b.Value) }
	least, most := slices.MinFunc(told, by), slices.MaxFunc(told, by)
	low, high := glue(least.TextWithError()), glue(most.TextWithError())
	switch {
	case n.name == "costs" && least.Value == 0 && most.Value == 0: // nothing has a cost
		return ""
	case least.Value == most.Value:
		return "the " + n.what + " is " + low + " in every cell"
	}
	return fmt.Sprintf("the %s runs from %s (%s) to %s (%s)", n.what, low, name(least.at), high, name(most.at))
}

// moneyColumns are those of a run, of what the cells have.
func (s *Sweep) moneyColumns() []column[sweepOutcome] {
	of := func(name, title, doc, measure, statistic string) column[sweepOutcome] {
		if measure == CostPerTonne {
			return s.chiefColumn(name, title, doc, measure, statistic)
		}
		return s.columnOf(name, title, doc, measure, statistic, func(sweepOutcome) string { return Total })
	}
	all := moneyColumns(s.unitOf(NetBenefit, "mean"), of, func(o sweepOutcome) Cell { return signed(s.benefit(o)) })
	all = those(all, func(c column[sweepOutcome]) bool {
		return slices.ContainsFunc(s.Columns, func(x SweepColumn) bool { return c.Name == Header(x.Measure, c.Unit) })
	})
	if currencies := distinct(s.played(), func(c SweepCell) string { return c.Currency }); len(all) > 0 && len(currencies) > 1 {
		all = append([]column[sweepOutcome]{text("currency", "Currency", "of all money in the row", func(o sweepOutcome) string { return o.Currency }).on(File)}, all...)
	}
	return each(all, func(c column[sweepOutcome]) column[sweepOutcome] { c.On &^= Brief; return c.part(", money") })
}
