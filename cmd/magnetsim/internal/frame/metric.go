package frame

import (
	"errors"
	"fmt"
	"slices"
	"strings"

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
	return 0, fmt.Errorf("the scenario has no metric %q%s", name, MetricMeantOr(name, known, "it has: "+unit.Few(known)))
}

// MetricMeantOr is MeantOr for the name of a metric: one of a period that is not told is
// asked for in the scenario.
func MetricMeantOr(name string, known []string, otherwise string) string {
	if base, _, of := strings.Cut(name, "@"); of && slices.Contains(known, base) {
		return fmt.Sprintf("\n  ask for it with --set 'run.measure.also=[%s]'", name)
	}
	return MeantOr(name, known, otherwise)
}

// OfFirst says that what is told is of the first end product, where the scenario has
// several and no metric was asked for.
func OfFirst(a *app.App, asked, metric string, chiefs []string) {
	if note := output.FirstProduct(metric, chiefs); note != "" && asked == "" {
		a.Note("%s", note)
	}
}
