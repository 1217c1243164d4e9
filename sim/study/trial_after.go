package study

import "math"

// Overshoot is a flood of goods after a restriction: buyers order again what did
// not come, and it arrives together.
type Overshoot struct {
	After int     // step in which the restriction ended
	At    int     // last of the 4 weeks in which most came
	Ratio float64 // what then came to the sectors over what they needed
	Stock float64 // highest own stock over its target in the year after
}

// flood is what counts as one: half as much again as is needed over 4 weeks, and a
// stock a quarter above its target.
const floodRatio, floodStock = 1.5, 1.25

// Overshoots lists the floods within a year after restrictions and before the next.
func (t *Trial) Overshoots(g *Ledger, restrictions []Restriction) []Overshoot {
	var all []Overshoot
	for n, r := range restrictions {
		end := min(len(g.Rows), r.To+t.stepsIn(weeksPerYear))
		if n+1 < len(restrictions) {
			end = min(end, restrictions[n+1].From)
		}
		o := Overshoot{After: r.To}
		for k := r.To; k < end; k++ {
			if x := g.over(t.since(asOne, k), k, (*LedgerRow).came) / g.over(t.since(asOne, k), k, needed); x > o.Ratio {
				o.Ratio, o.At = x, k
			}
			if row := &g.Rows[k]; row.Target > 0 {
				o.Stock = max(o.Stock, row.Stock/row.Target)
			}
		}
		if o.Ratio >= floodRatio && o.Stock >= floodStock {
			all = append(all, o)
		}
	}
	return all
}

// over adds up a quantity of the rows from one step to another, both included.
func (g *Ledger) over(from, to int, of func(*LedgerRow) float64) float64 {
	return total(from, to+1, func(k int) float64 { return of(&g.Rows[k]) })
}

func needed(r *LedgerRow) float64 { return r.Needed }

// Aftermath is a shortage, or the part of one, that comes while no curb has a
// severity.
type Aftermath struct {
	From, To int     // From to To−1
	Worst    int     // its worst step
	Share    float64 // of what is needed, newly unmet in that step
	Short    float64 // t
	Ended    int     // step in which the last restriction ended, −1 without one
	Lag      float64 // weeks that goods ordered then take at the most
	Pipeline bool    // it begins before these are due
	Knock    float64 // largest severity on a source that came with a lag
	Supply   float64 // what came to the sectors in the 8 weeks up to the worst step over what they needed
	Demand   float64 // what was needed in these over what had been planned
	Delay    float64 // weeks: by how much the licence delay rose in the year before, on any source
	Orders   float64 // what was asked, for the 8 weeks up to the worst step, of sources over what was needed when it was asked
	Full     float64 // own stock over its target then
	Dip      *Dip    // orders that paused after a release, of which it comes; nil for none
	Outage   string  // the source or plant of which outages took most in the goods' time before
	Out      float64 // t: how much
}

// Aftermaths lists the shortages of a stage while no curb has a severity.
func (t *Trial) Aftermaths(g *Ledger, restrictions []Restriction) []Aftermath {
	var all []Aftermath
	for _, p := range t.spells(func(k int) bool {
		return g.Rows[k].Unmet() > shortAt*g.Rows[k].Needed && !g.restricted(k)
	}) {
		all = append(all, t.aftermath(g, restrictions, p))
	}
	return all
}

func (t *Trial) aftermath(g *Ledger, restrictions []Restriction, p spell) Aftermath {
	a := Aftermath{From: p.From, To: p.To, Ended: -1}
	for k := p.From; k < p.To; k++ {
		row := &g.Rows[k]
		a.Short += row.Unmet()
		for _, j := range g.sources {
			a.Knock = max(a.Knock, t.Steps[k].Sources[j].Severity)
		}
		if x := row.Unmet() / row.Needed; x > a.Share {
			a.Share, a.Worst = x, k
		}
	}
	for _, r := range restrictions {
		if r.To <= p.From {
			lag := t.span(g, spell{r.From, r.To}, math.MaxInt).Until - r.To
			a.Ended, a.Lag, a.Pipeline = r.To, t.weeks(lag), p.From <= r.To+lag
		}
	}
	if a.Ended < 0 {
		a.Lag = t.weeks(t.longestLag(g.sources, p.From))
	}
	a.Supply, a.Demand = t.balance(g, a.Worst)
	a.Orders, a.Full = t.asked(g, a.Worst-t.stepsIn(a.Lag))
	a.Outage, a.Out = t.missing(g, a.Worst)
	a.Dip = t.dip(g, a.Worst-t.stepsIn(a.Lag))
	a.Delay = t.delayRise(g.sources, p.From)
	return a
}

// Dip is a time in which little is ordered, as orders for a strategic stock pause in
// a step that releases and for 4 weeks after it, while what is under way for it counts
// as if it were the users'.
type Dip struct {
	Name     string  // the stockpile
	Released int     // step of the release
	At       int     // last of the 4 weeks in which least was ordered
	Share    float64 // of the mean of the half year before the release
}

// deep is the share of what was ordered before below which orders count as paused.
const deep = 0.75

// dip finds the least that was ordered in 4 weeks, from 8 weeks before a step to 4
// weeks after it, if a release within 5 weeks before these explains it.
func (t *Trial) dip(g *Ledger, at int) *Dip {
	month := t.stepsIn(asOne)
	ordered := func(from, to int) (mean float64) {
		return total(from, to, func(k int) float64 { return g.Rows[k].Ordered / float64(to-from) })
	}
	d := Dip{Share: deep}
	for k := max(month, at-2*month); k <= min(at+month, len(g.Rows)-1); k++ {
		release, name := t.lastRelease(g, k)
		half := release - t.stepsIn(weeksPerYear/2)
		if release < 0 || k-release > month+t.stepsIn(1) || half < 0 {
			continue
		}
		if x := ordered(k+1-month, k+1) / ordered(half, release); x < d.Share {
			d = Dip{name, release, k, x}
		}
	}
	if d.Name == "" {
		return nil
	}
	return &d
}

// lastRelease finds the last release of a stockpile of a stage up to a step; −1 for
// none.
func (t *Trial) lastRelease(g *Ledger, at int) (step int, name string) {
	for k := at; k >= 0; k-- {
		for n, i := range g.piles {
			if t.Steps[k].Stockpiles[i].Released > 0 {
				return k, g.Stockpiles[n]
			}
		}
	}
	return -1, ""
}

// longestLag is how many steps what is shipped in a step takes at the most.
func (t *Trial) longestLag(sources []int, k int) int {
	lag := 1
	for _, j := range sources {
		lag = max(lag, t.Steps[min(k, len(t.Steps)-1)].Sources[j].Lag)
	}
	return lag
}

// asked compares what was ordered in the 8 weeks up to a step with what was needed
// in them, and own stocks at their beginning with their targets; 1 and 1 before the
// start.
func (t *Trial) asked(g *Ledger, at int) (orders, full float64) {
	if at < 0 {
		return 1, 1
	}
	from := t.since(2*asOne, at)
	ordered := g.over(from, at, func(r *LedgerRow) float64 { return r.Ordered })
	return ordered / g.over(from, at, func(r *LedgerRow) float64 { return r.Needed - r.Made }), g.Rows[from].Stock / g.Rows[from].Target
}

// missing finds the source or plant of a stage whose outages took most of its
// capacity in the 16 weeks up to a step: of what then comes in, 8 weeks, and of what
// was sent in the 8 weeks before.
func (t *Trial) missing(g *Ledger, at int) (name string, tonnes float64) {
	see := func(who string, lost func(k int) float64) {
		if x := total(t.since(4*asOne, at), at+1, lost); x > tonnes {
			name, tonnes = who, x
		}
	}
	for _, j := range g.sources {
		see(t.scenario.Sources[j].Name, func(k int) float64 { x := &t.Steps[k].Sources[j]; return x.Nominal - x.Capacity })
	}
	for i, p := range t.scenario.Plants {
		if t.stageOf(p.Makes) == g.Stage {
			see(p.Name, func(k int) float64 { x := &t.Steps[k].Plants[i]; return x.Nominal - x.Capacity })
		}
	}
	return name, tonnes
}

// balance compares, over the 8 weeks up to a step, what came with what was needed,
// and this with what had been planned.
func (t *Trial) balance(g *Ledger, at int) (supply, demand float64) {
	from := t.since(2*asOne, at)
	needed := g.over(from, at, needed)
	planned := total(from, at+1, func(k int) float64 { return t.Steps[k].Subjects[g.total].Planned })
	return g.over(from, at, (*LedgerRow).came) / needed, needed / planned
}

// delayRise returns the weeks by which the licence delay of a source rose within
// the year before a step.
func (t *Trial) delayRise(sources []int, at int) (weeks float64) {
	for _, j := range sources {
		lowest := math.Inf(1)
		for k := max(0, at-t.stepsIn(weeksPerYear)); k <= min(at, len(t.Steps)-1); k++ {
			d := t.Steps[k].Sources[j].Delay
			lowest = min(lowest, d)
			weeks = max(weeks, (d-lowest)*weeksPerYear)
		}
	}
	return weeks
}
