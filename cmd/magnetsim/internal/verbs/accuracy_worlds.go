package verbs

import (
	"context"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/sim/stat"
	"magnetsim/sim/study"
)

// What is no plan of a run.
const (
	controlPlan = "control"
	strataPlan  = "strata"
)

// accuracyWorlds is how many worlds these draw for a trial.
const accuracyWorlds = 50

// way measures a plan; it is false for one that so few trials cannot follow.
func (r *accuracy) way(plan string, trials int) (func(context.Context, *experiment.Experiment, string) ([3]float64, error), bool) {
	switch plan {
	case controlPlan:
		return r.control, trials >= study.FewestRare
	case strataPlan:
		return r.strata, trials >= study.FewestRare
	}
	return r.widths, true
}

// control tells the mean, the chance of more than p95 and the mean excess over it by
// control variates. Each width is that of the number: a chance moves p95 by as much as
// it moves the chance of plain trials, so widths are scaled to those of the plain ones.
func (r *accuracy) control(ctx context.Context, x *experiment.Experiment, _ string) (widths [3]float64, err error) {
	n := x.Loaded.Run.Trials
	at, err := frame.MetricOf(x.Models[0].Metrics(), "")
	if err != nil {
		return widths, err
	}
	plain, c, err := r.column(ctx, x, "random")
	if err != nil {
		return widths, err
	}
	q := c.Quantile(0.95).Value
	above := func(v float64) float64 {
		if v > q {
			return 1
		}
		return 0
	}
	for i, of := range []func(float64) float64{func(v float64) float64 { return v }, above, func(v float64) float64 { return max(0, v-q) }} {
		e, err := study.Controlled{Trials: n, Worlds: accuracyWorlds * n, Of: of}.Find(ctx, x.Models[0], at, x.Loaded.Run.Seed, int(r.Workers.Value))
		switch {
		case ctx.Err() != nil:
			return widths, app.Interrupted{}
		case err != nil:
			return widths, err
		}
		widths[i] = e.High - e.Low
	}
	chance := c.Exceed(q)
	widths[1] *= plain[1] / (chance.High - chance.Low)
	widths[2] /= 0.05
	return widths, nil
}

// strata tells the three numbers as rare outcomes are told.
func (r *accuracy) strata(ctx context.Context, x *experiment.Experiment, _ string) (widths [3]float64, err error) {
	n := x.Loaded.Run.Trials
	at, err := frame.MetricOf(x.Models[0].Metrics(), "")
	if err != nil {
		return widths, err
	}
	found, err := study.Rare{
		Trials: n, Candidates: accuracyWorlds * n, Goals: study.Goals{Mean: true, Rare: []float64{0.05}, Tails: []float64{0.05}},
	}.Find(ctx, x.Models[0], at, x.Loaded.Run.Seed, int(r.Workers.Value))
	switch {
	case ctx.Err() != nil:
		return widths, app.Interrupted{}
	case err != nil:
		return widths, err
	}
	for i, e := range []stat.Estimate{found.Mean(), found.Quantile(0.95), found.CVaR(0.95)} {
		widths[i] = e.High - e.Low
	}
	return widths, nil
}
