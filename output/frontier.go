package output

// Frontier is what a lever buys over its range: cost against risk, level by
// level, all on the same draws.
type Frontier struct {
	Head     Head // trials are those of each level; Policy is that the lever moves within, "" for the file as it is
	Doubts   []Warning
	Currency string
	Lever    Lever
	Loss     string          // metric of the risk: "shortfall.total", in t
	Points   []FrontierPoint // by rising level
	Asked    int             // levels that were to be played, where it was interrupted; else 0
}

// FrontierPoint is one level of the lever. Numbers that the scenario does not
// have (a stockpile without a price) have the value NaN.
type FrontierPoint struct {
	Level float64 // in Lever.Unit
	Text  string  // "90 days"

	Cost     Stat // mean cost of all stockpiles: Purchase and Holding less EndValue
	Purchase Stat
	Holding  Stat
	EndValue Stat

	Chance  Stat // of any loss
	Serious Stat // chance of a material shortage; NaN where that is not known
	Mean    Stat // loss
	Tail    Stat // CVaR95 of the loss

	// DominatedBy is the index of a point that leaves no reason to choose this one:
	// in no respect worse than it (cost, CVaR95, chance) and better in one by more
	// than the sampling error; −1 where there is none.
	DominatedBy int

	From *FrontierStep // how it differs from the point before; nil for the first
}

// FrontierStep is how a point differs from the one before, trial by trial.
type FrontierStep struct {
	Cost    Stat // more
	Chance  Stat // less is below 0
	Serious Stat
	Mean    Stat
	Tail    Stat
	// PerMean and PerTail are the cost of a tonne of mean loss, and of CVaR95, that
	// the step avoids, in currency per tonne; NaN where the step cannot be told to
	// avoid any.
	PerMean Stat
	PerTail Stat
}

// Dominated reports whether a point can be left aside.
func (p FrontierPoint) Dominated() bool { return p.DominatedBy >= 0 }

// Same reports whether a difference cannot be told from none.
func (s Stat) Same() bool { return !(s.Low > 0) && !(s.High < 0) }
