package experiment

import (
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/study"
)

// DesignOf returns the draws of a run of models, the same for all of them.
func DesignOf(run scenarios.Run, models []*sim.Model) draw.Design {
	steps := models[0].Steps()
	switch run.Sampling {
	case "antithetic":
		return draw.Antithetic(run.Seed)
	case "lhs":
		trials := run.Trials
		if run.Precision != "" { // hypercubes that fit between its checks
			trials = min(trials, study.FirstCheck)
		}
		return draw.Latin(run.Seed, (trials+draw.Replicates-1)/draw.Replicates, steps)
	case "sobol":
		var leading []draw.Address
		for _, m := range models {
			leading = append(leading, m.Factors()...)
		}
		return draw.Sobol(run.Seed, leading, steps)
	}
	return draw.Random(run.Seed)
}

// Design returns the draws of the experiment. What the scenario draws without a policy
// has the first coordinates of Sobol' points: a policy that makes some of it certain has
// the same results whether it is played alone or with others.
func (x *Experiment) Design() draw.Design {
	models := x.Models
	if base, _, _ := x.Loaded.Build(); base != nil && x.Loaded.Run.Sampling == "sobol" {
		if m, err := sim.Compile(base); err == nil {
			models = append([]*sim.Model{m}, models...)
		}
	}
	return DesignOf(x.Loaded.Run, models)
}

// Independent is the sampling in which no trial depends on another.
const Independent = "random"
