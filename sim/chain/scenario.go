// Package chain is the vocabulary of a scenario: the materials of a supply
// chain, who sells, makes, uses and stores them, and what restricts trade.
//
// A Scenario is plain data in base units: tonnes, years, shares, and the
// scenario's own currency. It knows nothing of YAML, files or randomness; the
// package scenarios builds it from text and the package sim compiles it.
//
// Every figure is a Number, fixed or a distribution; its name is its place in
// the file (sources.russia.start) and the address of its draw.
package chain

import "magnetsim/sim/dist"

// Number is a figure of the scenario in base units: certain, or drawn by the
// quantile function of Dist. The zero Number is one that was not given.
type Number struct {
	Name string    // place in the file, such as "sources.russia.start": the factor's name
	Unit string    // unit for people and column names: "t/yr", "yr", "share", "INR/t"
	Dist dist.Dist // in base units; nil where the number was not given
}

// Given reports whether the number was given.
func (n Number) Given() bool { return n.Dist != nil }

// Any reports whether the number is given and may be other than 0.
func (n Number) Any() bool {
	x, fixed := n.Fixed()
	return n.Given() && !(fixed && x == 0)
}

// Mean returns the expectation, 0 where the number is not given.
func (n Number) Mean() float64 {
	if n.Dist == nil {
		return 0
	}
	return n.Dist.Mean()
}

// Fixed returns the value and true where the number is given and certain.
func (n Number) Fixed() (float64, bool) {
	if n.Dist == nil {
		return 0, false
	}
	return dist.Fixed(n.Dist)
}

// Drawn reports whether the number is given and uncertain.
func (n Number) Drawn() bool {
	_, fixed := n.Fixed()
	return n.Given() && !fixed
}

// Certain returns a number that is always x.
func Certain(name string, x float64) Number {
	return Number{Name: name, Dist: dist.Constant(x)}
}

// Scenario is one variant of the world and of what a planner does in it.
// Lists stand in the order of the file; names are unique within a list.
type Scenario struct {
	Name     string  // short name: letters, digits, dashes
	Title    string  // for people
	Currency string  // ISO 4217 code of every amount of money
	StartDay int     // day on which step 0 begins, in days since 1970-01-01
	Step     Step    // length of a step
	Horizon  float64 // years simulated
	Discount Number  // real rate per year at which money later counts less; 0
	Cost     *Cost   // of the policy that is played, beside what its parts cost; nil for none
	Costed   bool    // costs are reported also where there are none: another policy has some
	Rules    Rules
	Measure  Measure

	Materials  []Material
	Sources    []Source
	Plants     []Plant
	Sectors    []Sector
	Stockpiles []Stockpile
	Curbs      []Curb

	Correlations []Correlation
}

// Rules are the conventions of the market as a whole.
type Rules struct {
	Allocation Allocation
	Restocking Number // years in which buyers close a gap in their stocks, τ; 8 weeks
	Forecast   Number // years over which demand forecasts follow what is required; 13 weeks
}

// Allocation is the rule that shares a scarce pool between consumers.
type Allocation uint8

// The allocation rules of model section 5.3.
const (
	Proportional Allocation = iota // in proportion to need
	ByRank                         // lower rank first, equal ranks in proportion
	ByValue                        // higher loss per tonne first, equal ones in proportion
	EqualShares                    // equal amounts by water filling
)

// Material is one stage of the chain in one grade. Tonnes are added up only
// over materials of the same stage.
type Material struct {
	Name       string
	Title      string // for people
	Stage      string // "magnet"; the material's own name where not given
	Price      Number // base price, currency/t
	Elasticity Number // ε, short-run supply elasticity; the price is constant where not given
	PriceCap   Number // highest price as a multiple of the base price
	Switching  Number // share of planned use that can newly move to other sources per year
}

// Source sells one material to this economy.
type Source struct {
	Name     string
	Title    string // for people
	Origin   string // country or region; curbs hit origins
	Material string
	Capacity Number // t/yr it could send
	Share    Number // share of imports in normal times
	Lead     Number // years from order to arrival
	UnderWay Load   // under way at the start; what was shipped before it if not given
	Start    Number // years after the scenario's start at which it begins; from ever if not given
	Ramp     Number // years from start to full capacity; 0
	Success  Number // chance that it ever starts; 1
	Premium  Number // price above the base price, a share
	Cost     *Cost  // of having the source, and for each tonne that it delivers; nil for none
	Outages  *Outages
}

// Plant makes one material from others at home.
type Plant struct {
	Name     string
	Title    string // for people
	Makes    string
	Recipe   []Input
	Capacity Number // t/yr of output
	Start    Number // as for a source
	Ramp     Number
	Success  Number
	Cover    Number // years of planned use held of each input; 0
	Cost     *Cost  // of building and running it, also where it fails, and for each tonne that it makes; nil for none
	Outages  *Outages
	Scrap    *Scrap // that it lives on, beside its inputs; nil for none
}

// Scrap is what comes back of products that sectors made of a material: they live a
// Weibull life, and a share is collected when it ends.
type Scrap struct {
	Of        string   // the material
	From      []string // the sectors; all that use the material if empty
	Life      Number   // years, the mean life of a product
	Shape     Number   // of the Weibull life
	Collected Number   // share of what comes back
	Yield     Number   // t made of a tonne collected
	Past      Number   // years of use before the start; 30
	Growth    Number   // of that use, per year; that of the sector if not given
}

// Input is a material that a plant needs.
type Input struct {
	Material string
	PerTonne Number // t of input per t of output
	Rank     Number // place in the queue; the best of what it feeds if not given
	Value    Number // loss per tonne; the mean of what it feeds if not given
	Floor    Number // protected share of its own need; 0
}

// Outages are stops that come at random.
type Outages struct {
	Rate     Number // per year, counted from the end of the last
	Duration Number // years, drawn afresh for each
	Severity Number // share of capacity lost, drawn afresh for each; 1
}

// Sector uses magnets or other materials.
type Sector struct {
	Name          string
	Title         string // for people
	Demand        Number // t/yr over all its uses at the scenario's start
	Uses          []Use
	Growth        Number    // per year, compounded yearly
	Volatility    Number    // σ, sd of log demand; 0
	Persistence   Number    // θ, years; needed with volatility
	Season        []float64 // 12 factors of mean 1, January first; nil for none
	Cover         Number    // own stock in years of planned use
	Rank          Number    // 1 is served first; 1
	Floor         Number    // protected share of its own need; 0
	Backlog       Number    // β, share of a new shortage that waits; 0
	CatchUp       Number    // γ, backlog worked off per step as a share of effective demand; 0.25
	PriceResponse Number    // η, how demand falls with price; 0
	Value         Number    // currency lost per tonne short
	Units         Units
	Substitution  *Substitution // of those uses that have none of their own
	Hoard         *Hoard        // nil: nobody hoards
}

// Use is one line of a sector: what it takes of one material.
type Use struct {
	Material     string
	Share        Number        // of the sector's demand
	Cover        Number        // years of planned use; the sector's cover if not given
	Initial      Amount        // stock at the start; the cover target if not given
	Backlog      Amount        // what has waited since before the start; nothing if not given
	Substitution *Substitution // the sector's, unless it moves to this very material, if not given
}

// Units says what a sector makes of a tonne.
type Units struct {
	Name     string // "vehicles", "MW", "handsets"; empty for none
	PerTonne Number
}

// Substitution is how a use turns away from its material while that stays short: to
// another material that the sector uses, or away from all.
type Substitution struct {
	Max         Number // greatest share of the use's demand replaced
	Trigger     Number // smoothed shortage ratio above which it grows
	After       Number // years, time constant of the smoothing
	Over        Number // years from nothing to the greatest share
	RevertsOver Number // years from the greatest share to nothing
	To          string // the material used instead; the use goes away if empty
	Amount      Number // κ, t of it that replace a tonne; 1
	Cost        *Cost  // of turning away, and for each tonne replaced; nil for none
}

// Hoard is how a sector's buyers raise their stocks of a material while a curb or a
// licence is in force on it.
type Hoard struct {
	Share   Number // of the cover target that is added, in the end
	Rises   Number // years, time constant while it is in force; 4 weeks
	Falls   Number // years, time constant afterwards; 26 weeks
	Settles Number // share of the highest that stays for good; 0
}

// Amount is a quantity in tonnes or in years of planned use.
type Amount struct {
	Number
	OfUse bool // the number counts years of planned use, not tonnes
}

// Load is a quantity in tonnes, or as a share of what is under way in normal times.
type Load struct {
	Number
	OfNormal bool // the number is such a share, not tonnes
}

// Rate is a flow in t/yr, or the time in which the stockpile's target would flow.
type Rate struct {
	Number
	Over bool // the number is the years for one target, not t/yr
}

// Stockpile is a strategic stock of one material.
type Stockpile struct {
	Name     string
	Title    string // for people
	Material string
	Initial  Amount // the target if not given
	Target   Amount
	Fill     Rate
	Release  Rate     // unlimited if not given
	Eligible []string // sectors and plants that may draw; all users of the material if empty
	Trigger  Trigger
	Cover    Number // c*, years: cover below which the cover trigger acts
	Delay    Number // years from the trigger to the first release; 0
	Holding  Number // cost per year as a share of the value held; 0
	Usable   []Fit  // what fits whom; all of it where nothing is said
	Falls    Number // rate per year at which what fits falls with its age; 0
	Rotation Number // share per year that is exchanged for new; 0
}

// Fit is the share of a stock, new, that one of those who may draw from it can use: a
// finished magnet is made for one motor.
type Fit struct {
	User  string // a sector or a plant
	Share Number
}

// Trigger is the condition under which a stockpile may release.
type Trigger uint8

// The triggers of model section 5.4.
const (
	OnShortage Trigger = iota // eligible need is unmet
	OnCurb                    // a curb is in force on a source of the material
	OnCover                   // eligible cover is below the threshold
)

// Correlation couples factors, or the demand shocks of sectors, through a
// Gaussian copula: every pair of Between has the correlation Rho.
type Correlation struct {
	Between []string // names of numbers, or "sectors.auto.shock"
	Rho     float64
}

// Criterion is a pass/fail line: a statistic of a metric over the trials, and
// the limit that it must keep.
type Criterion struct {
	Name      string // short
	Title     string // for people; the name where not given
	Line      string // as written: "P(shortfall.total > 1 kt) <= 5%"
	Statistic Statistic
	P         float64 // of a percentile and a tail mean: 0.95 of p95 and cvar95
	Metric    string  // "shortfall.total"
	Event     Limit   // of a chance: what has it, in the metric's unit
	Limit     Limit   // in the metric's unit; of a chance, a share
}

// Statistic is what a criterion takes of a metric.
type Statistic uint8

// The statistics of criteria.
const (
	Chance     Statistic = iota // of an event: P(metric > level)
	Mean                        // over all trials
	Percentile                  // p95
	TailMean                    // mean of the worst share 1−P: cvar95
)

// Limit is one side of a number.
type Limit struct {
	Value  float64
	Least  bool // what keeps it is at least this; else at most
	Strict bool // and not equal to it
}

// Precision is how well a statistic is to be known before a run may stop: the
// largest half-width of its 95% sampling interval.
type Precision struct {
	Line     string    // as written: "1% of mean(shortfall.total)"
	Of       Criterion // its statistic, metric and event; it has no limit
	Width    float64   // in the metric's unit, or
	Relative bool      // as a share of the estimate
}
