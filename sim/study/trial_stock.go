package study

import (
	"math"

	"magnetsim/sim/chain"
)

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
	Short   float64 // t: newly unmet of those who may draw
}

var triggerNames = map[chain.Trigger]string{chain.OnShortage: "shortage", chain.OnCurb: "curb", chain.OnCover: "cover"}

// Idles lists the stockpiles of a stage that released nothing, and why.
func (t *Trial) Idles(g *Ledger) []Idle {
	var all []Idle
	for _, i := range g.piles {
		if x, idle := t.idle(i, t.scenario.Stockpiles[i]); idle {
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
		x.Short, x.Delay = x.Short+p.Short, t.weeks(p.Delay)
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
	Held      float64 // t: when it first released, before that
}

// Lates lists the first releases that came after a shortage.
func (t *Trial) Lates(g *Ledger) []Late {
	var all []Late
	for n, i := range g.piles {
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
					all = append(all, Late{g.Stockpiles[n], begun, k, short, t.weeks(p.Delay), p.Level + p.Released})
				}
				short = math.NaN() // of this episode all is told
				continue
			}
			short += p.Short
		}
	}
	return all
}

// Emptied is a stockpile that ran empty while those who may draw were still in need.
type Emptied struct {
	Name   string
	Opened int     // step of the first release of the episode
	Empty  int     // step in which it ran empty
	Held   float64 // t: when it began to release
	Target float64 // t: then
	Short  float64 // t: newly unmet of those who may draw from that step on, in the same episode
}

// Emptieds lists the episodes in which a stockpile of a stage ran empty too early.
func (t *Trial) Emptieds(g *Ledger) []Emptied {
	var all []Emptied
	for n, i := range g.piles {
		begun := -1
		var now *Emptied
		for k := range t.Steps {
			p := &t.Steps[k].Stockpiles[i]
			if p.Begun != begun || p.Begun < 0 {
				all, begun, now = append(all, now.whole()...), p.Begun, nil
			}
			if now == nil && p.Released > 0 {
				now = &Emptied{Name: g.Stockpiles[n], Opened: k, Empty: -1, Held: p.Level + p.Released, Target: p.Target}
			}
			if now != nil && now.Empty < 0 && p.Released > 0 && p.Level <= dry*p.Target {
				now.Empty = k
			}
			if now != nil && now.Empty >= 0 {
				now.Short += p.Short
			}
		}
		all = append(all, now.whole()...)
	}
	return all
}

// whole returns an episode that is to be told.
func (e *Emptied) whole() []Emptied {
	if e == nil || e.Empty < 0 || !(e.Short > 0) {
		return nil
	}
	return []Emptied{*e}
}
