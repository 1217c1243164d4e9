package outputtest

import (
	"math"

	"magnetsim/output"
)

// Sobol is a variance that one group has most of, another little, a third none.
func Sobol() *output.Sobol {
	index := func(value, low, high float64, told bool) output.IndexShare {
		return output.IndexShare{Interval: output.Interval{Value: value, Low: low, High: high}, Told: told}
	}
	return &output.Sobol{
		Head:    output.Head{Titles: Titles, Verb: "sensitivity", Scenario: "world", Title: "A world", Seed: 3, Trials: 2000, Asked: 2000, Complete: true},
		Variant: output.Variant{Policy: "none", Title: "No stockpile"}, Metric: "shortfall.total", Unit: "t", Mean: 500, SD: 300, Together: index(0.21, 0.12, 0.3, true),
		Groups: []output.SobolGroup{
			{Name: "curbs.ban", Members: []string{"curbs.ban.duration"}, First: index(0.61, 0.55, 0.68, true), Total: index(0.86, 0.8, 0.93, true)},
			{Name: "sectors.*.demand + sectors.*.growth", First: index(0.01, 0, 0.04, false), Total: index(0.09, 0.06, 0.13, true)},
			{Name: "materials.*", First: index(0, 0, 0, false), Total: index(0, 0, 0, false)},
		},
	}
}

// Morris are effects of two figures, of a group of several, and of one that does
// nothing.
func Morris() *output.Morris {
	about := func(value, half float64) output.Interval {
		return output.Interval{Value: value, Low: value - half, High: value + half}
	}
	none := about(math.NaN(), 0)
	return &output.Morris{
		Head:    output.Head{Titles: Titles, Verb: "sensitivity", Scenario: "world", Title: "A world", Seed: 3, Trials: 6400, Asked: 6400, Complete: true},
		Variant: output.Variant{Policy: "none", Title: "No stockpile"}, Metric: "shortfall.total", Unit: "t", Trajectories: 40, Worlds: 32, Levels: 8, Mean: 500, Chance: 290,
		Groups: []output.MorrisGroup{
			{Name: "curbs.ban.duration", Members: []string{"x"}, Size: about(610, 60), Mean: about(600, 62), Spread: about(240, 70), Told: true},
			{Name: "sectors.*.demand + sectors.*.growth", Members: []string{"x", "y"}, Size: about(280, 40), Mean: none, Spread: none, Told: true},
			{Name: "plants.block-1.start", Members: []string{"x"}, Size: output.Interval{Value: 4, High: 12}, Mean: about(-4, 8), Spread: about(9, 6)},
			{Name: "materials.magnet.price", Members: []string{"x"}, None: true},
		},
	}
}
