package experiment

import (
	"runtime"

	"magnetsim/output"
)

// Head says what is played of an experiment, by a verb.
func (x *Experiment) Head(verb string) output.Head {
	r := x.Facts.Run
	return output.Head{
		Verb: verb, Scenario: x.Facts.Scenario, Title: x.Facts.Title, Description: x.Facts.Description, Case: x.Loaded.Case,
		Asked: int64(x.Loaded.Run.Trials), Trials: int64(x.Loaded.Run.Trials), Seed: r.Seed, Sampling: r.Sampling, Start: r.Start, Step: r.StepName,
		End: x.end(), Steps: x.Models[0].Steps(), Hash: x.Hash, Version: r.Version, GoArch: runtime.GOARCH, Complete: true,
		SourceLine: x.Facts.SourceLine, NoteLine: x.Facts.NoteLine,
	}
}

// end is the day on which the horizon ends.
func (x *Experiment) end() string {
	first := x.Scenarios[0]
	return first.Calendar().Date(first.Horizon).String()
}
