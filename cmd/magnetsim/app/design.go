package app

import (
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/study"
)

const samplingHelp = `Trials are drawn independently of each other (random) or, with --sampling or
run.sampling in the file, more evenly than that: lhs, Latin hypercubes; sobol,
scrambled Sobol' points with the curbs' first episodes on the leading coordinates;
antithetic, pairs of which one trial mirrors the other. All errors are then those of
32 independent replicates. "magnetsim accuracy SCENARIO" tells what each is worth.`

// designOf returns the draws of a run, the same for all its models.
func designOf(run scenarios.Run, models []*sim.Model) draw.Design {
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
