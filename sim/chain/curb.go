package chain

// Curb restricts what origins ship. It is either scheduled or a process of
// regimes: exactly one of Scheduled, Regimes is set.
type Curb struct {
	Name      string
	Title     string // for people
	Hits      []Hit
	Bars      bool      // while it is in force those whom it hits sell nothing for strategic stocks
	Rivals    Number    // share of uncurbed sources' spare capacity that rival buyers take while it is in force; 0
	Responds  *Response // of its rates, of recurring or of becoming stricter; nil: they stay the same
	Scheduled *Scheduled
	Regimes   *Regimes
}

// Response is how a rate follows what the plan, and not the noise of a trial, says of the
// economy: rate · x^Elasticity.
type Response struct {
	To         Driver
	Elasticity Number
}

// Driver is what a rate follows, x.
type Driver uint8

// The drivers of rates.
const (
	Dependence Driver = iota // planned imports from whom the curb hits over planned use, by what it is at the start
	StockCover               // 1 + planned strategic stock in years of planned use
	Shortage                 // 1 + the part of planned use that the state keeps away, without stocks
)

// Hit is whom a curb restricts. A knock-on hit passes on a share of the
// severity and of the delay after a lag, as when Japanese magnets need
// Chinese dysprosium.
type Hit struct {
	Name       string
	Title      string // for people
	Origin     string
	Materials  []string // all that the origin sells if empty
	Share      Number   // of the severity; 1
	DelayShare Number   // of the licence delay; the same as Share if not given
	Lag        Number   // years; 0
}

// Scheduled is a curb with a beginning. Its numbers are drawn afresh for each
// occurrence where it recurs.
type Scheduled struct {
	Start    Number // years after the scenario's start
	Severity Number // share of normal volume blocked, 0..1
	Duration Number // years at full severity
	Easing   Number // years in which the severity then falls linearly to 0; 0
	Delay    Number // years of licence delay, lasting through the easing; 0
	Recurs   Number // rate per year of the next, counted from the end of the easing; never if not given
	Overlaps bool   // the next is counted from the beginning of the last, so that several can hold at once
}

// Regimes is a Markov chain of states of the trade, continuous in time, or in
// discrete time where EveryStep is set.
type Regimes struct {
	EveryStep bool
	Initial   string // the state at the start; "" where one of the next two is given
	LongRun   bool   // it has run for long: the state is drawn by the law that it settles to
	Weights   []Exit // chances of the states at the start
	States    []State
}

// State is a regime. It is left at competing exponential rates, or, where Lasts
// is given, after a time of that distribution (a semi-Markov state).
type State struct {
	Name     string
	Title    string   // for people
	Severity Number   // drawn afresh at each visit; 0
	Delay    Number   // years of licence delay, drawn afresh at each visit; 0
	Easing   Number   // years in which the severity falls to 0 once the state is left; the strictest of it and the next state governs; 0
	Hits     []string // names of the curb's hits that apply in this state; all if empty
	Lasts    Number   // years; drawn afresh at each visit; not with EveryStep
	To       []Exit
	Responds *Response // of all its ways out, to Shortage; nil: they stay the same
}

// Exit is a way out of a state: a rate per year; a probability per step with
// EveryStep; a weight where the state has its own length.
type Exit struct {
	State  string
	Weight Number
}
