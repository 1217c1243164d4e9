package experiment

import (
	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// mostSettled is the number of trials above which convergence is not told: the
// values of all would be held, 8 bytes each.
const mostSettled = 200_000

// settling gathers the chief shortfalls, one for each end product, trial by trial,
// for how estimates of them settle. A nil settling takes nothing.
type settling struct {
	design draw.Design
	chiefs []settlingChief
}

// settlingChief is one of the shortfalls.
type settlingChief struct {
	at     int // place among the metrics
	metric sim.Metric
	all    []output.Settling // by policy
}

// settle begins to gather; nil where trials are too many.
func (x *Experiment) settle() *settling {
	if x.Loaded.Run.Trials > mostSettled {
		return nil
	}
	s := &settling{design: x.Design()}
	for i, m := range x.Models[0].Metrics() {
		if !IsChief(m) {
			continue
		}
		c := settlingChief{i, m, make([]output.Settling, len(x.Models))}
		for v := range c.all {
			c.all[v].Replicates = draw.ReplicatesOf(s.design)
		}
		s.chiefs = append(s.chiefs, c)
	}
	return s
}

func (s *settling) take(r mc.Rows) {
	if s == nil {
		return
	}
	for _, c := range s.chiefs {
		x := &c.all[r.Variant]
		for lane, value := range r.Metric(c.at)[:r.N] {
			if !r.OK(lane) {
				continue
			}
			x.Values = append(x.Values, value)
			if x.Replicates > 0 {
				x.Parts = append(x.Parts, int(s.design.Group(r.First+uint64(lane))))
			}
		}
	}
}

// told returns the estimates by the number of trials.
func (s *settling) told() []output.Convergence {
	if s == nil {
		return nil
	}
	var all []output.Convergence
	for _, c := range s.chiefs {
		all = append(all, output.Converge(c.metric.Name, c.metric.Unit, c.all)...)
	}
	return all
}
