package output

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"magnetsim/sim/unit"
)

// Answer is what a verb found, ready to be told: what was played, what it comes
// to in sentences, the tables that show it, and what to mind. Screens, pages and
// files are made of it alone.
type Answer struct {
	Head      Head
	Sentences []string
	Short     []string // on a brief screen, in place of Sentences where there are any
	Tables    []Table
	Criteria  Table // who meets which criterion; without columns where there are none
	Notes     []Note
}

// Head says what was played, once for all that is told of it. What a verb does
// not have is left empty.
type Head struct {
	Verb        string // "rare"
	Scenario    string // short name
	Title       string // of the scenario
	Heading     string // of the answer: "Rare outcomes of shortfall.total"; "" for the title
	Description string
	Titles      Titles // of the scenario
	Case        string
	Policy      string   // the label of the one policy it is about; "" of several
	Facts       []string // further facts of the play, for people: "chosen among 2,000,000 worlds"
	Trials      int64    // that succeeded
	Asked       int64
	Failed      int64
	Seed        uint64
	Sampling    string // "random"
	Mixed       bool   // trials of several seeds or plans are told of: Seed and Sampling are left empty
	Start, End  string // ISO dates of the horizon
	Step        string // "week" or "month"
	Steps       int
	Told        string // of which part of the horizon: "told of 2028-07-01 to 2029-07-01"; "" of the whole
	Money       string // how money counts: "money of 2026-01-01, discounted by 8%/yr"; "" where it is not discounted
	Hash        string // of the resolved scenario, hexadecimal
	Version     string // of the program
	GoArch      string
	Complete    bool
	Imbalance   float64 // largest relative error of a material's mass balance
	SourceLine  string  // for figures
	NoteLine    string
	Repeat      string // the command that gives the same numbers, in the results folder; "" where there is none
}

// Name is what the answer is called for people.
func (h Head) Name() string {
	return cmp.Or(h.Heading, h.Title, h.Scenario, "An answer without a name")
}

// about is what was played, for an answer about one policy.
func (h Head) about(heading string, v Variant) Head {
	h.Heading, h.Policy = heading, v.Label()
	return h
}

// Played says in one line what was played, and whether it came to its end.
func (h Head) Played() string {
	return h.played(when(h.Sampling != "", "%s sampling", h.Sampling), when(h.Start != "", "%s to %s by %s", h.Start, h.End, h.Step), h.Money, h.Told)
}

// Briefly is Played for a brief screen: without how trials were drawn, the steps of time and how money counts.
func (h Head) Briefly() string {
	return h.played(either(h.Sampling == "random", "", h.Sampling), when(h.Start != "", "%s to %s", h.Start, h.End), h.Told)
}

func (h Head) played(how ...string) string {
	all := append(said(h.Scenario, when(h.Case != "", "%s", h.Titles.Case(h.Case)), h.Policy,
		when(h.Trials > 0, "%s", unit.Counted(h.Trials, "trial")),
		when(h.Trials > 0 && !h.Mixed, "seed %d", h.Seed)), said(how...)...)
	all = append(all, h.Facts...)
	return strings.Join(append(all, said(
		when(h.Failed > 0, "%s failed and left out", unit.Counted(h.Failed, "trial")),
		when(!h.Complete && h.Asked > h.Trials+h.Failed, "INTERRUPTED before %s", unit.Grouped(h.Asked)))...), " · ")
}

// Note is something to mind: a warning with its reason and its remedy, or plain
// words in What alone.
type Note struct {
	What, Why, Do string
}

// Warning reports whether the note is more than plain words.
func (n Note) Warning() bool { return n.Why != "" }

// Text is the note as sentences.
func (n Note) Text() string {
	return n.What + when(n.Warning(), ": %s. %s.", n.Why, unit.UpperFirst(n.Do))
}

// All returns the tables, and behind them the criteria where there are any.
func (a *Answer) All() []Table {
	if len(a.Criteria.Columns) == 0 {
		return a.Tables
	}
	return append(a.Tables[:len(a.Tables):len(a.Tables)], a.Criteria)
}

// Table returns the table of a name. It is false where the answer has none.
func (a *Answer) Table(name string) (Table, bool) {
	return first(a.All(), func(t *Table) bool { return t.Name == name })
}

// Together tells what stands on one page with several answers, called so: which they
// are, the policies of all of them side by side, and in what they differ that hinders
// their comparison.
func Together(names []string, answers []*Answer, unlike []Warning) *Answer {
	what := either(slices.ContainsFunc(answers, func(a *Answer) bool { return a.Head.Verb != "run" }), "results", "runs")
	all := &Answer{Head: Head{Heading: fmt.Sprintf("%d %s compared", len(answers), what), Mixed: true, Complete: true}, Notes: notesOf(unlike)}
	all.Sentences = eachAt(answers, func(i int, a *Answer) string {
		return fmt.Sprintf("%d: %s (%s): %s", i+1, a.Head.Name(), names[i], a.Head.Played())
	})
	if t, ok := stacked("policies", answers); ok {
		t.Title = "All runs and policies"
		all.Tables = []Table{t.noted("Changes and net benefits are against the first policy of the same run, on the same draws; differences between runs can be judged only by the sampling errors", Same+" cannot be told apart from that first policy")}
	}
	return all
}

// stacked sets the tables of a name of several answers beneath each other; the first
// cell of a row, and a line above, say whose it is. It is false where one of them has no
// such table, or one with other columns.
func stacked(name string, answers []*Answer) (Table, bool) {
	tables := each(answers, func(a *Answer) Table {
		t, _ := a.Table(name)
		return t.For(Page)
	})
	first := tables[0]
	for _, t := range tables {
		same := slices.EqualFunc(t.Columns, first.Columns, func(a, b Column) bool { return a.Title == b.Title && a.Kind == b.Kind })
		if len(t.Columns) == 0 || !same {
			return Table{}, false
		}
		for k, c := range t.Columns { // the fullest name of what stands apart on paper
			if len(c.Part) > len(first.Columns[k].Part) {
				first.Columns[k].Part = c.Part
			}
		}
	}
	all := first
	all.Columns = slices.Insert(slices.Clone(first.Columns), 1, Column{Name: "result", On: Page, Rules: true})
	all.Columns[0].Title = "Run: policy"
	all.Rows = func(yield func([]Cell, error) bool) {
		var cells []Cell
		for i, t := range tables {
			number := strconv.Itoa(i + 1)
			for row, err := range t.Rows {
				cells = slices.Insert(append(cells[:0], row...), min(1, len(row)), Cell{Text: number})
				if err == nil {
					cells[0].Text = number + ": " + cells[0].Text
				}
				if !yield(cells, err) {
					return
				}
			}
		}
	}
	return all, true
}
