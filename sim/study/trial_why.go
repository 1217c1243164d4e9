package study

import (
	"math"
	"slices"

	"magnetsim/sim/chain"
)

// Restriction is a time in which curbs that can reach a stage have a severity, and
// what came of it until the goods ordered at its end were due, or until the next.
// Tonnes; steps.
type Restriction struct {
	From, To int     // steps with a severity: From to To−1
	Until    int     // what came of it is looked at from From to Until−1
	Cut      bool    // Until is the horizon or the beginning of the next
	Peak     float64 // largest mean severity of a step on a source
	Blocked  float64 // of the sources' normal volume
	Refused  float64 // ordered from restricted sources and not shipped by them
	Moved    float64 // sent by sources beyond what was ordered from them
	Released float64 // by strategic stocks
	Made     float64 // at home
	Needed   float64
	Short    float64 // newly unmet
	Stock    Fall
}

// Fall is how far own stocks fell, of the material of which they fell lowest.
type Fall struct {
	Material string  // "" where sectors use but one
	Before   float64 // days, at the end of the step before
	Lowest   float64 // days
	At       int     // the step in which they are lowest
}

// Restrictions returns the restrictions of a ledger's stage, in order of time.
func (t *Trial) Restrictions(g *Ledger) []Restriction {
	sources := t.sourcesOf(g.Stage)
	spells := t.spells(g.restricted)
	var all []Restriction
	for n, p := range spells {
		end := len(t.Steps)
		if n+1 < len(spells) {
			end = spells[n+1].From
		}
		r := t.span(sources, p, end)
		t.sent(&r, sources)
		g.cameOf(&r)
		all = append(all, r)
	}
	return all
}

// restricted reports whether a curb has a severity in a step.
func (g *Ledger) restricted(k int) bool {
	return slices.ContainsFunc(g.Rows[k].Severity, func(s float64) bool { return s > rounding })
}

// rounding is a severity, or a share of what is needed, below which there is none.
const rounding = 1e-9

// span sets from when to when a restriction is looked at: until the goods are due
// that are ordered at its end from any source.
func (t *Trial) span(sources []int, p spell, end int) Restriction {
	lag := 1
	for _, j := range sources {
		lag = max(lag, t.Steps[min(p.To, len(t.Steps)-1)].Sources[j].Lag)
	}
	return Restriction{From: p.From, To: p.To, Until: min(end, p.To+lag), Cut: p.To+lag > end}
}

// sent adds up what sources sent and what they could not.
func (t *Trial) sent(r *Restriction, sources []int) {
	for k := r.From; k < r.Until; k++ {
		for _, j := range sources {
			x := &t.Steps[k].Sources[j]
			r.Blocked += x.Blocked
			r.Moved += max(0, x.Shipped-x.Asked)
			if x.Severity > rounding {
				r.Peak = max(r.Peak, x.Severity)
				r.Refused += max(0, x.Asked-x.Shipped)
			}
		}
	}
}

// cameOf adds up what a restriction meant for those who use the goods.
func (g *Ledger) cameOf(r *Restriction) {
	r.Stock = g.fall(r.From, r.Until)
	for k := r.From; k < r.Until; k++ {
		row := &g.Rows[k]
		r.Released += row.Released
		r.Made += row.Made
		r.Needed += row.Needed
		r.Short += row.Unmet()
	}
}

// fall finds where own stocks are lowest from one step to before another.
func (g *Ledger) fall(from, to int) Fall {
	f := Fall{Lowest: math.Inf(1)}
	see := func(material string, cover func(k int) float64) {
		for k := from; k < to; k++ {
			if x := cover(k); x < f.Lowest {
				f = Fall{material, cover(max(0, from-1)), x, k}
			}
		}
	}
	for i, name := range g.Materials {
		see(name, func(k int) float64 { return g.Rows[k].CoverOf[i] })
	}
	if len(g.Materials) == 0 {
		see("", func(k int) float64 { return g.Rows[k].Cover })
	}
	return f
}

// IdleWhy is why a stockpile did not release.
type IdleWhy uint8

// The reasons, in the order in which they are looked for.
const (
	Unkept    IdleWhy = iota // nothing is held or aimed at
	Untouched                // its condition never held
	TooSlow                  // its condition never held for as long as its delay
	WasEmpty                 // whenever it might release it held nothing
	NotNeeded                // it might release, and nobody who may draw was in need
)

// Idle is a stockpile that released nothing.
type Idle struct {
	Name    string
	Why     IdleWhy
	Trigger string  // "shortage", "curb" or "cover"
	Below   float64 // days of cover, of the trigger "cover"
	Lowest  float64 // days: the lowest own stock of those who may draw, at the end of a step
	Longest float64 // weeks: the longest episode of its condition
	Delay   float64 // weeks
	Largest float64 // t: the most that it held
	Short   float64 // t: newly unmet of those who may draw
}

var triggerNames = map[chain.Trigger]string{chain.OnShortage: "shortage", chain.OnCurb: "curb", chain.OnCover: "cover"}

// Idles lists the stockpiles of a stage that released nothing, and why.
func (t *Trial) Idles(g *Ledger) []Idle {
	var all []Idle
	for i, s := range t.scenario.Stockpiles {
		if t.stageOf(s.Material) != g.Stage {
			continue
		}
		if x, idle := t.idle(i, s); idle {
			all = append(all, x)
		}
	}
	return all
}

func (t *Trial) idle(i int, s chain.Stockpile) (Idle, bool) {
	x := Idle{Name: s.Name, Why: Untouched, Trigger: triggerNames[s.Trigger], Lowest: math.Inf(1)}
	armed, held := false, false
	for k := range t.Steps {
		p := &t.Steps[k].Stockpiles[i]
		if p.Released > 0 {
			return Idle{}, false
		}
		x.Lowest = min(x.Lowest, t.days(p.Stock, p.Forecast))
		x.Largest, x.Short, x.Delay = max(x.Largest, p.Level), x.Short+p.Short, t.weeks(p.Delay)
		if p.Begun < 0 {
			continue
		}
		x.Longest = max(x.Longest, t.weeks(p.Last-p.Begun+1))
		if k-p.Begun >= p.Delay {
			armed, held = true, held || p.Level > 0
		}
	}
	if v, ok := s.Cover.Fixed(); ok {
		x.Below = v * chain.DaysPerYear
	}
	switch {
	case !t.kept(i):
		x.Why = Unkept
	case armed && held:
		x.Why = NotNeeded
	case armed:
		x.Why = WasEmpty
	case x.Longest > 0:
		x.Why = TooSlow
	}
	return x, true
}

// Late is a stockpile that released only after those who may draw were short.
type Late struct {
	Name      string
	Triggered int     // step in which its condition began to hold
	Released  int     // step of the first release after that
	Short     float64 // t: newly unmet of those who may draw between the two
	Delay     float64 // weeks
}

// Lates lists the first releases that came after a shortage.
func (t *Trial) Lates(g *Ledger) []Late {
	var all []Late
	for i, s := range t.scenario.Stockpiles {
		if t.stageOf(s.Material) != g.Stage {
			continue
		}
		begun, short := -1, 0.0
		for k := range t.Steps {
			p := &t.Steps[k].Stockpiles[i]
			if p.Begun != begun {
				begun, short = p.Begun, 0
			}
			if begun < 0 || math.IsNaN(short) {
				continue
			}
			if p.Released > 0 {
				if short > 0 {
					all = append(all, Late{s.Name, begun, k, short, t.weeks(p.Delay)})
				}
				short = math.NaN() // of this episode all is told
				continue
			}
			short += p.Short
		}
	}
	return all
}

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
			if x := t.inflow(g, k) / t.needed(g, k); x > o.Ratio {
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

// inflow is what came to the sectors in the 4 weeks up to a step.
func (t *Trial) inflow(g *Ledger, k int) (sum float64) {
	for i := max(0, k+1-t.stepsIn(asOne)); i <= k; i++ {
		r := &g.Rows[i]
		sum += r.Arrivals() + r.Made + r.Released - r.Bought
	}
	return sum
}

func (t *Trial) needed(g *Ledger, k int) (sum float64) {
	for i := max(0, k+1-t.stepsIn(asOne)); i <= k; i++ {
		sum += g.Rows[i].Needed
	}
	return sum
}

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
	Supply   float64 // what came to the sectors in the 8 weeks up to the worst step over what they needed
	Demand   float64 // what was needed in these over what had been planned
	Delay    float64 // weeks: by how much the licence delay rose in the year before, on any source
}

// Aftermaths lists the shortages of a stage while no curb has a severity.
func (t *Trial) Aftermaths(g *Ledger, restrictions []Restriction) []Aftermath {
	sources := t.sourcesOf(g.Stage)
	var all []Aftermath
	for _, p := range t.spells(func(k int) bool {
		return g.Rows[k].Unmet() > shortAt*g.Rows[k].Needed && !g.restricted(k)
	}) {
		all = append(all, t.aftermath(g, sources, restrictions, p))
	}
	return all
}

func (t *Trial) aftermath(g *Ledger, sources []int, restrictions []Restriction, p spell) Aftermath {
	a := Aftermath{From: p.From, To: p.To, Ended: -1}
	for k := p.From; k < p.To; k++ {
		row := &g.Rows[k]
		a.Short += row.Unmet()
		if x := row.Unmet() / row.Needed; x > a.Share {
			a.Share, a.Worst = x, k
		}
	}
	for _, r := range restrictions {
		if r.To <= p.From {
			lag := t.span(sources, spell{r.From, r.To}, math.MaxInt).Until - r.To
			a.Ended, a.Lag, a.Pipeline = r.To, t.weeks(lag), p.From <= r.To+lag
		}
	}
	a.Supply, a.Demand = t.balance(g, a.Worst)
	a.Delay = t.delayRise(sources, p.From)
	return a
}

// balance compares, over the 8 weeks up to a step, what came with what was needed,
// and this with what had been planned.
func (t *Trial) balance(g *Ledger, at int) (supply, demand float64) {
	total := t.totalOf(g)
	came, needed, planned := 0.0, 0.0, 0.0
	for k := max(0, at+1-t.stepsIn(2*asOne)); k <= at; k++ {
		r := &g.Rows[k]
		came += r.Arrivals() + r.Made + r.Released - r.Bought
		needed += r.Needed
		planned += t.Steps[k].Subjects[total].Planned
	}
	return came / needed, needed / planned
}

func (t *Trial) totalOf(g *Ledger) int {
	for _, i := range t.totals() {
		if t.subjects[i].Name == g.Subject {
			return i
		}
	}
	return 0
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
