package experiment

import (
	"context"
	"slices"

	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
	"magnetsim/sim/study"
)

// Each case of the scenario is played under the first policy on the first trials of a run,
// to say what the answer hangs on: a fifth of them and a thousand at most. Of india-2026
// a thousand tell a difference between worlds of the same draws to a tenth of it, and take
// a tenth of the time of the run.
const (
	mostInCase  = 1_000
	caseInTrial = 5
)

// Doubted returns the cases that a run of so many trials plays beside its own, and on how
// many of them: none of a run that is a case already, or of few trials.
func (x *Experiment) Doubted(trials int) (cases []string, on int) {
	on = min(mostInCase, trials/caseInTrial)
	if x.Loaded.Case != "" || on < study.FewestTrials {
		return nil, 0
	}
	return x.Loaded.Cases(), on
}

// doubt plays the cases of the scenario and tells how each changes what k has gathered of
// the chief shortfall under the first policy; of those alone that are played to the end.
// The player of the run may hold no more than the run: they are played by goroutines of
// this process, and are the same whoever plays.
func (x *Experiment) doubt(ctx context.Context, player mc.Player, k *ranking) (all []output.CaseChange) {
	if k == nil {
		return nil
	}
	cases, n := x.Doubted(len(k.trials))
	if len(cases) == 0 {
		return nil
	}
	here, _ := player.(mc.Local)
	first := func(column []float64) []float64 { return column[:min(n, len(column))] }
	base := x.arm(k.trials[:n], first(k.outcomes[0]), first(k.turns[0]), first(k.turns[1]))
	for _, name := range cases {
		in, ok := x.playCase(ctx, here, name, k, n)
		if !ok {
			continue
		}
		level, otherwise, change := in.Levels(), base.Levels(), study.Compare(in, base)
		c := output.CaseChange{
			Name: name, Title: x.Loaded.CaseTitle(name), Policy: x.Variants[0], Metric: k.head.Metric, Unit: k.head.Unit, Trials: int64(n),
			Otherwise: otherwise.Mean.Value, Mean: interval(level.Mean), Change: interval(change.Mean), Same: study.Noise(change.Mean),
		}
		if in.Given != nil && base.Given != nil {
			c.Turned = append(c.Turned, output.CaseTurn{Measure: output.GivenUp, Otherwise: otherwise.Given.Value, Mean: interval(level.Given), Same: study.Noise(change.Given)})
		}
		if in.Moved != nil && base.Moved != nil {
			c.Turned = append(c.Turned, output.CaseTurn{Measure: output.Moved, Otherwise: otherwise.Moved.Value, Mean: interval(level.Moved), Same: study.Noise(change.Moved)})
		}
		all = append(all, c)
	}
	return all
}

func interval(e stat.Estimate) output.Interval {
	return output.Interval{Value: e.Value, Low: e.Low, High: e.High}
}

// arm is the loss of some trials of the experiment, and what is given up and moved beside it.
func (x *Experiment) arm(trials []uint64, loss, given, moved []float64) *study.Arm {
	a := &study.Arm{Draws: x.Hash, Trials: trials, Loss: loss, Given: given, Moved: moved}
	if x.Loaded.Run.Sampling != Independent {
		design := x.Design()
		for _, t := range trials {
			a.Groups = append(a.Groups, design.Group(t))
		}
	}
	return a
}

// turnedIn are the metrics of a model of what is given up and moved to another material,
// beside what is lost by another metric; -1 of what there is none.
func turnedIn(m *sim.Model, lost string) []int {
	at := func(measure string) int {
		name := output.MetricOf(measure, output.SubjectOf(lost))
		return slices.IndexFunc(m.Metrics(), func(m sim.Metric) bool { return m.Name == name })
	}
	return []int{at(output.GivenUp), at(output.Moved)}
}

// playCase returns what is lost in a case in the first n trials that the run has; false where
// one of them fails, or the case has no such loss.
func (x *Experiment) playCase(ctx context.Context, player mc.Player, name string, k *ranking, n int) (*study.Arm, bool) {
	built, _, _ := x.Loaded.Build(scenarios.Case(name), scenarios.Policy(x.Variants[0].Policy))
	if built == nil {
		return nil, false
	}
	model, err := sim.Compile(built)
	if err != nil {
		return nil, false
	}
	at := slices.IndexFunc(model.Metrics(), func(m sim.Metric) bool { return m.Name == k.head.Metric })
	if at < 0 {
		return nil, false
	}
	metrics := append([]int{at}, turnedIn(model, k.head.Metric)...)
	columns := make([][]float64, len(metrics))
	next := 0
	s, err := player.Play(ctx, mc.Plan{Models: []*sim.Model{model}, Design: x.Design(), Trials: int(k.trials[n-1]) + 1, NoSeries: true, Rows: func(r mc.Rows) error {
		for lane := range r.N {
			if next == n || r.First+uint64(lane) != k.trials[next] || !r.OK(lane) {
				continue
			}
			for i, metric := range metrics {
				if metric >= 0 {
					columns[i] = append(columns[i], r.Metric(metric)[lane])
				}
			}
			next++
		}
		return nil
	}})
	return x.arm(k.trials[:n], columns[0], columns[1], columns[2]), err == nil && s.Complete && next == n
}
