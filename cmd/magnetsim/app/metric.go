package app

import (
	"errors"
	"fmt"
	"slices"

	"magnetsim/output"
	"magnetsim/sim"
)

// metricOf returns the metric that is asked for, the total shortfall where none is.
func metricOf(m *sim.Model, name string) (int, error) {
	var known []string
	for i, x := range m.Metrics() {
		if x.Name == name || name == "" && x.Measure == "shortfall" && x.Kind == sim.OfTotal {
			return i, nil
		}
		known = append(known, x.Name)
	}
	if name == "" {
		return 0, errors.New("there is no total shortfall: name the outcome with --metric")
	}
	slices.Sort(known)
	return 0, fmt.Errorf("the scenario has no metric %q%s", name, meantOr(name, known, "it has: "+some(known)))
}

// ofFirst says that what is told is of the first end product, where the scenario has
// several and no metric was asked for.
func (a *App) ofFirst(asked, metric string, chiefs []string) {
	if note := output.FirstProduct(metric, chiefs); note != "" && asked == "" {
		a.note("%s", note)
	}
}

// chiefsOf are the total shortfalls, one for each end product.
func chiefsOf(metrics []sim.Metric) []string {
	var all []string
	for _, m := range metrics {
		if m.Measure == output.Shortfall && m.Kind == sim.OfTotal {
			all = append(all, m.Name)
		}
	}
	return all
}

// signed reports whether a metric of stored results may be negative.
func signed(name string) bool {
	measure, _ := output.SplitMetric(name)
	return sim.Metric{Measure: measure}.Signed()
}
