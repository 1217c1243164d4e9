package output

import "magnetsim/sim/study"

// Facts are what a report says that its sample does not know.
type Facts struct {
	Scenario    string
	Title       string
	Description string
	Currency    string
	SourceLine  string
	NoteLine    string

	// Run needs Seed, Sampling, StepName, StepDays, Start, Hash and Version; the
	// rest of it comes from the sample.
	Run Run

	Variants    []Variant // of the sample, in its order
	Sectors     []Sector
	Products    map[string]string // as in Report
	Inputs      []Input
	Assumptions []Assumption
	Changes     [][]PolicyChange // as in Report

	Criteria study.Criteria
	// Excused are the variants, by index, whose failures are told but not counted:
	// the baseline beside the policies that are under test.
	Excused []bool

	// For the quality warnings.
	Curbs []Curb
	Piles []Pile
}

// Curb is how long a curb, or one of its regimes, lasts.
type Curb struct {
	Title string  // "licensing, embargo"
	P95   float64 // years
}

// Pile is a strategic stock.
type Pile struct {
	Name    string
	Planned []bool // by variant: it has a target above 0
}
