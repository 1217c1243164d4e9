package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/stat"
	"magnetsim/sim/unit"
)

// Answer tells under each policy between what and what the mean shortfall lies, and
// shows the cells by policy, in how many of them each policy meets each criterion, and
// which have failed. Files have every number of every cell.
func (s *Sweep) Answer() *Answer {
	a := &Answer{Head: s.Head, Sentences: s.sentences(), Short: s.short(), Criteria: s.metTable(), Notes: notesOf(s.Warnings())}
	a.Head.Heading, a.Head.Facts = s.heading(), s.facts()
	a.Tables = append(append(s.byPolicy(), s.cellTables()...), s.failedTable(), s.outcomeTable(), s.numberTable(), s.indexTable(), s.axisTable(), s.scenarioTable())
	return a
}

func (s *Sweep) heading() string {
	titles := distinct(s.Cells, func(c SweepCell) string { return cmp.Or(c.Title, c.Scenario) })
	return either(len(titles) > 3, fmt.Sprintf("Sweep of %d scenarios", len(titles)), "Sweep: "+strings.Join(titles, "; "))
}

func (s *Sweep) facts() []string {
	trials := distinct(s.played(), func(c SweepCell) string { return unit.Counted(c.Asked, "trial") })
	return said(unit.Counted(len(s.Cells), "cell"),
		when(len(s.Axes) > 0, "varied: %s", strings.Join(each(s.Axes, SweepAxis.Name), ", ")),
		when(len(trials) == 1, "%s a cell, the same draws in every cell and under every policy", strings.Join(trials, "")))
}

func (s *Sweep) played() []SweepCell {
	return without(s.Cells, func(c SweepCell) bool { return c.Error != "" })
}

func (s *Sweep) names() []string {
	return distinct(s.Cells, func(c SweepCell) string { return c.Scenario })
}

type sweepOutcome struct {
	*SweepCell
	cell, policy int
	mean         Stat
	upper        string // "yes" of those shown that have the most, where others are left out
}

type sweepGroup struct {
	scenario, title string
	outcomes        []sweepOutcome
}

// groups are the outcomes, by scenario and policy.
func (s *Sweep) groups() []sweepGroup {
	var all []sweepOutcome
	for i := range s.Cells {
		for p := range s.Cells[i].Policies {
			mean, _ := s.Level(i, p)
			all = append(all, sweepOutcome{&s.Cells[i], i, p, mean, ""})
		}
	}
	order := s.names()
	groups := each(grouped(all, func(o sweepOutcome) [2]string { return [2]string{o.Scenario, o.Policies[o.policy].Policy} }), func(g group[[2]string, sweepOutcome]) sweepGroup {
		return sweepGroup{g.key[0], either(len(order) > 1, g.key[0]+": ", "") + g.all[0].policyTitle(), g.all}
	})
	slices.SortStableFunc(groups, func(a, b sweepGroup) int {
		return cmp.Compare(slices.Index(order, a.scenario), slices.Index(order, b.scenario))
	})
	return groups
}

// mostTold is the number of policies and scenarios that sentences are told of.
const mostTold = 6

func (s *Sweep) sentences() []string {
	var all []string
	for _, g := range s.groups() {
		if len(all) == mostTold {
			break
		}
		if told := said(each(s.told(), func(n cellNumber) string {
			return n.span(g.outcomes, func(o sweepOutcome) string { return s.named(o.SweepCell) })
		})...); len(told) > 0 {
			all = append(all, g.title+": "+strings.Join(told, "; ")+".")
		}
	}
	return all
}

func (o sweepOutcome) told() (Stat, bool) {
	return o.mean, o.mean.Metric != "" && !math.IsNaN(o.mean.Value)
}

// short is what sentences say, of all policies and scenarios at once.
func (s *Sweep) short() []string {
	groups := s.groups()
	of := func(o sweepOutcome) string { return o.policyTitle() + "; " + s.named(o.SweepCell) }
	all := slices.Concat(each(groups, func(g sweepGroup) []sweepOutcome { return g.outcomes })...)
	numbers := said(each(s.told(), func(n cellNumber) string { return n.span(all, of) })...)
	if len(numbers) == 0 {
		return nil
	}
	met := each(groups, func(g sweepGroup) string {
		judged := those(g.outcomes, func(o sweepOutcome) bool { _, all := o.Meets(o.policy); return all > 0 })
		every := those(judged, func(o sweepOutcome) bool { met, all := o.Meets(o.policy); return met == all })
		return when(len(judged) > 0, "%d of %d under %s", len(every), len(judged), g.title)
	})
	failed := len(s.Cells) - len(s.played())
	return append(each(numbers, func(n string) string { return unit.UpperFirst(n) + "." }), said(
		when(said(met...) != nil && len(groups) <= mostTold, "Cells that meet every criterion: %s.", strings.Join(said(met...), ", ")),
		when(failed > 0, "%s failed and %s left out.", unit.Counted(failed, "cell"), isAre(int64(failed))))...)
}

// against names the first policy, where it is the same in all cells.
func (s *Sweep) against() string {
	all := distinct(s.played(), func(c SweepCell) string { return c.Policies[0].Named() })
	return when(len(all) == 1, " against %s", strings.Join(all, ""))
}

// named is what people read for a cell: "cover 10 weeks; depth 40%".
func (s *Sweep) named(c *SweepCell) string {
	set := each(c.Values, func(v SweepValue) string {
		return unit.WithinSentence(s.brief(v.Axis)) + " " + s.Words(v)
	})
	return when(c.Case != "", "%s: ", s.Head.Titles.Case(c.Case)) + cmp.Or(strings.Join(set, "; "), "as it stands")
}

// brief is the name of an axis without the thing that it belongs to, where no other axis is
// called so: "capacity" of "Midwest's plant: capacity".
func (s *Sweep) brief(axis int) string {
	key := func(a SweepAxis) string { return a.Name()[strings.LastIndex(a.Name(), ": ")+1:] }
	own := key(s.Axes[axis])
	if len(those(s.Axes, func(a SweepAxis) bool { return key(a) == own })) > 1 {
		return s.Axes[axis].Name()
	}
	return strings.TrimSpace(own)
}

// Words are a value with its unit; as written where others of its axis would read alike.
func (s *Sweep) Words(v SweepValue) string {
	if a := s.Axes[v.Axis]; a.Numeric && !s.rounds(v.Axis) {
		return unit.Format(v.Number, a.Unit)
	}
	return v.Text
}

// mostDoubts is how many doubts a sweep tells: where a value that varies is doubtful,
// each of its cells may word it otherwise.
const mostDoubts = 5

// Warnings are what is doubtful about the scenarios of the cells, and about numbers that
// rest on too few trials.
func (s *Sweep) Warnings() []Warning {
	all := s.doubts()
	for _, c := range s.Cells {
		if c.Error == "" && !stat.Estimable(0.05*float64(c.Trials)) {
			return append(all, fewInTail(c.Trials)...)
		}
	}
	return all
}

// doubts are what is doubtful about the scenarios of the cells, once each, with the
// number of cells that it is true of where that is not all.
func (s *Sweep) doubts() []Warning {
	doubts := grouped(slices.Concat(each(s.Cells, func(c SweepCell) []Warning { return c.Doubts })...), func(w Warning) Warning { return w })
	left, played := len(doubts)-mostDoubts, len(s.played())
	all := each(doubts[:min(len(doubts), mostDoubts)], func(g group[Warning, Warning]) Warning {
		w, n := g.key, len(g.all)
		w.What += when(n < played, " (%d of %s)", n, unit.Counted(played, "cell"))
		return w
	})
	if left > 0 {
		all = append(all, Warning{
			What: "more is doubtful", Why: fmt.Sprintf("there are %d further warnings of single cells", left), Do: "validate the file with the values of a cell (--set) to read them",
		})
	}
	return all
}

// CriterionCount says in how many cells a policy passed a criterion.
type CriterionCount struct {
	Scenario, Policy, Criterion, Line string
	Title, Under                      string // of the criterion and the policy, for people
	Cells, Pass, Fail, TooClose       int
}

// CriteriaMet counts, by scenario, criterion and policy, over all cells with
// results.
func (s *Sweep) CriteriaMet() []CriterionCount {
	type judged struct {
		cell SweepCell
		Verdict
	}
	all := slices.Concat(each(s.Cells, func(c SweepCell) []judged {
		return each(c.Criteria, func(v Verdict) judged { return judged{c, v} })
	})...)
	by := grouped(all, func(v judged) [3]string {
		return [3]string{v.cell.Scenario, v.Criterion, v.cell.Policies[v.Variant].Policy}
	})
	return each(by, func(g group[[3]string, judged]) CriterionCount {
		v := g.all[0]
		outcomes := func(outcome string) int {
			return len(those(g.all, func(v judged) bool { return v.Outcome == outcome }))
		}
		n := CriterionCount{Scenario: g.key[0], Policy: g.key[2], Criterion: v.Criterion, Line: v.Line, Title: cmp.Or(v.Title, unit.Readable(v.Criterion)), Under: v.cell.Policies[v.Variant].Named(),
			Cells: len(g.all), Pass: outcomes(Pass), Fail: outcomes(Fail)}
		n.TooClose = n.Cells - n.Pass - n.Fail
		return n
	})
}

func (s *Sweep) metTable() Table {
	met := s.CriteriaMet()
	if len(met) == 0 {
		return Table{}
	}
	several := len(distinct(met, func(c CriterionCount) string { return c.Scenario })) > 1
	cells := func(name, title, doc string, of func(CriterionCount) int) []column[CriterionCount] {
		return []column[CriterionCount]{
			whole(name, title, doc, of).on(File),
			columnOf(Whole, name+"_of", title+" in", "", "", func(c CriterionCount) Cell {
				return Cell{Text: either(of(c) == 0, "–", fmt.Sprintf("%d of %d", of(c), c.Cells))}
			}).on(People).brief(title),
		}
	}
	columns := slices.Concat([]column[CriterionCount]{
		text("name", "Criterion, policy", "", func(c CriterionCount) string {
			return either(several, c.Scenario+": ", "") + c.Title + ", " + c.Under
		}).on(People).brief(""),
		text("rule", "", "", func(c CriterionCount) string { return c.Scenario + " " + c.Line }).on(People).ruled(),
		text("scenario", "Scenario", "short name of the scenario", func(c CriterionCount) string { return c.Scenario }).on(File),
		text("policy", "Policy", "policy in force", func(c CriterionCount) string { return c.Policy }).on(File),
		text("criterion", "Criterion", "name of the pass/fail line", func(c CriterionCount) string { return c.Criterion }).on(File),
		text("line", "Line", "the line itself", func(c CriterionCount) string { return c.Line }).on(File),
		whole("cells", "Cells", "cells in which it was judged, those of all cases together", func(c CriterionCount) int { return c.Cells }).on(File),
	},
		cells("pass", "Passed", "cells that pass", func(c CriterionCount) int { return c.Pass }),
		cells("fail", "Failed", "cells that fail", func(c CriterionCount) int { return c.Fail }),
		cells("too_close_to_call", "Too close to call", "cells in which the limit lies within the sampling interval", func(c CriterionCount) int { return c.TooClose }),
		[]column[CriterionCount]{number("share_passed", "Share passed", "share", "cells that pass, of all", func(c CriterionCount) float64 { return float64(c.Pass) / math.Max(1, float64(c.Cells)) }).on(File)})
	return tableOf("criteria", "Criteria: cells that meet them", met, columns...).
		noted(distinct(met, func(c CriterionCount) string { return c.Title + ": " + s.Head.Titles.Line(c.Line) })...)
}
