package scenarios

import "magnetsim/sim/chain"

// The two kinds of curb; the keys of one exclude those of the other.
const (
	scheduled = "scheduled"
	regimes   = "regimes"
)

// curb is what the table of a curb is read into.
type curb struct {
	chain.Curb
	scheduled chain.Scheduled
	regimes   chain.Regimes
}

var hitTable = record[chain.Hit]{
	titleAt(func(x *chain.Hit) *string { return &x.Title }, "Japan, short of feed"),
	nameAt("origin", "origins", func(h *chain.Hit) *string { return &h.Origin }, "whose sales are restricted").must().like("china"),
	namesAt("materials", "materials", func(h *chain.Hit) *[]string { return &h.Materials },
		"which materials").otherwiseIs("all that the origin sells").like("[heavy-magnet]"),
	figureAt("share", aShare, func(h *chain.Hit) *number { return &h.Share }, "share of the severity that is passed on").called("share passed on").or("100%"),
	figureAt("delay_share", aShare, func(h *chain.Hit) *number { return &h.DelayShare },
		"share of the licence delay that is passed on").called("share of the delay passed on").otherwiseIs("the same as share"),
	figureAt("lag", aTime, func(h *chain.Hit) *number { return &h.Lag }, "time until it is felt").or("0 days"),
}

// responseTable is how the rates of a curb follow what is planned, and nothing else: not
// what happens in a trial.
var responseTable = record[chain.Response]{
	choiceAt("to", []string{"dependence", "stock_cover"}, []chain.Driver{chain.Dependence, chain.StockCover},
		func(r *chain.Response) *chain.Driver { return &r.To },
		"what its rate follows: the share of planned imports from those it hits in planned use, relative to that at the start; or 1 plus the planned strategic stock in years of use").called("what its rate follows").must(),
	figureAt("elasticity", aPower, func(r *chain.Response) *number { return &r.Elasticity }, "power with which the rate follows it").called("elasticity of its rate").must(),
}

// endTable is how the ways out of a state do.
var endTable = record[chain.Response]{
	choiceAt("to", []string{"shortage"}, []chain.Driver{chain.Shortage}, func(r *chain.Response) *chain.Driver { return &r.To },
		"what its end follows: 1 plus the share of planned use that it would keep away if there were no stock").called("what its end follows").must(),
	figureAt("elasticity", aPower, func(r *chain.Response) *number { return &r.Elasticity }, "power with which the rates follow it").called("elasticity of its end").must(),
}

var stateTable = record[chain.State]{
	titleAt(func(x *chain.State) *string { return &x.Title }, "Embargo"),
	figureAt("severity", aShare, func(s *chain.State) *number { return &s.Severity },
		"share of the normal volume that is blocked, drawn anew at each visit").or("0%"),
	figureAt("delay", aTime, func(s *chain.State) *number { return &s.Delay }, "licence delay, drawn anew at each visit").called("licence delay").or("0 days"),
	figureAt("easing", aTime, func(s *chain.State) *number { return &s.Easing },
		"time over which the severity falls to that of a milder next state").called("time to ease").or("0 days"),
	namesAt("hits", "hits", func(s *chain.State) *[]string { return &s.Hits },
		"which of the curb's hits apply in this state").otherwiseIs("all").like("[heavy]"),
	figureAt("lasts", someTime, func(s *chain.State) *number { return &s.Lasts },
		"how long a visit lasts, drawn anew each time; `to` then holds weights").called("length").otherwiseIs("the rates or chances in `to` decide"),
	recordAt("responds", endTable, func(s *chain.State) **chain.Response { return &s.Responds },
		"how the rates of all its ways out follow the shortage that it causes").otherwiseIs("they stay the same"),
	exitsAt("to", "where it leads: rates, chances per step with every_step, or weights with lasts").called("rate to #"),
}

var curbTable = record[curb]{
	titleAt(func(x *curb) *string { return &x.Title }, "China's licences"),
	namedAt("hits", "hit", hitTable, func(h *chain.Hit) *string { return &h.Name },
		func(c *curb) *[]chain.Hit { return &c.Hits }, "whom it restricts, each with a name").must(),
	flagAt("bars_stockpiles", func(c *curb) *bool { return &c.Bars },
		"whether those it hits stop selling for strategic stocks while it is in force").or("false"),
	figureAt("rivals", aShare, func(c *curb) *number { return &c.Rivals },
		"share of other sources' spare capacity that rival buyers take while it is in force").called("capacity taken by rivals").otherwiseIs("none"),
	recordAt("responds", responseTable, func(c *curb) **chain.Response { return &c.Responds },
		"how the rate at which it recurs, or moves to a stricter state, follows the economy's dependence or stock").otherwiseIs("it stays the same"),
	figureAt("start", aPoint, func(c *curb) *number { return &c.scheduled.Start },
		"when it begins: a date, or a time after the scenario's start").otherwiseIs("at random, at the rate in recurs").in(scheduled),
	figureAt("severity", aShare, func(c *curb) *number { return &c.scheduled.Severity },
		"share of the normal volume that is blocked").must().like("80%").in(scheduled),
	figureAt("duration", aTime, func(c *curb) *number { return &c.scheduled.Duration }, "time at full severity").must().in(scheduled),
	figureAt("easing", aTime, func(c *curb) *number { return &c.scheduled.Easing },
		"time over which the severity then falls to zero").called("time to ease").or("0 days").in(scheduled),
	figureAt("delay", aTime, func(c *curb) *number { return &c.scheduled.Delay }, "licence delay while it lasts").called("licence delay").or("0 days").in(scheduled),
	figureAt("recurs", aRate, func(c *curb) *number { return &c.scheduled.Recurs },
		"how often it comes again, counted from its end, drawn anew each time").called("rate of recurrence").otherwiseIs("it happens only once").in(scheduled),
	flagAt("overlaps", func(c *curb) *bool { return &c.scheduled.Overlaps },
		"whether recurs counts from its start, so that the next may come while it lasts; the strictest then applies").otherwiseIs("false").in(scheduled),
	beginningAt("initial", "the state at the start, or the chances of several; or "+longRun+": drawn with the frequency of each in the long run, with the rest of its stay").called("chance of # at the start").must().in(regimes),
	flagAt("every_step", func(c *curb) *bool { return &c.regimes.EveryStep },
		"whether `to` holds chances per step instead of rates").or("false").in(regimes),
	namedAt("regimes", "state", stateTable, func(s *chain.State) *string { return &s.Name },
		func(c *curb) *[]chain.State { return &c.regimes.States }, "the states of a Markov chain").must().in(regimes),
}

// longRun stands for the state at the start where the regimes have run for long.
const longRun = "long-run"

// beginningAt is a state, long-run, or a mapping of states to chances.
func beginningAt(key, doc string) entry[curb] {
	elem := &shape{form: figureForm, figure: &aShare}
	e := entry[curb]{field: field{key: key, doc: doc, shape: &shape{form: namedForm, one: true, anew: true, elem: elem, noun: "state", example: "open"}}}
	e.read = func(d *decoder, at place, into *curb) {
		r := &into.regimes
		d.each(at, e.shape, func(item place) {
			weight := d.figure(item, &aShare)
			if item.key.text == longRun && len(at.value.pairs) == 1 {
				r.LongRun = true
				return
			}
			d.referKey(item, "states")
			r.Weights = append(r.Weights, chain.Exit{State: item.key.text, Weight: weight})
		})
		switch {
		case len(r.Weights) == 1: // certain, whatever its weight
			r.Initial, r.Weights = r.Weights[0].State, nil
		case len(r.Weights) == 0 && !r.LongRun && !at.value.broken && at.value.kind == mapping:
			d.report(at.value.at, "regimes", at.path+" names no state", "name the state at the start: initial: open")
		}
	}
	return e
}

// exitsAt is a mapping of states to rates, chances or weights.
func exitsAt(key, doc string) entry[chain.State] {
	f := anExit
	elem := &shape{form: figureForm, figure: &f}
	e := entry[chain.State]{field: field{key: key, doc: doc, otherwise: "it never ends",
		shape: &shape{form: namedForm, elem: elem, noun: "state"}}}
	e.read = func(d *decoder, at place, into *chain.State) {
		d.each(at, e.shape, func(item place) {
			d.referKey(item, "states")
			into.To = append(into.To, chain.Exit{State: item.key.text, Weight: d.figure(item, &f)})
		})
	}
	return e
}

// finish puts the part that was read into the curb.
func (c *curb) finish(groups []string) chain.Curb {
	for _, g := range groups {
		switch g {
		case scheduled:
			c.Scheduled = &c.scheduled
		case regimes:
			c.Regimes = &c.regimes
		}
	}
	return c.Curb
}
