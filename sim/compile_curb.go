package sim

import (
	"fmt"
	"slices"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
)

func (c *compiler) compileCurbs() error {
	for _, x := range c.s.Curbs {
		by := "curbs." + x.Name
		p := curbProcess{name: x.Name, rivals: -1}
		if len(x.Hits) > 64 {
			return fmt.Errorf("%s: it has %d hits; the limit is 64", by, len(x.Hits))
		}
		if x.Rivals.Given() {
			p.rivals = c.num(x.Rivals, 0)
		}
		for _, h := range x.Hits {
			share := c.num(h.Share, 1)
			delay := share
			if h.DelayShare.Given() {
				delay = c.num(h.DelayShare, 1)
			}
			p.hits = append(p.hits, hit{share: share, delayShare: delay, lag: c.num(h.Lag, 0)})
		}
		if (x.Scheduled == nil) == (x.Regimes == nil) {
			return fmt.Errorf("%s: it needs either a schedule or regimes", by)
		}
		var err error
		if x.Scheduled != nil {
			p.scheduled, err = c.schedule(by, *x.Scheduled)
		} else {
			p.regimes, err = c.regimes(by, x)
		}
		if err != nil {
			return err
		}
		c.m.curbs = append(c.m.curbs, p)
	}
	return nil
}

func (c *compiler) schedule(by string, x chain.Scheduled) (*schedule, error) {
	wait, err := c.m.numbers.address(by + ".wait")
	if err != nil {
		return nil, err
	}
	s := schedule{
		start: -1, rate: -1, wait: wait, overlaps: x.Overlaps, duration: c.num(x.Duration, 0), easing: c.num(x.Easing, 0),
		severity: c.num(x.Severity, 1), delay: c.num(x.Delay, 0),
	}
	if x.Start.Given() {
		s.start = c.num(x.Start, 0)
	}
	if x.Recurs.Given() {
		s.rate = c.num(x.Recurs, 0)
		c.m.numbers.drawnAfresh(x.Duration, x.Easing, x.Severity, x.Delay)
	}
	if s.start < 0 && s.rate < 0 {
		return nil, fmt.Errorf("%s: it needs a start, or a rate at which it recurs", by)
	}
	return &s, nil
}

func (c *compiler) regimes(by string, x chain.Curb) (*regimes, error) {
	wait, err := c.m.numbers.address(by + ".wait")
	if err != nil {
		return nil, err
	}
	next, err := c.m.numbers.address(by + ".next")
	if err != nil {
		return nil, err
	}
	r := regimes{initial: -1, everyStep: x.Regimes.EveryStep, wait: wait, next: next}
	index := func(name string) int {
		return slices.IndexFunc(x.Regimes.States, func(s chain.State) bool { return s.Name == name })
	}
	if err := c.beginning(&r, by, x.Regimes, index); err != nil {
		return nil, err
	}
	for _, s := range x.Regimes.States {
		state := regimeState{
			severity: c.num(s.Severity, 0), delay: c.num(s.Delay, 0), easing: c.num(s.Easing, 0), lasts: -1, leaves: -1,
		}
		c.m.numbers.drawnAfresh(s.Severity, s.Delay, s.Easing, s.Lasts)
		if s.Lasts.Given() {
			state.lasts = c.num(s.Lasts, 0)
			if x.Regimes.LongRun {
				state.mean, state.residual = s.Lasts.Dist.Mean(), dist.Residual(s.Lasts.Dist)
			}
		}
		if state.hits, err = hitSet(by, x.Hits, s); err != nil {
			return nil, err
		}
		for _, e := range s.To {
			to := index(e.State)
			if to < 0 {
				return nil, fmt.Errorf("%s.regimes.%s.to: there is no state %q", by, s.Name, e.State)
			}
			state.to = append(state.to, to)
			state.weight = append(state.weight, c.num(e.Weight, 0))
		}
		r.states = append(r.states, state)
	}
	return &r, nil
}

// beginning compiles the state at the start: given, drawn by weights, or by the law
// that the regimes settle to.
func (c *compiler) beginning(r *regimes, by string, x *chain.Regimes, index func(string) int) (err error) {
	if len(x.Weights) == 0 && !x.LongRun {
		if r.initial = index(x.Initial); r.initial < 0 {
			return fmt.Errorf("%s.initial: there is no state %q", by, x.Initial)
		}
		return nil
	}
	if r.first, err = c.m.numbers.address(by + ".initial"); err != nil {
		return err
	}
	if r.longRun = x.LongRun; x.LongRun {
		r.left, err = c.m.numbers.address(by + ".residual")
		return err
	}
	r.weights = make([]fig, len(x.States))
	for i := range r.weights {
		r.weights[i] = c.m.numbers.certain(0)
	}
	for _, e := range x.Weights {
		i := index(e.State)
		if i < 0 {
			return fmt.Errorf("%s.initial: there is no state %q", by, e.State)
		}
		r.weights[i] = c.num(e.Weight, 0)
	}
	return nil
}

// hitSet returns the hits of a curb that a state turns on, a bit each.
func hitSet(by string, hits []chain.Hit, s chain.State) (set uint64, err error) {
	if len(s.Hits) == 0 {
		return ^uint64(0), nil
	}
	for _, name := range s.Hits {
		i := slices.IndexFunc(hits, func(h chain.Hit) bool { return h.Name == name })
		if i < 0 {
			return 0, fmt.Errorf("%s.regimes.%s.hits: there is no hit %q", by, s.Name, name)
		}
		set |= 1 << i
	}
	return set, nil
}
