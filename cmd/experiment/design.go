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

// Design returns the draws of the experiment.
func (x *Experiment) Design() draw.Design { return DesignOf(x.Loaded.Run, x.Models) }

// Independent is the sampling in which no trial depends on another.
const Independent = "random"
