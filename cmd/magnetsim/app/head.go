package app

import (
	"runtime"

	"magnetsim/output"
)

// head says what is played of an experiment, by a verb.
func (x *experiment) head(verb string) output.Head {
	r := x.facts.Run
	return output.Head{
		Verb: verb, Scenario: x.facts.Scenario, Title: x.facts.Title, Description: x.facts.Description, Case: x.loaded.Case,
		Asked: int64(x.loaded.Run.Trials), Trials: int64(x.loaded.Run.Trials), Seed: r.Seed, Sampling: r.Sampling, Start: r.Start, Step: r.StepName,
		End: x.end(), Steps: x.models[0].Steps(), Hash: x.hash, Version: r.Version, GoArch: runtime.GOARCH, Complete: true,
		SourceLine: x.facts.SourceLine, NoteLine: x.facts.NoteLine,
	}
}

// end is the day on which the horizon ends.
func (x *experiment) end() string {
	first := x.scenarios[0]
	return first.Calendar().Date(first.Horizon).String()
}
