package sim

import (
	"slices"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
)

func (c *compiler) compileCurbs() {
	for _, x := range c.s.Curbs {
		by := "curbs." + x.Name
		p := curbProcess{name: x.Name, rivals: c.numOr(x.Rivals, -1)}
		if len(x.Hits) > 64 {
			refuse("%s: it has %d hits; the limit is 64", by, len(x.Hits))
		}
		for _, h := range x.Hits {
			share := c.num(h.Share, 1)
			p.hits = append(p.hits, hit{share: share, delayShare: c.numOr(h.DelayShare, share), lag: c.num(h.Lag, 0)})
		}
		if (x.Scheduled == nil) == (x.Regimes == nil) {
			refuse("%s: it needs either a schedule or regimes", by)
		}
		if x.Scheduled != nil {
			p.scheduled = c.schedule(by, *x.Scheduled)
		} else {
			p.regimes = c.regimes(by, x)
		}
		c.m.curbs = append(c.m.curbs, p)
	}
}

func (c *compiler) schedule(by string, x chain.Scheduled) *schedule {
	s := schedule{
		wait: c.m.numbers.address(by + ".wait"), overlaps: x.Overlaps, duration: c.num(x.Duration, 0), easing: c.num(x.Easing, 0),
		severity: c.num(x.Severity, 1), delay: c.num(x.Delay, 0), start: c.numOr(x.Start, -1), rate: c.numOr(x.Recurs, -1),
	}
	if x.Recurs.Given() {
		c.m.numbers.drawnAfresh(x.Duration, x.Easing, x.Severity, x.Delay)
	}
	if s.start < 0 && s.rate < 0 {
		refuse("%s: it needs a start, or a rate at which it recurs", by)
	}
	return &s
}

func (c *compiler) regimes(by string, x chain.Curb) *regimes {
	r := regimes{initial: -1, everyStep: x.Regimes.EveryStep, wait: c.m.numbers.address(by + ".wait"), next: c.m.numbers.address(by + ".next")}
	index := func(key, name string) int {
		i := slices.IndexFunc(x.Regimes.States, func(s chain.State) bool { return s.Name == name })
		if i < 0 {
			refuse("%s.%s: there is no state %q", by, key, name)
		}
		return i
	}
	c.beginning(&r, by, x.Regimes, index)
	for _, s := range x.Regimes.States {
		state := regimeState{
			severity: c.num(s.Severity, 0), delay: c.num(s.Delay, 0), easing: c.num(s.Easing, 0), lasts: c.numOr(s.Lasts, -1), leaves: -1,
		}
		c.m.numbers.drawnAfresh(s.Severity, s.Delay, s.Easing, s.Lasts)
		if s.Lasts.Given() && x.Regimes.LongRun {
			state.mean, state.residual = s.Lasts.Mean(), dist.Residual(s.Lasts.Dist)
		}
		state.hits = hitSet(by, x.Hits, s)
		for _, e := range s.To {
			state.to = append(state.to, index("regimes."+s.Name+".to", e.State))
			state.weight = append(state.weight, c.num(e.Weight, 0))
		}
		r.states = append(r.states, state)
	}
	return &r
}

// beginning compiles the state at the start: given, drawn by weights, or by the law
// that the regimes settle to.
func (c *compiler) beginning(r *regimes, by string, x *chain.Regimes, index func(key, name string) int) {
	if len(x.Weights) == 0 && !x.LongRun {
		r.initial = index("initial", x.Initial)
		return
	}
	r.first = c.m.numbers.address(by + ".initial")
	if r.longRun = x.LongRun; x.LongRun {
		r.left = c.m.numbers.address(by + ".residual")
		return
	}
	r.weights = make([]fig, len(x.States))
	for i := range r.weights {
		r.weights[i] = c.m.numbers.certain(0)
	}
	for _, e := range x.Weights {
		r.weights[index("initial", e.State)] = c.num(e.Weight, 0)
	}
}

// hitSet returns the hits of a curb that a state turns on, a bit each.
func hitSet(by string, hits []chain.Hit, s chain.State) (set uint64) {
	if len(s.Hits) == 0 {
		return ^uint64(0)
	}
	for _, name := range s.Hits {
		i := slices.IndexFunc(hits, func(h chain.Hit) bool { return h.Name == name })
		if i < 0 {
			refuse("%s.regimes.%s.hits: there is no hit %q", by, s.Name, name)
		}
		set |= 1 << i
	}
	return set
}
