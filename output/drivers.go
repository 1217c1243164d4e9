package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// What drivers are told in, as the study finds them.
type (
	Interval = study.Interval
	Decile   = study.Decile
)

// How drivers are looked for.
const (
	FalseShare   = study.FalseShare
	FewestTrials = study.FewestTrials
)

// Drivers is what the trials of one variant tell of the inputs that a metric goes
// with.
type Drivers struct {
	Head    Head // its trials are those with a number
	Variant Variant
	Metric  string // "shortfall.total"
	Unit    string
	Of      int64 // trials of the run
	All     bool  // people are shown also what cannot be told from noise
	Missing int64 // without one (a time that never came), left out
	Inputs  int   // that vary
	Apart   int   // of these, told apart from noise; Rows may be fewer
	Rows    []Driver
	// Explained is the share of the variance of the metric's ranks that goes with
	// the ranks of all inputs together; NaN where that is unknown.
	Explained Interval
}

// Driver is what is told of one input, in the order of study.Drivers.
type Driver struct {
	Input   string // path in the scenario: "curbs.ban.duration"
	Unit    string // of the input
	Rank    Interval
	Change  Interval // in Drivers.Unit, from the lowest to the highest tenth of the input
	Deciles []Decile // spider: means of the input, in Unit, and of the metric
	P       float64
	Told    bool // apart from noise
}

// inItsUnit tells people a value of the input.
func inItsUnit(d Driver, c *Cell) {
	if !math.IsNaN(c.Value) {
		c.Text = d.inWords(c.Value)
	}
}

func (d Driver) inWords(x float64) string {
	return unit.Join(Measured(x, d.Unit, d.Deciles[len(d.Deciles)-1].Input))
}

// BuildDrivers adds rows to a head. names and units are by input.
func BuildDrivers(head Drivers, names, units []string, found study.Ranking) *Drivers {
	head.Inputs, head.Apart, head.Explained = found.Varied, found.Told, found.Explained
	head.Rows = each(found.Drivers, func(f study.Driver) Driver {
		return Driver{names[f.Input], units[f.Input], f.Rank, f.Change, f.Deciles, f.P, f.Told}
	})
	return &head
}

// Told returns the inputs that are told apart from noise: the first rows.
func (d *Drivers) Told() []Driver {
	return those(d.Rows, func(x Driver) bool { return x.Told })
}

// mostStrongest is how many inputs are shown by how much they move the mean.
const mostStrongest = 15

// Strongest returns those of the inputs told from noise that the metric goes with most, the
// one that moves its mean most first.
func (d *Drivers) Strongest() []Driver {
	told := slices.Clone(d.Told())
	told = told[:min(len(told), mostStrongest)]
	slices.SortStableFunc(told, func(a, b Driver) int { return cmp.Compare(math.Abs(b.Change.Value), math.Abs(a.Change.Value)) })
	return told
}

// Replicated tells whether the trials were of a design whose errors are those
// between its independent replicates.
func (d *Drivers) Replicated() bool { return d.Head.Sampling != "" && d.Head.Sampling != "random" }

// ExplainedWords say how much of the metric, called so, goes with the inputs, and what
// is left; "" where that is unknown.
func (d *Drivers) ExplainedWords(metric string) string {
	x := d.Explained
	if math.IsNaN(x.Value) || d.Inputs == 0 {
		return ""
	}
	who := either(d.Inputs == 1, "The one input that varies", fmt.Sprintf("The %d inputs that vary", d.Inputs))
	told := fmt.Sprintf("%s cannot be shown to account for how %s ranks among the trials, and account for %.0f%% at most (R² of the ranks)", who, metric, math.Ceil(100*x.High))
	if x.Low > 0 {
		verb := either(d.Inputs == 1, " accounts", ", taken together, account")
		told = fmt.Sprintf("%s%s for about %.0f%% (%.0f%% to %.0f%%) of how %s ranks among the trials, each rising or falling by itself (R² of the ranks)", who, verb, 100*x.Value, 100*x.Low, 100*x.High, metric)
	}
	return told + ". The rest is chance, such as when curbs come and go, and effects that are joint or change direction."
}

// Answer tells which inputs a metric goes with.
func (d *Drivers) Answer() *Answer {
	a := &Answer{Head: d.Head.about("What the "+d.metric()+" goes with", d.Variant), Sentences: d.sentences()}
	a.Tables = []Table{tableOf("drivers", "What an outcome goes with, input by input", d.Rows, d.columns(File)...).only(File), d.ToldTable()}
	return a
}

// metric is the title of what is explained, within a sentence.
func (d *Drivers) metric() string { return d.Head.Titles.Metric(d.Metric) }

// ToldTable is the inputs that are told apart from noise, for people; all of them
// where that is asked for.
func (d *Drivers) ToldTable() Table {
	rows := either(d.All, d.Rows, d.Told())
	over := either(d.Replicated(), "the bootstrap over the design's independent replicates", "the bootstrap")
	return tableOf("told", "What the "+d.metric()+" goes with", rows, d.columns(People)...).only(People|Brief).legend("Change: from the lowest to the highest tenth of the input · in brackets: 95% intervals").noted(
		"The table compares the lowest and the highest tenth of the trials by the input (for an input with few values, its lowest and highest). In brackets: 95% intervals by "+over+".",
		fmt.Sprintf("At most about %.3g%% of the inputs told from noise are expected to be there by chance. An input whose effect rises and falls again may be missed, and inputs drawn together share their effects.", 100*FalseShare))
}

// columns are those of the inputs; people read a mark at what cannot be told from noise.
func (d *Drivers) columns(m Media) []column[Driver] {
	first, last := func(x Driver) Decile { return x.Deciles[0] }, func(x Driver) Decile { return x.Deciles[len(x.Deciles)-1] }
	return []column[Driver]{
		text("input", "", "place of the figure in the scenario", func(x Driver) string { return x.Input }).on(File),
		text("title", "Input", "the figure, as people read it", func(x Driver) string { return marked(d.Head.Titles.Path(x.Input), m == File || x.Told) }).brief(""),
		text("input_unit", "", "unit of the input", func(x Driver) string { return x.Unit }).on(File),
		yesNo("told_from_noise", "", "1 where it is told apart from noise (false discoveries held at 5%)", func(x Driver) bool { return x.Told }).on(File),
		number("p_value", "", "", "chance of as strong a rank correlation where there is none", func(x Driver) float64 { return x.P }).on(File),
		ranged("rank_correlation", "Rank correlation", "", "Spearman's rank correlation with the metric, ties at mid-ranks", func(x Driver) Interval { return x.Rank }).brief(""),
		ranged("change", "Change of the mean", d.Unit, "mean of the metric in the highest tenth of the trials by the input, less that in the lowest", func(x Driver) Interval { return x.Change }).brief(""),
		inUnits("lowest_tenth_input", "Lowest", "mean of the input in its lowest tenth, in its unit", func(x Driver) (float64, string) { return first(x).Input, x.Unit }).but(inItsUnit),
		number("lowest_tenth_mean", "Mean there", d.Unit, "mean of the metric there", func(x Driver) float64 { return first(x).Output }),
		inUnits("highest_tenth_input", "Highest", "mean of the input in its highest tenth, in its unit", func(x Driver) (float64, string) { return last(x).Input, x.Unit }).but(inItsUnit),
		number("highest_tenth_mean", "Mean there", d.Unit, "mean of the metric there", func(x Driver) float64 { return last(x).Output }),
	}
}

// sentences say how many inputs are told from noise, in which trials, and how much
// they account for.
func (d *Drivers) sentences() []string {
	rest, looked := d.Inputs-d.Apart, d.Head.Trials+d.Missing
	if d.Inputs == 0 {
		return []string{fmt.Sprintf("Nothing to report: no input varies, the %s is the same in every trial, or fewer than %d trials have a number.", d.metric(), FewestTrials)}
	}
	trials := unit.Counted(d.Head.Trials, "trial")
	return said(
		when(d.Apart == 0, "None of the %d inputs that vary can be told from noise with %s.", d.Inputs, trials),
		when(d.Apart > 0 && rest > 0 && !d.All, "%d of the %d inputs that vary cannot be told from noise with %s and are not shown; --all shows them.", rest, d.Inputs, trials),
		when(looked < d.Of, "Only the first %s of the %s are used: more would take long and add little.", unit.Grouped(looked), unit.Counted(d.Of, "trial")),
		when(d.Missing > 0, "%s have no %s and are left out.", unit.Counted(d.Missing, "trial"), d.metric()),
		d.ExplainedWords("the "+d.metric()))
}
