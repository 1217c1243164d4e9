package output

import (
	"fmt"
	"math"
)

// CriterionCount says in how many cells a policy passed a criterion.
type CriterionCount struct {
	Scenario, Policy, Criterion, Line string
	Cells, Pass, Fail, TooClose       int
}

// CriteriaMet counts, by scenario, criterion and policy, over all cells with
// results.
func (s *Sweep) CriteriaMet() []CriterionCount {
	var all []CriterionCount
	at := map[[3]string]int{}
	for _, c := range s.Cells {
		for _, v := range c.Criteria {
			key := [3]string{c.Scenario, v.Criterion, c.Policies[v.Variant].Policy}
			i, known := at[key]
			if !known {
				i = len(all)
				at[key], all = i, append(all, CriterionCount{Scenario: c.Scenario, Policy: key[2], Criterion: v.Criterion, Line: v.Line})
			}
			n := &all[i]
			n.Cells++
			switch v.Outcome {
			case Pass:
				n.Pass++
			case Fail:
				n.Fail++
			default:
				n.TooClose++
			}
		}
	}
	return all
}

// metTable says in how many cells each policy meets each criterion.
func (s *Sweep) metTable() Table {
	met := s.CriteriaMet()
	if len(met) == 0 {
		return Table{}
	}
	several := len(distinct(met, func(c CriterionCount) string { return c.Scenario })) > 1
	cells := func(name, title, doc string, of func(CriterionCount) int) []column[CriterionCount] {
		return []column[CriterionCount]{
			whole(name, title, doc, func(c CriterionCount) int64 { return int64(of(c)) }).on(File),
			columnOf(Whole, name+"_of", title+" in", "", "", func(c CriterionCount) Cell {
				if of(c) == 0 {
					return Cell{Text: "–"}
				}
				return Cell{Text: fmt.Sprintf("%d of %d", of(c), c.Cells)}
			}).on(People),
		}
	}
	columns := []column[CriterionCount]{
		text("name", "Criterion, policy", "", func(c CriterionCount) string {
			name := c.Criterion + ", " + c.Policy
			if several {
				name = c.Scenario + ": " + name
			}
			return name
		}).on(People),
		text("rule", "", "", func(c CriterionCount) string { return c.Scenario + " " + c.Line }).on(People).ruled(),
		text("scenario", "Scenario", "short name of the scenario", func(c CriterionCount) string { return c.Scenario }).on(File),
		text("policy", "Policy", "policy in force", func(c CriterionCount) string { return c.Policy }).on(File),
		text("criterion", "Criterion", "name of the pass/fail line", func(c CriterionCount) string { return c.Criterion }).on(File),
		text("line", "Line", "the line itself", func(c CriterionCount) string { return c.Line }).on(File),
		whole("cells", "Cells", "cells in which it was judged, those of all cases together", func(c CriterionCount) int64 { return int64(c.Cells) }).on(File),
	}
	columns = append(columns, cells("pass", "Passed", "cells that pass", func(c CriterionCount) int { return c.Pass })...)
	columns = append(columns, cells("fail", "Failed", "cells that fail", func(c CriterionCount) int { return c.Fail })...)
	columns = append(columns, cells("too_close_to_call", "Too close to call", "cells in which the limit lies within the sampling interval", func(c CriterionCount) int { return c.TooClose })...)
	columns = append(columns, number("share_passed", "Share passed", "share", "cells that pass, of all", func(c CriterionCount) float64 { return float64(c.Pass) / math.Max(1, float64(c.Cells)) }).on(File))
	t := tableOf("criteria", "Criteria: cells that meet them", met, columns...)
	t.Notes = distinct(met, func(c CriterionCount) string { return c.Criterion + ": " + c.Line })
	return t
}
