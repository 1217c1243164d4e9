package output

import "magnetsim/sim/study"

// What drivers are told in, as the study finds them.
type (
	Between = study.Between
	Decile  = study.Decile
)

// How drivers are looked for.
const (
	Resamples    = study.Resamples
	FalseShare   = study.FalseShare
	FewestTrials = study.FewestTrials
)

// Drivers is what the trials of one variant tell of the inputs that drive a
// metric.
type Drivers struct {
	Scenario string // short name
	Title    string
	Variant  Variant
	Run      Run
	Metric   string // "shortfall.total"
	Unit     string
	Trials   int64 // with a number
	Missing  int64 // without one (a time that never came), left out
	Inputs   int   // that vary
	Rows     []Driver
}

// Driver is what is told of one input, in the order of study.Drivers.
type Driver struct {
	Input   string // path in the scenario: "curbs.ban.duration"
	Unit    string // of the input
	Rank    Between
	Change  Between  // in Drivers.Unit, from the lowest to the highest tenth of the input
	Deciles []Decile // spider: means of the input, in Unit, and of the metric
	P       float64
	Told    bool // apart from noise
}

// BuildDrivers adds rows to a head. names and units are by input.
func BuildDrivers(head Drivers, names, units []string, found []study.Driver) *Drivers {
	d := head
	d.Inputs = len(found)
	for _, f := range found {
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
