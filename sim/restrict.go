package sim

import (
	"math"

	"magnetsim/sim/curb"
)

// restriction is what the world does to trade in a block's trials: the exact
// averages of every exposure and of every outage over the steps, from before
// steps ahead of the start on.
type restriction struct {
	before int        // steps ahead of step 0
	reach  int        // longest lag in the block, steps
	own    [Lanes]int // longest lag of each trial, steps

	processes []process // by curb
	stops     []process // by outage
	lane      int       // the lane that the processes draw for

	episodes [][][]curb.Episode // by curb and lane
	passed   []curb.Episode
	average  curb.Exposure
	columns  curb.Averages

	free, quota, delay [][]lane // by exposure and step, step −before first
	up                 [][]lane // by outage and step, step 0 first
	curbed             []lane   // by curb: years in force within the horizon
}

// process samples the episodes of a curb or an outage for the lane at hand.
type process interface {
	Episodes(horizon float64, dst []curb.Episode) []curb.Episode
}

// init binds the processes to the block's draws.
func (w *restriction) init(b *Block) {
	m := b.m
	figure := func(f fig) curb.Figure {
		if f < 0 {
			return nil
		}
		return func(k uint32) float64 { return b.at(f, w.lane, k) }
	}
	for _, c := range m.curbs {
		if c.scheduled != nil {
			w.processes = append(w.processes, b.scheduled(*c.scheduled, figure))
		} else {
			w.processes = append(w.processes, b.regimes(*c.regimes, figure))
		}
	}
	for _, o := range m.outages {
		w.stops = append(w.stops, b.scheduled(o, figure))
	}
	w.episodes = make([][][]curb.Episode, len(m.curbs))
	for i := range w.episodes {
		w.episodes[i] = make([][]curb.Episode, Lanes)
	}
	w.free, w.quota, w.delay = make([][]lane, len(m.exposures)), make([][]lane, len(m.exposures)), make([][]lane, len(m.exposures))
	w.up = make([][]lane, len(m.outages))
	for i := range w.up {
		w.up[i] = make([]lane, m.steps)
	}
	w.curbed = make([]lane, len(m.curbs))
	w.average.Step = m.dt
}

func (b *Block) scheduled(s schedule, figure func(fig) curb.Figure) curb.Scheduled {
	return curb.Scheduled{
		Start: figure(s.start), Duration: figure(s.duration), Easing: figure(s.easing),
		Severity: figure(s.severity), Delay: figure(s.delay), Rate: figure(s.rate),
		Wait: func(k uint32) float64 { return b.design.Uniform(b.trial(b.world.lane), s.wait, k) },
	}
}

func (b *Block) regimes(r regimes, figure func(fig) curb.Figure) *curb.Walk {
	w := &curb.Walk{Regimes: curb.Regimes{
		Initial: r.initial,
		Wait:    func(k uint32) float64 { return b.design.Uniform(b.trial(b.world.lane), r.wait, k) },
		Next:    func(k uint32) float64 { return b.design.Uniform(b.trial(b.world.lane), r.next, k) },
	}}
	if r.everyStep {
		w.Step = b.m.dt
	}
	for _, s := range r.states {
		state := curb.State{
			Severity: figure(s.severity), Delay: figure(s.delay), Easing: figure(s.easing),
			Lasts: figure(s.lasts), Hits: s.hits, To: s.to,
		}
		for _, f := range s.weight {
			state.Weight = append(state.Weight, figure(f))
		}
		w.States = append(w.States, state)
	}
	return w
}

// restrict draws the curbs and outages of the block's trials and averages them
// over the steps.
func (b *Block) restrict() {
	w, m := &b.world, b.m
	horizon := float64(m.steps) * m.dt
	for c, p := range w.processes {
		for i := range b.n {
			w.lane = i
			w.episodes[c][i] = p.Episodes(horizon, w.episodes[c][i][:0])
		}
	}
	w.reach = 1
	for i := range Lanes {
		w.own[i] = b.longestLag(min(i, b.n-1))
		w.reach = max(w.reach, w.own[i])
	}
	w.before = w.reach
	for e := range m.exposures {
		b.expose(e)
	}
	for o := range m.outages {
		b.stop(o)
	}
	for c := range m.curbs {
		b.inForce(c)
	}
}

// longestLag returns the longest lag, in steps, that a shipment of trial i can
// have: the lead time and the largest licence delay, up to the horizon.
func (b *Block) longestLag(i int) int {
	longest := 1
	for j := range b.m.sources {
		src := &b.m.sources[j]
		delay := 0.0
		for _, r := range b.m.exposures[src.exposure].hits {
			h := b.m.curbs[r.curb].hits[r.hit]
			for _, e := range b.world.episodes[r.curb][i] {
				if e.Hits>>r.hit&1 == 1 {
					delay = max(delay, e.Delay*b.val[h.delayShare][i])
				}
			}
		}
		longest = max(longest, b.lag(b.val[src.lead][i]+delay))
	}
	return longest
}

// lag returns the steps that goods travel, at least 1 and at most the horizon:
// the years rounded to steps, halves up.
func (b *Block) lag(years float64) int {
	return int(max(1, min(float64(b.m.steps), math.Floor(years/b.m.dt+0.5))))
}

// expose averages what reaches one exposure in every trial.
func (b *Block) expose(e int) {
	w := &b.world
	rows := w.before + b.m.steps
	w.columns.Free = resize(w.columns.Free, rows)
	w.columns.Quota = resize(w.columns.Quota, rows)
	w.columns.Delay = resize(w.columns.Delay, rows)
	w.free[e], w.quota[e], w.delay[e] = resize(w.free[e], rows), resize(w.quota[e], rows), resize(w.delay[e], rows)
	w.average.First = -w.before
	for i := range Lanes {
		if i < b.n {
			b.felt(e, i)
			w.average.Average(w.passed, w.columns)
		}
		for k := range rows {
			w.free[e][k][i], w.quota[e][k][i], w.delay[e][k][i] = w.columns.Free[k], w.columns.Quota[k], w.columns.Delay[k]
		}
	}
}

// felt collects the episodes that reach exposure e in trial i. For the rivals'
// exposure the severity of an episode is the share that rivals take while the
// curb's own severity is above 0.
func (b *Block) felt(e, i int) {
	w, x := &b.world, &b.m.exposures[e]
	w.passed = w.passed[:0]
	for _, r := range x.hits {
		c := &b.m.curbs[r.curb]
		h := c.hits[r.hit]
		for _, ep := range w.episodes[r.curb][i] {
			if ep.Hits>>r.hit&1 == 0 {
				continue
			}
			ep = ep.Passed(b.val[h.share][i], b.val[h.delayShare][i], b.val[h.lag][i])
			if x.rivals {
				if ep.Severity == 0 {
					continue
				}
				ep.End, ep.Easing, ep.Severity, ep.Delay = ep.End+ep.Easing, 0, b.val[c.rivals][i], 0
			}
			w.passed = append(w.passed, ep)
		}
	}
}

// stop averages the availability v of what outage o stops, in every trial.
func (b *Block) stop(o int) {
	w := &b.world
	steps := b.m.steps
	w.columns.Free, w.columns.Quota, w.columns.Delay = resize(w.columns.Free, steps), resize(w.columns.Quota, steps), resize(w.columns.Delay, steps)
	w.average.First = 0
	for i := range Lanes {
		if i < b.n {
			w.lane = i
			w.passed = w.stops[o].Episodes(float64(steps)*b.m.dt, w.passed[:0])
			w.average.Average(w.passed, w.columns)
		}
		for k := range steps {
			w.up[o][k][i] = w.columns.Free[k] + w.columns.Quota[k]
		}
	}
}

// inForce measures the years within the horizon in which curb c has a severity.
func (b *Block) inForce(c int) {
	w := &b.world
	steps := b.m.steps
	w.columns.Free, w.columns.Quota, w.columns.Delay = resize(w.columns.Free, steps), resize(w.columns.Quota, steps), resize(w.columns.Delay, steps)
	w.average.First = 0
	for i := range b.n {
		w.average.Average(w.episodes[c][i], w.columns)
		years := 0.0
		for _, f := range w.columns.Free {
			years += (1 - f) * b.m.dt
		}
		w.curbed[c][i] = years
	}
}

// resize returns a slice of length n that reuses x's memory where it can.
func resize[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n)
	}
	return x[:n]
}
