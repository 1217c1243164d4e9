package sim

import (
	"fmt"
	"math"

	"magnetsim/sim/curb"
	"magnetsim/sim/lane"
)

// restriction is what the world does to trade in a block's trials: the exact
// averages of every exposure and of every outage over the steps, from before
// steps ahead of the start on.
type restriction struct {
	before int          // steps ahead of step 0
	reach  int          // longest lag in the block, steps
	own    *lane.Vector // longest lag of each trial, steps

	processes []process // by curb
	stops     []process // by outage
	trial     int       // of the block, that the processes draw for
	now       float64   // the time at which they draw, years

	episodes [][][]curb.Episode // by curb and lane
	passed   []curb.Episode
	average  curb.Exposure

	strain table[lane.Strain] // by exposure and step, from −before on
	up     table[lane.Vector] // by step, from 0 on, and outage: availability v
	curbed []lane.Vector      // by curb: years in force within the horizon
}

// at returns the strain of an exposure in step k.
func (w *restriction) at(exposure, k int) *lane.Strain { return w.strain.at(exposure, k+w.before) }

// process samples the episodes of a curb or an outage for the lane at hand.
type process interface {
	Episodes(horizon float64, dst []curb.Episode) ([]curb.Episode, error)
}

// init binds the processes to the block's draws.
func (w *restriction) init(b *world) {
	m := b.m
	for i, c := range m.curbs {
		if c.scheduled != nil {
			s := b.scheduled(*c.scheduled)
			s.Clock = b.clock(i)
			w.processes = append(w.processes, s)
		} else {
			w.processes = append(w.processes, b.regimes(i))
		}
	}
	for _, o := range m.outages {
		w.stops = append(w.stops, b.scheduled(o))
	}
	w.episodes = make([][][]curb.Episode, len(m.curbs))
	for i := range w.episodes {
		w.episodes[i] = make([][]curb.Episode, Lanes)
	}
	w.up.shape(m.steps, len(m.outages))
	w.curbed = make([]lane.Vector, len(m.curbs))
	w.average.Step = m.dt
	w.own = new(lane.Vector)
}

// figure draws a figure of the trial at hand; nil for none.
func (b *world) figure(f fig) curb.Figure {
	if f < 0 {
		return nil
	}
	return func(k uint32) float64 { return b.at(f, b.strains.trial, k) }
}

func (b *world) scheduled(s schedule) curb.Scheduled {
	return curb.Scheduled{
		Start: b.figure(s.start), Duration: b.figure(s.duration), Easing: b.figure(s.easing),
		Severity: b.figure(s.severity), Delay: b.figure(s.delay), Rate: b.figure(s.rate), Overlaps: s.overlaps,
		Wait:   func(k uint32) float64 { return b.design.Uniform(b.trial(b.strains.trial), s.wait, k) },
		Begins: b.strains.begins,
	}
}

// begins notes the time at which figures are drawn.
func (w *restriction) begins(t float64) { w.now = t }

// history is how long, in years, regimes have run before the start in the long run:
// longer than goods that arrive after it have been under way.
const history = 2

// regimes returns the process of curb i.
func (b *world) regimes(i int) *curb.Walk {
	r := b.m.curbs[i].regimes
	w := &curb.Walk{Regimes: curb.Regimes{
		Initial: r.initial, Clock: b.clock(i), Begins: b.strains.begins,
		Wait: func(k uint32) float64 { return b.design.Uniform(b.trial(b.strains.trial), r.wait, k) },
		Next: func(k uint32) float64 { return b.design.Uniform(b.trial(b.strains.trial), r.next, k) },
	}}
	if r.everyStep {
		w.Step = b.m.dt
	}
	if r.longRun || r.weights != nil {
		w.First = func(k uint32) float64 { return b.design.Uniform(b.trial(b.strains.trial), r.first, k) }
		w.Left = func(k uint32) float64 { return b.design.Uniform(b.trial(b.strains.trial), r.left, k) }
		w.Back = math.Ceil(history/b.m.dt) * b.m.dt
	}
	for _, f := range r.weights {
		w.Weight = append(w.Weight, b.figure(f))
	}
	for _, s := range r.states {
		state := curb.State{
			Severity: b.figure(s.severity), Delay: b.figure(s.delay), Easing: b.figure(s.easing),
			Lasts: b.figure(s.lasts), Mean: s.mean, Residual: s.residual, Hits: s.hits, To: s.to,
			Stricter: s.stricter, Leaves: b.leaves(i, s.leaves),
		}
		for _, f := range s.weight {
			state.Weight = append(state.Weight, b.figure(f))
		}
		w.States = append(w.States, state)
	}
	return w
}

// restrict averages the curbs of the block's trials over the steps, draws the
// outages and averages them too.
func (b *world) restrict() error {
	w, m := &b.strains, b.m
	w.reach = 1
	for i := range Lanes {
		longest := b.longestLag(min(i, b.n-1))
		w.own[i], w.reach = float64(longest), max(w.reach, longest)
	}
	w.before = w.reach
	w.strain.shape(len(m.exposures), w.before+m.steps)
	for e := range m.exposures {
		if err := b.expose(e); err != nil {
			return err
		}
	}
	for o := range m.outages {
		if err := b.stop(o); err != nil {
			return err
		}
	}
	for c := range m.curbs {
		if err := b.inForce(c); err != nil {
			return err
		}
	}
	return nil
}

// drawEpisodes draws when the curbs of the block's trials are in force.
func (b *world) drawEpisodes() (err error) {
	w := &b.strains
	horizon := float64(b.m.steps) * b.m.dt
	for c, p := range w.processes {
		for i := range b.n {
			w.trial = i
			if err := b.stopped(); err != nil {
				return err
			}
			if w.episodes[c][i], err = p.Episodes(horizon, w.episodes[c][i][:0]); err != nil {
				return fmt.Errorf("curbs.%s: %w", b.m.curbs[c].name, err)
			}
		}
	}
	return nil
}

// longestLag returns the longest lag, in steps, that a shipment of trial i can
// have: the lead time and the largest licence delay, up to the horizon.
func (b *world) longestLag(i int) int {
	longest := 1
	for j := range b.m.sources {
		src := &b.m.sources[j]
		delay := 0.0
		for _, r := range b.m.exposures[src.exposure].hits {
			h := b.m.curbs[r.curb].hits[r.hit]
			for _, e := range b.strains.episodes[r.curb][i] {
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
func (b *world) lag(years float64) int {
	return int(max(1, min(float64(b.m.steps), years/b.m.dt+half)))
}

// expose averages what reaches one exposure in every trial.
func (b *world) expose(e int) error {
	w := &b.strains
	rows := w.before + b.m.steps
	w.average.First = -w.before
	for k := range rows {
		x := w.strain.at(e, k)
		x.Free.Fill(1)
		x.Quota, x.Delay = lane.Vector{}, lane.Vector{}
	}
	var a curb.Averages
	for i := range Lanes {
		if i < b.n {
			if err := b.stopped(); err != nil {
				return err
			}
			b.felt(e, i)
			a = w.average.Average(w.passed, rows)
		}
		for k := a.From; k < a.To; k++ {
			x := w.strain.at(e, k)
			x.Free[i], x.Quota[i], x.Delay[i] = a.Free[k], a.Quota[k], a.Delay[k]
		}
	}
	return nil
}

// felt collects the episodes that reach exposure e in trial i. For the rivals'
// exposure the severity of an episode is the share that rivals take while the
// curb's own severity is above 0.
func (b *world) felt(e, i int) {
	w, x := &b.strains, &b.m.exposures[e]
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
func (b *world) stop(o int) (err error) {
	w := &b.strains
	steps := b.m.steps
	w.average.First = 0
	for k := range steps {
		w.up.at(k, o).Fill(1)
	}
	var a curb.Averages
	for i := range Lanes {
		if i < b.n {
			if err := b.stopped(); err != nil {
				return err
			}
			w.trial = i
			if w.passed, err = w.stops[o].Episodes(float64(steps)*b.m.dt, w.passed[:0]); err != nil {
				return fmt.Errorf("%s: %w", b.m.outages[o].name, err)
			}
			a = w.average.Average(w.passed, steps)
		}
		for k := a.From; k < a.To; k++ {
			w.up.at(k, o)[i] = a.Free[k] + a.Quota[k]
		}
	}
	return nil
}

// inForce measures the years within the horizon in which curb c has a severity.
func (b *world) inForce(c int) error {
	w := &b.strains
	w.average.First = 0
	for i := range b.n {
		if err := b.stopped(); err != nil {
			return err
		}
		a := w.average.Average(w.episodes[c][i], b.m.steps)
		years := 0.0
		for k := max(a.From, b.m.measured.From); k < min(a.To, b.m.measured.To); k++ {
			years += (1 - a.Free[k]) * b.m.dt
		}
		w.curbed[c][i] = years
	}
	return nil
}
