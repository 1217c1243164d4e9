package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// CaseChange is how a case of the scenario changes the chief shortfall under the first
// policy: the same trials, in another world.
type CaseChange struct {
	Name, Title string
	Policy      Variant
	Metric      string // "shortfall.total"
	Unit        string
	Trials      int64      // of each
	Otherwise   float64    // mean of the metric in these trials as the scenario stands
	Mean        Interval   // of the metric in the case
	Change      Interval   // of the mean, trial by trial
	Same        bool       // it cannot be told from none
	Turned      []CaseTurn // what users give up and move; nil where they can do neither
}

// CaseTurn is how a case changes what users turn away from a material, which is not lost: so
// more may be lost because less could be replaced.
type CaseTurn struct {
	Measure   string   // GivenUp or Moved
	Otherwise float64  // mean as the scenario stands, in the unit of what is lost
	Mean      Interval // in the case
	Same      bool     // the change cannot be told from none
}

// weightiest is the case that changes the shortfall most, if one does so by more than its
// sampling error.
func (r *Report) weightiest() (CaseChange, bool) {
	told := those(r.Cases, func(c CaseChange) bool { return !c.Same })
	if len(told) == 0 {
		return CaseChange{}, false
	}
	return slices.MaxFunc(told, func(a, b CaseChange) int { return cmp.Compare(math.Abs(a.Change.Value), math.Abs(b.Change.Value)) }), true
}

// alike are the other cases that may change the shortfall as much as the weightiest one:
// the intervals of both changes overlap.
func (r *Report) alike(most CaseChange) []CaseChange {
	least := min(math.Abs(most.Change.Low), math.Abs(most.Change.High))
	return those(r.Cases, func(c CaseChange) bool {
		return !c.Same && c.Name != most.Name && max(math.Abs(c.Change.Low), math.Abs(c.Change.High)) >= least
	})
}

// hangs says what the shortfall under the first policy hangs on most: which case of the
// scenario, and which figure that is drawn.
func (r *Report) hangs() []string {
	var all []string
	if c, ok := r.weightiest(); ok {
		as := each(r.alike(c), func(o CaseChange) string {
			return fmt.Sprintf("%q%s", o.Title, when(o.turned() != "", " (%s)", o.turned()))
		})
		all = append(all, fmt.Sprintf("Among the cases of the scenario, the answer depends most on %q: %s lost on average instead of %s, %s (%s, the same %s)%s.%s",
			c.Title, glue(c.text(c.Mean.Value)), glue(c.text(c.Otherwise)), moved(c.Change, c.Unit), c.Policy.Label(), unit.Counted(c.Trials, "trial"), when(c.turned() != "", "; %s", c.turned()),
			when(len(as) > 0, " It depends as much, as far as these trials can tell, on %s.", joined(as))))
	}
	if x, d, ok := r.strongest(); ok {
		low, high := x.Deciles[0], x.Deciles[len(x.Deciles)-1]
		all = append(all, fmt.Sprintf("Among the uncertain inputs, it depends most on %q: %s lost on average where that is lowest (%s), %s where it is highest (%s).", r.Titles.Path(x.Input),
			glue(unit.Format(low.Output, d.Unit)), glue(x.inWords(low.Input)), glue(unit.Format(high.Output, d.Unit)), glue(x.inWords(high.Input))))
	}
	return all
}

// hangsOn is hangs for a brief screen: the weightiest case, or else the strongest input.
func (r *Report) hangsOn() string {
	if c, ok := r.weightiest(); ok {
		others := len(r.alike(c))
		return fmt.Sprintf("It depends most on %q: %s%s.", c.Title, moved(c.Change, c.Unit), when(others > 0, " (tied with %s)", unit.Counted(others, "other")))
	}
	if x, d, ok := r.strongest(); ok {
		return fmt.Sprintf("It depends most on %q: %s where that is highest than where it is lowest.", r.Titles.Path(x.Input), moved(x.Change, d.Unit))
	}
	return ""
}

// strongest is the input that moves the mean shortfall most, of those told from noise: the
// first of the figure beside it.
func (r *Report) strongest() (Driver, *Drivers, bool) {
	if r.Drivers == nil || len(r.Drivers.Told()) == 0 {
		return Driver{}, nil, false
	}
	return r.Drivers.Strongest()[0], r.Drivers, true
}

func (c CaseChange) text(x float64) string { return unit.Format(x, c.Unit) }

var turnedWords = map[string]struct{ title, verb, doc string }{
	GivenUp: {"Given up", "given up", "give up"},
	Moved:   {"Moved", "moved to another material", "move to another material"},
}

// turned says what users give up and move in the case and what they do as the scenario
// stands, where that differs by more than noise, and by half as much as what is lost.
func (c CaseChange) turned() string {
	much := those(c.Turned, func(t CaseTurn) bool {
		return !t.Same && math.Abs(t.Mean.Value-t.Otherwise) >= math.Abs(c.Change.Value)/2
	})
	return joined(each(much, func(t CaseTurn) string {
		return fmt.Sprintf("%s instead of %s are %s", glue(c.text(t.Mean.Value)), glue(c.text(t.Otherwise)), turnedWords[t.Measure].verb)
	}))
}

// moved is a change in words: "81 ± 9 t more".
func moved(change Interval, of string) string {
	half := math.Max(change.High-change.Value, change.Value-change.Low)
	return glue(unit.FormatInterval(math.Abs(change.Value), half, of)) + either(change.Value < 0, " less", " more")
}

// caseTable is the cases beside the scenario as it stands, of a report that has any.
func (r *Report) caseTable() Table {
	c := r.Cases[0]
	columns := []column[CaseChange]{
		text("case", "", "short name of the case", func(c CaseChange) string { return c.Name }).on(File),
		text("title", "Case", "the case, as people read it", func(c CaseChange) string { return marked(c.Title, !c.Same) }),
		number("as_it_stands", "As it stands", c.Unit, "mean of the total shortfall under the first policy without the case, in the trials that were played of the case", func(c CaseChange) float64 { return c.Otherwise }),
		ranged("in_case", "In the case", c.Unit, "the same in the case", func(c CaseChange) Interval { return c.Mean }).as(Estimate),
		ranged("change", "Change", c.Unit, "of the mean, trial by trial on the same draws", func(c CaseChange) Interval { return c.Change }).as(Change),
	}
	var told []string
	nan := math.NaN()
	none := CaseTurn{Otherwise: nan, Mean: Interval{Value: nan, Low: nan, High: nan}}
	for _, t := range c.Turned {
		of := func(c CaseChange) CaseTurn {
			return append(those(c.Turned, func(u CaseTurn) bool { return u.Measure == t.Measure }), none)[0]
		}
		x := turnedWords[t.Measure]
		columns = append(columns,
			number(t.Measure+"_as_it_stands", "", c.Unit, "mean of what users "+x.doc+" without the case", func(c CaseChange) float64 { return of(c).Otherwise }).on(File),
			ranged(t.Measure+"_in_case", x.title, c.Unit, "the same in the case", func(c CaseChange) Interval { return of(c).Mean }).as(Estimate))
		told = append(told, glue(c.text(t.Otherwise))+" "+x.verb)
	}
	return tableOf("cases", "What depends on the cases of the scenario", r.Cases, columns...).
		only(File | Page | Screen).noted(fmt.Sprintf("Mean of %s under %s in the first %s of the run, each case on the same draws; ± sampling error (95%%).%s %s cannot be told from noise. \"magnetsim compare\" plays every policy in every case.",
		"the "+r.Titles.Metric(c.Metric), c.Policy.Label(), unit.Counted(c.Trials, "trial"), when(told != nil, " Not counted as lost, as it stands: %s.", strings.Join(told, ", ")), Same)).under("What drives the result")
}
