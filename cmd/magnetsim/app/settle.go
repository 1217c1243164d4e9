package app

import (
	"slices"

	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// mostSettled is the number of trials above which convergence is not told: the
// values of all would be held, 8 bytes each.
const mostSettled = 200_000

// settling gathers the chief shortfall, trial by trial, for how estimates of it
// settle. A nil settling takes nothing.
type settling struct {
	metric int
	unit   string
	design draw.Design
	all    []output.Settling // by policy
}

// settle begins to gather; nil where trials are too many.
func (x *experiment) settle() *settling {
	metrics := x.models[0].Metrics()
	chief := slices.IndexFunc(metrics, func(m sim.Metric) bool { return m.Measure == output.Shortfall && m.Kind == sim.OfTotal })
	if chief < 0 || x.loaded.Run.Trials > mostSettled {
		return nil
	}
	s := &settling{chief, metrics[chief].Unit, designOf(x.loaded.Run, x.models), make([]output.Settling, len(x.models))}
	for i := range s.all {
		s.all[i].Replicates = draw.ReplicatesOf(s.design)
	}
	return s
}

func (s *settling) take(r mc.Rows) {
	if s == nil {
		return
	}
	for lane, value := range r.Metric(s.metric)[:r.N] {
		if !r.OK(lane) {
			continue
		}
		x := &s.all[r.Variant]
		x.Values = append(x.Values, value)
		if x.Replicates > 0 {
			x.Parts = append(x.Parts, int(s.design.Group(r.First+uint64(lane))))
		}
	}
}

// told returns the estimates by the number of trials.
func (s *settling) told() []output.Convergence {
	if s == nil {
		return nil
	}
	return output.Converge(s.all, s.unit)
}
