package outputtest

import (
	"math"

	"magnetsim/output"
)

// Accuracy is made up: p95 of Sobol' points has no error.
func Accuracy() *output.Accuracy {
	a := &output.Accuracy{
		Head:   output.Head{Titles: Titles, Verb: "accuracy", Scenario: "minimal", Title: "A small example", Policy: "none", Seed: 1, Asked: 8192, Trials: 8192, Complete: true},
		Metric: "shortfall.total", Unit: "t",
	}
	a.Add("random", [3]float64{10, 20, 30}, true)
	a.Add("antithetic", [3]float64{5, 20, 33}, true)
	a.Add("sobol", [3]float64{0.18, 0, 3}, true)
	a.Add("strata", [3]float64{3, 2, 4}, false)
	return a
}

// Odds is made up: exponential lengths of a year, a curb in ten years.
func Odds() *output.Odds {
	o := &output.Odds{
		Head: output.Head{Titles: Titles, Verb: "odds", Title: "curb", Complete: true}, Within: "10 years", Years: 10, Process: output.CurbProcess{Rate: 0.1, Scale: 1, Shape: 1},
		YAML: "curbs:\n  curb: {}\n",
	}
	for i, name := range []string{"6 months", "1 year", "2 years"} {
		length := []float64{0.5, 1, 2}[i]
		o.Stated = append(o.Stated, output.CurbOdds{Length: length, Name: name, Chance: 1 - math.Exp(-math.Exp(-length)) + 0.02*float64(i)})
	}
	return o
}
