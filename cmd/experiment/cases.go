package experiment

import (
	"context"
	"slices"

	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/mc"
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
	base := x.arm(k.trials[:n], k.outcomes[0][:n])
	for _, name := range cases {
		loss, ok := x.playCase(ctx, here, name, k, n)
		if !ok {
			continue
		}
		in := x.arm(base.Trials, loss)
		level, change := in.Levels().Mean, study.Compare(in, base).Mean
		all = append(all, output.CaseChange{
			Name: name, Title: x.Loaded.CaseTitle(name), Policy: x.Variants[0], Metric: k.head.Metric, Unit: k.head.Unit, Trials: int64(n),
			Otherwise: base.Levels().Mean.Value, Mean: output.Interval{Value: level.Value, Low: level.Low, High: level.High},
			Change: output.Interval{Value: change.Value, Low: change.Low, High: change.High}, Same: study.Noise(change),
		})
	}
	return all
}

// arm is the loss of some trials of the experiment.
func (x *Experiment) arm(trials []uint64, loss []float64) *study.Arm {
	a := &study.Arm{Draws: x.Hash, Trials: trials, Loss: loss}
	if x.Loaded.Run.Sampling != Independent {
		design := x.Design()
		for _, t := range trials {
			a.Groups = append(a.Groups, design.Group(t))
		}
	}
	return a
}

// playCase returns the loss in a case of the first n trials that the run has; false where
// one of them fails, or the case has no such loss.
func (x *Experiment) playCase(ctx context.Context, player mc.Player, name string, k *ranking, n int) ([]float64, bool) {
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
	var loss []float64
	next := 0
	s, err := player.Play(ctx, mc.Plan{Models: []*sim.Model{model}, Design: x.Design(), Trials: int(k.trials[n-1]) + 1, NoSeries: true, Rows: func(r mc.Rows) error {
		for lane, value := range r.Metric(at)[:r.N] {
			if next < n && r.First+uint64(lane) == k.trials[next] && r.OK(lane) {
				loss, next = append(loss, value), next+1
			}
		}
		return nil
	}})
	return loss, err == nil && s.Complete && len(loss) == n
}
