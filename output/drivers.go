package output

import (
	"fmt"
	"math"

	"magnetsim/sim/study"
)

// What drivers are told in, as the study finds them.
type (
	Interval = study.Interval
	Decile   = study.Decile
)

// How drivers are looked for.
const (
	Resamples    = study.Resamples
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

// BuildDrivers adds rows to a head. names and units are by input.
func BuildDrivers(head Drivers, names, units []string, found study.Ranking) *Drivers {
	d := head
	d.Inputs, d.Apart, d.Explained = found.Varied, found.Told, found.Explained
	for _, f := range found.Drivers {
		d.Rows = append(d.Rows, Driver{
			Input: names[f.Input], Unit: units[f.Input],
			Rank: f.Rank, Change: f.Change, Deciles: f.Deciles, P: f.P, Told: f.Told,
		})
	}
	return &d
}

// Told returns the inputs that are told apart from noise: the first rows.
func (d *Drivers) Told() []Driver {
	n := 0
	for n < len(d.Rows) && d.Rows[n].Told {
		n++
	}
	return d.Rows[:n]
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
	who := fmt.Sprintf("The %d inputs that vary", d.Inputs)
	if d.Inputs == 1 {
		who = "The one input that varies"
	}
	told := fmt.Sprintf("%s cannot be told to account for any of how %s ranks among the trials, and for %.0f%% at most (R² of the ranks)", who, metric, math.Ceil(100*x.High))
	if x.Low > 0 {
		verb := "together account"
		if d.Inputs == 1 {
			verb = "accounts"
		}
		told = fmt.Sprintf("%s %s for about %.0f%% (%.0f%% to %.0f%%) of how %s ranks among the trials, each rising or falling by itself (R² of the ranks)", who, verb, 100*x.Value, 100*x.Low, 100*x.High, metric)
	}
	return told + ". The rest is chance, such as when curbs come and go, and what inputs do only jointly or back and forth."
}
