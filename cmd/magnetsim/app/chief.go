package app

import (
	"magnetsim/output"
	"magnetsim/sim"
)

// isChief reports whether a metric is a total shortfall: there is one for each end product.
func isChief(m sim.Metric) bool { return m.Measure == output.Shortfall && m.Kind == sim.OfTotal }

// chiefsOf are the total shortfalls, one for each end product.
func chiefsOf(metrics []sim.Metric) []string {
	var all []string
	for _, m := range metrics {
		if isChief(m) {
			all = append(all, m.Name)
		}
	}
	return all
}
