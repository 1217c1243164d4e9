package frame

import (
	"errors"
	"fmt"
	"slices"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/unit"
)

// MetricOf returns the metric that is asked for, the total shortfall where none is.
func MetricOf(metrics []sim.Metric, name string) (int, error) {
	var known []string
	for _, m := range metrics {
		known = append(known, m.Name)
	}
	i := slices.Index(known, name)
	if name == "" {
		i = slices.IndexFunc(metrics, experiment.IsChief)
	}
	switch {
	case i >= 0:
		return i, nil
	case name == "":
		return 0, errors.New("there is no total shortfall: name the outcome with --metric")
	}
	slices.Sort(known)
	return 0, fmt.Errorf("the scenario has no metric %q%s", name, MeantOr(name, known, "it has: "+unit.Few(known)))
}

// OfFirst says that what is told is of the first end product, where the scenario has
// several and no metric was asked for.
func OfFirst(a *app.App, asked, metric string, chiefs []string) {
	if note := output.FirstProduct(metric, chiefs); note != "" && asked == "" {
		a.Note("%s", note)
	}
}
