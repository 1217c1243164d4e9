package output

import (
	"cmp"
	"fmt"
	"strings"

	"magnetsim/sim/unit"
)

// Answer is what a verb found, ready to be told: what was played, what it comes
// to in sentences, the tables that show it, and what to mind. Screens, pages and
// files are made of it alone.
type Answer struct {
	Head      Head
	Sentences []string
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

// Played says in one line what was played, and whether it came to its end.
func (h Head) Played() string {
	var all []string
	put := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	for _, name := range []string{h.Scenario, h.Case, h.Policy} {
		if name != "" {
			all = append(all, name)
		}
	}
	if h.Trials > 0 {
		put("%s", unit.Counted(h.Trials, "trial"))
	}
	if h.Trials > 0 && !h.Mixed {
		put("seed %d", h.Seed)
	}
	if h.Sampling != "" {
		put("%s sampling", h.Sampling)
	}
	if h.Start != "" {
		put("%s to %s by %s", h.Start, h.End, h.Step)
	}
	all = append(all, h.Facts...)
	if h.Failed > 0 {
		put("%s failed and left out", unit.Counted(h.Failed, "trial"))
	}
	if !h.Complete && h.Asked > h.Trials+h.Failed {
		put("INTERRUPTED before %s", unit.Grouped(h.Asked))
	}
	return strings.Join(all, " · ")
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
	if !n.Warning() {
		return n.What
	}
	return n.What + ": " + n.Why + ". " + upperFirst(n.Do) + "."
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
	for _, t := range a.All() {
		if t.Name == name {
			return t, true
		}
	}
	return Table{}, false
}
