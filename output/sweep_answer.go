package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// Answer tells under each policy between what and what the mean shortfall lies, and
// shows the cells by policy, in how many of them each policy meets each criterion, and
// which have failed. Files have every number of every cell.
func (s *Sweep) Answer() *Answer {
	a := &Answer{Head: s.Head, Sentences: s.sentences(), Criteria: s.metTable(), Notes: notesOf(s.Warnings())}
	a.Head.Heading, a.Head.Facts = s.heading(), s.facts()
	a.Tables = append(s.byPolicy(), s.failedTable(), s.outcomeTable(), s.numberTable(), s.indexTable(), s.axisTable(), s.scenarioTable())
	return a
}

func (s *Sweep) heading() string {
	titles := distinct(s.Cells, func(c SweepCell) string { return cmp.Or(c.Title, c.Scenario) })
	if len(titles) > 3 {
		return fmt.Sprintf("Sweep of %d scenarios", len(titles))
	}
	return "Sweep: " + strings.Join(titles, "; ")
}

// facts say what was varied, and on how many trials each cell rests.
func (s *Sweep) facts() []string {
	all := []string{unit.Counted(len(s.Cells), "cell")}
	if len(s.Axes) > 0 {
		all = append(all, "varied: "+strings.Join(s.paths(), ", "))
	}
	if each := distinct(s.played(), func(c SweepCell) string { return unit.Counted(c.Asked, "trial") }); len(each) == 1 {
		all = append(all, each[0]+" a cell, the same draws in every cell and under every policy")
	}
	return all
}

// played are the cells with results.
func (s *Sweep) played() []SweepCell {
	return slices.DeleteFunc(slices.Clone(s.Cells), func(c SweepCell) bool { return c.Error != "" })
}

// names are the scenarios of the cells.
func (s *Sweep) names() []string {
	return distinct(s.Cells, func(c SweepCell) string { return c.Scenario })
}

// distinct are the texts of a list, each once, in order of appearance.
func distinct[T any](list []T, of func(T) string) []string {
	var all []string
	for _, x := range list {
		if s := of(x); !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// sweepOutcome is a cell under one policy.
type sweepOutcome struct {
	*SweepCell
	cell, policy int
	mean         Stat
	upper        string // "yes" of those shown that have the most, where others are left out
}

// sweepGroup are the outcomes of a scenario under a policy.
type sweepGroup struct {
	scenario string
	title    string
	outcomes []sweepOutcome
}

// groups are the outcomes, by scenario and policy.
func (s *Sweep) groups() []sweepGroup {
	var all []sweepGroup
	at := map[[2]string]int{}
	several := len(s.names()) > 1
	for i := range s.Cells {
		c := &s.Cells[i]
		for p, v := range c.Policies {
			key := [2]string{c.Scenario, v.Policy}
			g, known := at[key]
			if !known {
				g = len(all)
				title := cmp.Or(v.Title, v.Policy)
				if several {
					title = c.Scenario + ": " + title
				}
				at[key], all = g, append(all, sweepGroup{scenario: c.Scenario, title: title})
			}
			mean, _ := s.Stat(i, p, c.Main, "mean")
			all[g].outcomes = append(all[g].outcomes, sweepOutcome{c, i, p, mean, ""})
		}
	}
	order := s.names()
	slices.SortStableFunc(all, func(a, b sweepGroup) int {
		return cmp.Compare(slices.Index(order, a.scenario), slices.Index(order, b.scenario))
	})
	return all
}

// mostTold is the number of policies and scenarios that sentences are told of.
const mostTold = 6

// sentences say between what and what the mean shortfall lies.
func (s *Sweep) sentences() []string {
	var all []string
	for _, g := range s.groups() {
		known := slices.DeleteFunc(slices.Clone(g.outcomes), func(o sweepOutcome) bool { return math.IsNaN(o.mean.Value) || o.mean.Metric == "" })
		if len(known) < 2 || len(all) == mostTold {
			continue
		}
		by := func(a, b sweepOutcome) int { return cmp.Compare(a.mean.Value, b.mean.Value) }
		least, most := slices.MinFunc(known, by), slices.MaxFunc(known, by)
		if least.mean.Value == most.mean.Value {
			all = append(all, fmt.Sprintf("%s: the mean shortfall is %s in every cell.", g.title, glue(least.mean.TextWithError())))
			continue
		}
		all = append(all, fmt.Sprintf("%s: the mean shortfall runs from %s (%s) to %s (%s).",
			g.title, glue(least.mean.TextWithError()), least.name(), glue(most.mean.TextWithError()), most.name()))
	}
	return all
}

// name is the cell's case and what it sets.
func (c *SweepCell) name() string {
	if c.Case == "" {
		return c.ID
	}
	return c.Case + ": " + c.ID
}
