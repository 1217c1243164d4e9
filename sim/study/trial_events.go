package study

import (
	"cmp"
	"math"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/chain"
)

// Event is something that happens in a trial.
type Event struct {
	Kind     EventKind
	Years    float64 // after the start; +Inf for never
	Subject  string  // of a curb, a sector, a stockpile, a source, a plant, a material
	State    string  // regime; trigger of a stockpile
	Severity float64 // share
	Delay    float64 // years
	Easing   float64 // years; of a regime, of the state before it, whose severity was higher
	Amount   float64 // t; of a price a multiple
	Weeks    float64 // how long it lasted
}

// EventKind is what happens.
type EventKind uint8

// The kinds of events. Amount and Weeks count where that is said.
const (
	RegimeHolds    EventKind = iota // at the start
	RegimeTurns                     // to State
	CurbBegins                      // Severity, Delay
	CurbEases                       // from Severity over Easing
	CurbEnds                        //
	SourceBegins                    //
	SourceNever                     //
	PlantBegins                     //
	PlantNever                      //
	OutageBegins                    // Severity is the share of capacity lost, Weeks its length
	StockTriggered                  // by State; Delay until it may release, Amount held, Weeks of cover of the trigger "cover"
	StockReleases                   // Amount, Weeks until the last release
	StockEmpty                      // a release is cut short
	StockFull                       // Amount is the target
	ShortFirst                      // Amount newly unmet, Weeks
	ShortAgain                      // the same
	ShortEnds                       //
	Recovers                        // no backlog, stock at its target
	NotRecovered                    // within the horizon
	PricePeaks                      // Amount is the multiple of the base price
)

// Events lists what happens in the trial, in the order of time. What is restricted
// or recovers, stops and goes on within 4 weeks is told as one.
func (t *Trial) Events() []Event {
	all := slices.Concat(t.curbEvents(), t.beginnings(), t.outages(), t.stockEvents(), t.shortages(), t.prices())
	horizon := t.years(len(t.Steps))
	all = slices.DeleteFunc(all, func(e Event) bool { return e.Years >= horizon && !math.IsInf(e.Years, 1) })
	slices.SortStableFunc(all, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.Years, b.Years), cmp.Compare(a.Kind, b.Kind))
	})
	return all
}

// years is the time at which a step begins.
func (t *Trial) years(step int) float64 { return float64(step) * t.model.StepYears() }

func (t *Trial) curbEvents() []Event {
	var all []Event
	for i, v := range t.Visits {
		c := t.scenario.Curbs[v.Curb]
		e := Event{Subject: c.Name, Years: v.Start, Severity: v.Severity, Delay: v.Delay, Easing: v.Easing}
		if v.State >= 0 && v.End <= 0 {
			continue // regimes that have run for long before the start
		}
		if v.State >= 0 {
			e.State, e.Kind, e.Easing = c.Regimes.States[v.State].Name, RegimeTurns, 0
			if i > 0 && t.Visits[i-1].Curb == v.Curb && t.Visits[i-1].Severity > v.Severity {
				e.Easing = t.Visits[i-1].Easing
			}
			if v.Start < 0 {
				e.Kind, e.Years = RegimeHolds, 0
			}
			all = append(all, e)
			continue
		}
		e.Kind = CurbBegins
		all = append(all, e)
		if v.Easing > 0 {
			e.Kind, e.Years = CurbEases, v.End
			all = append(all, e)
		}
		e.Kind, e.Years = CurbEnds, v.End+v.Easing
		all = append(all, e)
	}
	return all
}

// beginnings tells of what was yet to come at the start.
func (t *Trial) beginnings() []Event {
	var all []Event
	add := func(name string, years float64, begins, never EventKind) {
		switch {
		case math.IsInf(years, 1):
			all = append(all, Event{Kind: never, Subject: name, Years: years})
		case years >= 0:
			all = append(all, Event{Kind: begins, Subject: name, Years: years})
		}
	}
	for i, years := range t.sourceBegin {
		add(t.scenario.Sources[i].Name, years, SourceBegins, SourceNever)
	}
	for i, years := range t.plantBegin {
		add(t.scenario.Plants[i].Name, years, PlantBegins, PlantNever)
	}
	return all
}

// outages tells of sources and plants whose capacity is below what they have built.
func (t *Trial) outages() []Event {
	var all []Event
	add := func(name string, lost func(k int) float64) {
		for _, p := range t.spells(func(k int) bool { return lost(k) > rounding }) {
			most := 0.0
			for k := p.From; k < p.To; k++ {
				most = max(most, lost(k))
			}
			all = append(all, Event{Kind: OutageBegins, Subject: name, Years: t.years(p.From), Severity: most, Weeks: t.weeks(p.To - p.From)})
		}
	}
	for j, s := range t.scenario.Sources {
		if s.Outages != nil {
			add(s.Name, func(k int) float64 { return t.Steps[k].Sources[j].Outage() })
		}
	}
	for i, p := range t.scenario.Plants {
		if p.Outages != nil {
			add(p.Name, func(k int) float64 { return t.Steps[k].Plants[i].Outage() })
		}
	}
	return all
}

func (t *Trial) stockEvents() []Event {
	var all []Event
	for i, s := range t.scenario.Stockpiles {
		if t.kept(i) {
			all = append(all, t.eventsOf(i, s)...)
		}
	}
	return all
}

// kept reports whether a stockpile ever holds or is meant to hold anything.
func (t *Trial) kept(pile int) bool {
	return slices.ContainsFunc(t.Steps, func(x sim.Look) bool {
		s := x.Stockpiles[pile]
		return s.Target > 0 || s.Level > 0 || s.Released > 0
	})
}

func (t *Trial) eventsOf(i int, s chain.Stockpile) []Event {
	var all []Event
	add := func(e Event, step int) {
		e.Subject, e.Years = s.Name, t.years(step)
		all = append(all, e)
	}
	pile := func(k int) *sim.StockpileLook { return &t.Steps[k].Stockpiles[i] }
	for _, p := range t.spells(func(k int) bool { return pile(k).Last == k && pile(k).Begun >= 0 }) {
		e := Event{Kind: StockTriggered, Delay: t.years(pile(p.From).Delay), Amount: pile(p.From).Level, State: triggerNames[s.Trigger]}
		if below, ok := s.Cover.Fixed(); ok {
			e.Weeks = below * weeksPerYear
		}
		add(e, p.From)
	}
	for _, p := range t.spells(func(k int) bool { return pile(k).Released > 0 }) {
		released := total(p.From, p.To, func(k int) float64 { return pile(k).Released })
		add(Event{Kind: StockReleases, Weeks: t.weeks(p.To - p.From), Amount: released}, p.From)
	}
	full := false
	for k := range t.Steps {
		p := pile(k)
		if p.Released > 0 && p.Level <= dry*p.Target {
			add(Event{Kind: StockEmpty}, k)
		}
		switch {
		case p.Target > 0 && p.Level >= brim*p.Target && !full:
			full = true
			add(Event{Kind: StockFull, Amount: p.Level}, k)
		case p.Level < worn*p.Target:
			full = false
		}
	}
	return all
}

// A stock counts as empty below dry, as full from brim on, and as in want of
// refilling below worn, as shares of its target.
const dry, brim, worn = 1e-3, 0.999, 0.9

func (t *Trial) shortages() []Event {
	var all []Event
	for i, s := range t.subjects {
		if s.Kind != sim.OfSector {
			continue
		}
		for n, p := range t.spells(func(k int) bool { return t.short(i, k) }) {
			e := Event{Kind: ShortAgain, Subject: s.Name, Years: t.years(p.From), Weeks: t.weeks(p.To - p.From)}
			e.Amount = total(p.From, p.To, func(k int) float64 { return t.Steps[k].Subjects[i].Short })
			if n == 0 {
				e.Kind = ShortFirst
			}
			all = append(all, e)
			e.Kind, e.Years = ShortEnds, t.years(p.To)
			all = append(all, e)
		}
		if e, ok := t.recovery(s.Name); ok {
			all = append(all, e)
		}
	}
	return all
}

// recovery tells when a subject has recovered, as its metrics have it.
func (t *Trial) recovery(subject string) (Event, bool) {
	first, after := t.Value("first_short."+subject), t.Value("recovery."+subject)
	if math.IsNaN(first) || math.IsInf(first, 1) {
		return Event{}, false
	}
	perYear, from := t.model.Times().PerYear, float64(t.model.Told().From)*t.model.StepYears()
	e := Event{Kind: Recovers, Subject: subject, Years: from + (first+after)/perYear, Weeks: after / perYear * weeksPerYear}
	if math.IsInf(after, 1) {
		e.Kind, e.Years = NotRecovered, math.Inf(1)
	}
	return e, true
}

// prices tells when each price that moves is highest.
func (t *Trial) prices() []Event {
	const told = 1.01 // of the base price; less is no news
	var all []Event
	for i, m := range t.scenario.Materials {
		top, at := told, -1
		for k := range t.Steps {
			if x := t.Steps[k].Materials[i].Price; x > top {
				top, at = x, k
			}
		}
		if at >= 0 {
			all = append(all, Event{Kind: PricePeaks, Subject: m.Name, Years: t.years(at), Amount: top})
		}
	}
	return all
}
