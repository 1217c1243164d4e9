package experiment

import (
	"slices"

	"magnetsim/output"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
)

const (
	// mostRanked trials of a run are held to rank its inputs by, 8 bytes an input:
	// five thousand tell a rank correlation to 0.03, in a small part of the time that
	// even a small scenario takes.
	mostRanked = 5_000
	// mostTold inputs of that ranking are stored with the report.
	mostTold = 8
)

// ranking gathers what was drawn under the first policy, and the chief shortfall
// under each, to tell what that goes with and what sets its worst trials apart. A nil
// ranking takes nothing.
type ranking struct {
	head         output.Drivers
	metric       int
	names, units []string
	seen         study.Seen
	outcomes     [][]float64 // by policy, then trial
	trials       []uint64
}

// rank begins to gather; nil where there is no chief shortfall.
func (x *Experiment) rank() *ranking {
	metrics := x.Models[0].Metrics()
	chief := slices.IndexFunc(metrics, IsChief)
	if chief < 0 {
		return nil
	}
	k := &ranking{metric: chief, seen: study.Seen{Seed: x.Loaded.Run.Seed}}
	for _, in := range x.Models[0].Inputs() {
		k.names, k.units = append(k.names, in.Name), append(k.units, in.Unit)
	}
	k.seen.Inputs, k.outcomes = make([][]float64, len(k.names)), make([][]float64, len(x.Models))
	k.head = output.Drivers{
		Head: x.Head("run"), Variant: x.Variants[0], Metric: metrics[chief].Name, Unit: metrics[chief].Unit,
	}
	return k
}

func (k *ranking) take(r mc.Rows) {
	if k == nil {
		return
	}
	var lanes []int
	for lane := range min(r.N, mostRanked-len(k.outcomes[r.Variant])) {
		if r.OK(lane) {
			lanes = append(lanes, lane)
		}
	}
	add := func(to *[]float64, column []float64) {
		for _, lane := range lanes {
			*to = append(*to, column[lane])
		}
	}
	add(&k.outcomes[r.Variant], r.Metric(k.metric))
	if r.Variant > 0 {
		return
	}
	for i := range k.seen.Inputs {
		add(&k.seen.Inputs[i], r.Input(i))
	}
	for _, lane := range lanes {
		k.trials = append(k.trials, r.First+uint64(lane))
	}
}

// told returns what the shortfall goes with, in a run of so many trials.
func (k *ranking) told(trials int64) *output.Drivers {
	if k == nil {
		return nil
	}
	k.seen.Output, k.seen.Parts = k.outcomes[0], Replicates(k.head.Head.Sampling, k.trials)
	k.head.Head.Trials, k.head.Of = int64(len(k.trials)), trials
	return output.BuildDrivers(k.head, k.names, k.units, study.Drivers(k.seen, mostTold))
}

// usualWorst is the share of the trials that are called the worst.
const usualWorst = 0.05

// worst returns what sets the worst of those trials apart, under each policy where any
// is worse than another.
func (k *ranking) worst(x *Experiment) (all []output.WorstInputs) {
	if k == nil || len(k.trials) < study.FewestTrials {
		return nil
	}
	for v, outcome := range k.outcomes {
		level, ok := study.WorstShare(outcome, usualWorst)
		if !ok {
			continue
		}
		worlds, err := study.DrawWorlds(x.Scenarios[v], x.Models[v], x.Design(), k.trials)
		if err != nil {
			continue // what was played can be drawn; else the run has told of failed trials
		}
		head := output.WorstInputs{Variant: v, Metric: k.head.Metric, Unit: k.head.Unit, Share: usualWorst, Threshold: level}
		all = append(all, output.NewWorstInputs(head, worlds.Columns, study.WorstOf(outcome, level), outcome))
	}
	return all
}

// Replicates returns the independent part of the design that each trial belongs to;
// nil where every trial is independent.
func Replicates(sampling string, trials []uint64) []int {
	if sampling == Independent {
		return nil
	}
	parts := make([]int, len(trials))
	for i, t := range trials {
		parts[i] = int(t % draw.Replicates)
	}
	return parts
}
