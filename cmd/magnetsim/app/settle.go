package app

import (
	"slices"

	"magnetsim/output"
	"magnetsim/sim"
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
	values [][]float64 // by policy, of trials that did not fail
}

// settle begins to gather; nil where trials are too many, or not independent, so
// that the first of them tell nothing of the error.
func (x *experiment) settle() *settling {
	metrics := x.models[0].Metrics()
	chief := slices.IndexFunc(metrics, func(m sim.Metric) bool { return m.Measure == output.Shortfall && m.Kind == sim.OfTotal })
	if chief < 0 || x.loaded.Run.Trials > mostSettled || x.loaded.Run.Sampling != "random" {
		return nil
	}
	return &settling{chief, metrics[chief].Unit, make([][]float64, len(x.models))}
}

func (s *settling) take(r mc.Rows) {
	if s == nil {
		return
	}
	for lane, value := range r.Metric(s.metric)[:r.N] {
		if r.OK(lane) {
			s.values[r.Variant] = append(s.values[r.Variant], value)
		}
	}
}

// told returns the estimates by the number of trials.
func (s *settling) told() []output.Convergence {
	if s == nil {
		return nil
	}
	return output.Converge(s.values, s.unit)
}
