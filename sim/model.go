package sim

import (
	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
	"magnetsim/sim/lane"
)

// Model is a compiled scenario: names are gone, only indices are left. It is
// immutable and may be shared by any number of goroutines; each plays its own
// Block.
type Model struct {
	steps      int
	dt         float64          // Δ, years
	times      TimeUnit         `world:"-"`
	numbers    numbers          `world:"-"`
	random     []fig            `world:"-"` // the numbers drawn in each trial
	reported   []fig            `world:"-"` // those of them that are columns of inputs
	allocation chain.Allocation `world:"-"`
	restocking fig              `world:"-"`
	forecast   fig              `world:"-"`
	discount   fig              `world:"-"`
	discounts  bool             `world:"-"` // money later counts less
	months     monthTable
	measured   chain.Period // what is told of the horizon

	materials  []material
	order      []int // materials, upstream first
	sources    []source
	plants     []plant
	sectors    []sector
	consumers  []consumer
	stockpiles []stockpile `world:"-"`
	hoards     []hoard     `world:"-"`
	levers     []lever     `world:"-"`
	costed     bool        `world:"-"` // some lever has a cost, here or under another policy
	curbs      []curbProcess
	exposures  []exposure
	outages    []schedule
	origins    []string
	accounts   []account
	shocks     *dist.Copula // of the sectors' innovations; nil where independent
	shocked    []int        // the sectors that the copula couples

	feeds    []subject                                     `world:"-"` // what plants take in, for those who look at a trial
	subjects []subject                                     `world:"-"`
	metrics  []Metric                                      `world:"-"`
	inputs   []Input                                       `world:"-"`
	series   []Series                                      `world:"-"`
	reports  []func(b *Block, x *lane.Vector)              `world:"-"` // by metric: fills its column at the end
	follows  []func(b *Block, x *lane.Vector) *lane.Vector `world:"-"` // by series: its values at the end of a step, x to compute them in
	flows    []flow                                        `world:"-"`
	windows  []window                                      `world:"-"` // metrics of periods, behind those of reports
	runnings []running                                     `world:"-"`
	edges    []bool                                        `world:"-"` // by step: a period begins or ends before it

	keys keys `world:"-"`
}

// Steps returns the number of steps of a trial.
func (m *Model) Steps() int { return m.steps }

// Told returns the steps that metrics are told of: times count from the first of them.
func (m *Model) Told() chain.Period { return m.measured }

// StepYears returns Δ, the length of a step in years.
func (m *Model) StepYears() float64 { return m.dt }

// Times returns the unit in which the model's metrics tell times.
func (m *Model) Times() TimeUnit { return m.times }

// TimeUnit is a unit of time for people.
type TimeUnit struct {
	Name    string // "weeks", "months"
	PerYear float64
}

// timesOf are the units of times by the step: what is played by month says nothing of weeks.
var timesOf = map[chain.Step]TimeUnit{chain.Week: {"weeks", chain.DaysPerYear / 7}, chain.Month: {"months", 12}}

// Metrics returns the columns of a trial's results. Callers must not change it.
func (m *Model) Metrics() []Metric { return m.metrics }

// Inputs returns the columns of a trial's sampled inputs. Callers must not change it.
func (m *Model) Inputs() []Input { return m.inputs }

// Series returns what is followed step by step. Callers must not change it.
func (m *Model) Series() []Series { return m.series }

type material struct {
	name, stage string
	sources     []int
	plants      []int // that make it
	consumers   []int
	newcomers   []int   // of the consumers, inputs of plants that have a start
	stockpiles  []int   `world:"-"`
	price       fig     `world:"-"`
	priced      bool    `world:"-"` // has a base price
	moves       bool    `world:"-"` // the price responds to scarcity
	elasticity  fig     `world:"-"`
	priceCap    fig     `world:"-"`
	switching   fig     `world:"-"`
	bars        []bar   // sources that curbs may bar from selling to strategic stocks
	rivals      int     // exposure that carries the rivals' share, −1 for none
	places      [][]int `world:"-"` // places in consumers by class of the queue, first served first
	floored     []int   `world:"-"` // places in consumers of those with a protected floor
	byQueue     bool    `world:"-"` // scarce goods are not simply shared in proportion
}

type source struct {
	name                  string
	origin, material      int
	capacity, share, lead fig
	underWay              fig  // at the start; −1 where it is what was shipped before
	ofNormal              bool // it is a share of what is normal, not tonnes
	exists                existence
	premium               fig  `world:"-"`
	dearer                bool `world:"-"` // it has a premium on a base price
	costed                bool `world:"-"` // each tonne that it delivers has a cost
	account               int
	prompt                bool // no curb can delay it
	exposure              int
	outage                int // −1 for none
}

// existence is when something begins and whether it ever does.
type existence struct {
	start, ramp, won fig
	always           bool // it has always been there
}

// account is what one origin sells of one stage of the chain.
type account struct {
	origin int
	stage  string
}

type plant struct {
	name     string
	makes    int
	inputs   []int // consumers
	capacity fig
	exists   existence
	outage   int
	scrap    *scrap // that it works up; nil for none
	costed   bool   `world:"-"` // each tonne that it makes has a cost
}

type sector struct {
	name                                      string
	lines                                     []int // consumers
	demand, growth, volatility, persistence   fig
	backlog, catchUp, response, value, perTon fig `world:"-"`
	volatile                                  bool
	valued                                    bool   `world:"-"`
	units                                     string `world:"-"`
	season                                    []float64
	noise                                     draw.Factor
}

// substitution is how a line turns away from its material; to is the line of the same
// sector that takes it on, −1 where the use goes away.
type substitution struct {
	max, trigger, after, over, revertsOver fig
	to                                     int
	amount, cost                           fig
	costed                                 bool
}

// consumer is one line of a sector or one input of a plant.
type consumer struct {
	material      int
	sector, plant int // one of them −1
	share         fig // of the sector's demand; −1 for an input
	recipe        fig // t of input per t of output; −1 for a line
	cover         fig
	floor         fig           `world:"-"`
	initial       fig           `world:"-"`
	starts        startStock    `world:"-"`
	waiting       fig           `world:"-"` // backlog at the start
	waits         startStock    `world:"-"` // how it is meant; atTarget for none
	rank, value   float64       `world:"-"`
	substitution  *substitution `world:"-"` // of a line; nil for none
	takesOn       bool          `world:"-"` // another line of the sector moves here
}

// startStock says what a stock is at the start.
type startStock uint8

const (
	atTarget startStock = iota
	inTonnes
	inUse // years of planned use
)

type stockpile struct {
	pilePlan
	name                   string
	material               int
	isEligible             []bool // by place in the material's consumers
	release                fig
	releaseOver, unlimited bool
	trigger                chain.Trigger
	cover, delay, holding  fig
	fit                    *fit // nil where all fits everyone
}

// curbProcess is where a curb's episodes come from: one of the two is set.
type curbProcess struct {
	name      string
	hits      []hit
	rivals    fig // −1 for none
	scheduled *schedule
	regimes   *regimes
	responds  *response // of its rates; nil: they stay the same
}

// schedule is a restriction that begins at a time, or after a wait, and may
// recur; start and rate are −1 where there is none.
type schedule struct {
	name                                           string // of an outage, as errors call it
	start, duration, easing, severity, delay, rate fig
	wait                                           draw.Factor
	overlaps                                       bool
}

// regimes is a process of states.
type regimes struct {
	initial    int
	first      draw.Factor // of a state at the start that is drawn
	left       draw.Factor // of what is left of it
	longRun    bool
	weights    []fig // of the states at the start
	everyStep  bool
	states     []regimeState
	wait, next draw.Factor
}

// regimeState is one state; lasts is −1 where its length is exponential.
type regimeState struct {
	severity, delay, easing, lasts fig
	mean                           float64                 // of lasts, where the regimes begin in the long run
	residual                       func(u float64) float64 // the same: what is left of a stay
	hits                           uint64
	to                             []int
	weight                         []fig
	stricter                       []bool // of each way: it leads to a stricter state
	leaves                         fig    // elasticity of all ways to what it keeps away; −1 for none
}

type hit struct {
	share, delayShare, lag fig
}

// exposure is what reaches one group of sources: hits of curbs, or, where
// rivals is set, the share that rival buyers take while those curbs bite.
type exposure struct {
	hits   []reach
	rivals bool
}

type reach struct{ curb, hit int }

// monthTable holds the calendar month of each step from −before on.
type monthTable struct {
	before int
	month  []uint8
}

func (t monthTable) at(k int) uint8 {
	return t.month[min(len(t.month)-1, max(0, k+t.before))]
}
