package output

import "strings"

// The measures that a reader asks for first. A metric's name is its measure, a
// dot and its subject: "shortfall.total".
const (
	Shortfall  = "shortfall"       // t lost for good
	ShortShare = "shortfall_share" // share of demand lost
	UnitsLost  = "units_lost"
	ValueLost  = "value_lost"
	Shortage   = "shortage"    // tonnes lost as a share of a year's use, where that is most
	FirstShort = "first_short" // start of the horizon to the first short step
	Survival   = "survival"    // time to survive: onset of the first curb that binds to the first short step from then on
	StockCost  = "cost"        // of a stockpile, or of all
	Burden     = "burden"      // value lost and the cost of all stockpiles and of substitution
	Surcharge  = "surcharge"   // paid above base prices as supply was scarce
	GivenUp    = "given_up"    // t of demand that turned to designs without the material
	Moved      = "moved"       // t of demand that moved to another material
	MovedIn    = "moved_in"    // t wanted of a material in place of another
	Filled     = "filled"      // highest level of a stockpile as a share of its target

	SubstitutionCost = "substitution_cost" // of the tonnes given up and moved
)

// Total is the subject of metrics over all sectors.
const Total = "total"

// MetricOf returns the name of the metric that measures a subject.
func MetricOf(measure, subject string) string { return measure + "." + subject }

// mainMeasures are those that trials are stored of where not all are asked for: what is
// lost, given up and moved, how long, at what cost, and what stocks and curbs did.
var mainMeasures = map[string]bool{
	Shortfall: true, Shortage: true, FirstShort: true, Survival: true, StockCost: true, Burden: true, GivenUp: true, Moved: true,
	MovedIn: true, SubstitutionCost: true, "time_short": true, "recovery": true, "released": true, "exhausted": true, "curbed": true,
}

// Main reports whether a column of trials is an input or a main metric.
func (c Column) Main() bool {
	measure, subject, _ := strings.Cut(c.Title, ".")
	whole := !strings.Contains(subject, "@") // of a period all are asked for, or a part of one that is main
	return c.Role == RoleInput || whole && mainMeasures[measure] || measure == ValueLost && subject == Total
}
