package experiment

import (
	"magnetsim/output"
	"magnetsim/sim"
)

// IsChief reports whether a metric is a total shortfall: there is one for each end product.
func IsChief(m sim.Metric) bool { return m.Measure == output.Shortfall && m.Kind == sim.OfTotal }

// Chiefs are the total shortfalls, one for each end product.
func Chiefs(metrics []sim.Metric) []string {
	var all []string
	for _, m := range metrics {
		if IsChief(m) {
			all = append(all, m.Name)
		}
	}
	return all
}
