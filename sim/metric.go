package sim

// Subject is what a metric speaks of.
type Subject uint8

// The subjects of metrics.
const (
	OfTotal     Subject = iota // all sectors together, within one stage of the chain
	OfSector                   // one sector
	OfMaterial                 // all sectors' use of one material
	OfStockpile                // one strategic stock
	OfOrigin                   // all sources of one origin
	OfPrice                    // the price of one material
	OfCurb                     // one curb
	OfModel                    // the trial as a whole
	OfPeriod                   // what another metric speaks of, in a part of the horizon
	OfFeeds                    // what all plants take in of one stage of the chain; no metric is of it, nor of the next two
	OfPlant                    // what one plant takes in of one stage
	OfFeed                     // what all plants take in of one material
)

// Metric names one column of what trials report: a number per trial.
type Metric struct {
	Name    string // unique: "shortfall.total", "shortfall.auto", "cost.national"
	Measure string // "shortfall"
	Subject string // "total", "auto", "national"
	Kind    Subject
	Unit    string // "t", "share", "weeks" or "months", a currency code, "vehicles", "×"
	Doc     string // one sentence
	Period  string // the part of the horizon: "2028" of "shortfall.total@2028"; "" for all that is told
	// Never reports that +Inf may stand in the column for "not within the
	// horizon": such a column has quantiles but no mean.
	Never bool
	// Partial reports that NaN may stand in the column for "not defined in this
	// trial", which is then not counted.
	Partial bool
}

// Signed reports whether the number may be negative, as a cost less what a stock
// is worth at the end. Of any other the interval of a mean stops at 0.
func (m Metric) Signed() bool { return m.Measure == "cost" || m.Measure == "burden" }

// Input names one sampled input: a number per trial.
type Input struct {
	Name string // the factor's name, its place in the file
	Unit string
}

// Series names one quantity that is followed step by step.
type Series struct {
	Name    string // unique: "unmet.total", "stock.national", "cover.auto", "price.heavy-magnet"
	Measure string // "unmet", "stock", "cover", "arrivals", "price"
	Subject string
	Kind    Subject
	Unit    string // "t/step", "t", "days", "×"
}
