package experiment

import (
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/chain"
)

// excused tells whose failures do not count: the first policy's, if it changes
// nothing and others are played beside it.
func excused(l *scenarios.Loaded) []bool {
	policies := l.Policies()
	all := make([]bool, len(policies))
	all[0] = len(policies) > 1 && l.ChangesNothing(policies[0])
	return all
}

// Metrics lists what a model reports, for the criteria that speak of it.
func Metrics(m *sim.Model) []scenarios.Metric {
	var all []scenarios.Metric
	for _, x := range m.Metrics() {
		all = append(all, scenarios.Metric{Name: x.Name, Unit: x.Unit, Never: x.Never})
	}
	return all
}

// Criterion reads a line that an outcome is held to, as if it stood in the scenario; where
// is what the messages call its place.
func (x *Experiment) Criterion(where, line string) (chain.Criterion, scenarios.Problems) {
	return x.Loaded.Criterion(where, line, Metrics(x.Models[0]))
}
