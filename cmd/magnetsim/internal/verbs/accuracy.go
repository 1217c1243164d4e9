package verbs

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

type accuracy struct {
	frame.Frame
}

func accuracyCommand(a *app.App) *cobra.Command {
	r := &accuracy{Frame: frame.Frame{App: a, Verb: "accuracy", Plays: true}}
	c := r.OfScenario(r.measure)
	frame.Hide(c, frame.OfFigures...)
	return c
}

// fewestMeasured is the number of trials with which every replicate has a trial
// among its worst 5%.
const fewestMeasured = 20 * draw.Replicates

func (r *accuracy) measure(ctx context.Context, x *experiment.Experiment) error {
	if n := x.Loaded.Run.Trials; n < fewestMeasured {
		return r.Misused(fmt.Errorf("%s %s too few: each of the %d replicates needs a trial in its worst 5%%, which takes %d trials\n  use --trials %d or more", unit.Counted(n, "trial"), are(n), draw.Replicates, fewestMeasured, fewestMeasured))
	}
	return r.Answer(ctx, x, []any{x.Hash}, "", func(ctx context.Context, _ func(done, total int)) (output.Finding, error) {
		at, err := frame.MetricOf(x.Models[0].Metrics(), "")
		if err != nil {
			return nil, fmt.Errorf("%s: there is no total shortfall to measure", x.Loaded.Name)
		}
		return (&measuring{x, at, x.Knowing(r.Player())}).all(ctx)
	})
}

// measuring measures plans by the total shortfall of a scenario.
type measuring struct {
	x      *experiment.Experiment
	at     int // of the metric
	player mc.Player
}

// accuracyWorlds is how many worlds control and strata draw for a trial.
const accuracyWorlds = 50

// all plays the plans that so many trials can follow. The last two are no plans of a run.
func (m *measuring) all(ctx context.Context) (*output.Accuracy, error) {
	metric := m.x.Models[0].Metrics()[m.at]
	found := &output.Accuracy{Head: m.x.Head("accuracy"), Metric: metric.Name, Unit: metric.Unit}
	found.Head.Policy, found.Head.Sampling = m.x.Variants[0].Label(), ""
	for _, plan := range []string{"random", "antithetic", "lhs", "sobol"} {
		_, widths, err := m.plain(ctx, plan)
		if err != nil {
			return nil, err
		}
		found.Add(plan, widths, true)
	}
	if m.x.Loaded.Run.Trials < study.FewestRare {
		return found, nil
	}
	for _, no := range []struct {
		plan string
		play func(context.Context) ([3]float64, error)
	}{{"control", m.control}, {"strata", m.strata}} {
		widths, err := no.play(ctx)
		if err != nil {
			return nil, err
		}
		found.Add(no.plan, widths, false)
	}
	return found, nil
}

// told are what tells the three numbers: a column of trials, or rare outcomes.
type told interface {
	Mean() stat.Estimate
	Quantile(p float64) stat.Estimate
	CVaR(p float64) stat.Estimate
}

// widthsOf returns the widths of the intervals of the three numbers.
func widthsOf(t told) [3]float64 {
	return [3]float64{width(t.Mean()), width(t.Quantile(0.95)), width(t.CVaR(0.95))}
}

func width(e stat.Estimate) float64 { return e.High - e.Low }

// plain plays a plan and returns the total shortfalls, and the widths of the intervals of
// their numbers.
func (m *measuring) plain(ctx context.Context, sampling string) (c *stat.Column, widths [3]float64, err error) {
	run := m.x.Loaded.Run
	run.Sampling, run.Precision = sampling, ""
	models := m.x.Models[:1]
	s, err := m.player.Play(ctx, mc.Plan{Models: models, Design: experiment.DesignOf(run, models), Trials: run.Trials, NoSeries: true})
	if err == nil {
		err = ctx.Err()
	}
	if err == nil && s.OK() == 0 {
		err = fmt.Errorf("%s: there is no total shortfall to measure", m.x.Loaded.Name)
	}
	if err != nil {
		return nil, widths, err
	}
	c = s.Column(0, m.at)
	return c, widthsOf(c), nil
}

// control tells the mean, the chance of more than p95 and the mean excess over it by
// control variates. Each width is that of the number: a chance moves p95 by as much as
// it moves the chance of plain trials, so widths are scaled to those of the plain ones.
func (m *measuring) control(ctx context.Context) (widths [3]float64, err error) {
	c, plain, err := m.plain(ctx, "random")
	if err != nil {
		return widths, err
	}
	q, n := c.Quantile(0.95).Value, m.x.Loaded.Run.Trials
	above := func(v float64) float64 {
		if v > q {
			return 1
		}
		return 0
	}
	for i, of := range []func(float64) float64{func(v float64) float64 { return v }, above, func(v float64) float64 { return max(0, v-q) }} {
		e, err := study.Controlled{Trials: n, Worlds: accuracyWorlds * n, Of: of}.Find(ctx, m.player, m.x.Models[0], m.at, m.x.Loaded.Run.Seed)
		if err != nil {
			return widths, err
		}
		widths[i] = width(e)
	}
	widths[1] *= plain[1] / width(c.Exceed(q))
	widths[2] /= 0.05
	return widths, nil
}

// strata tells the three numbers as rare outcomes are told.
func (m *measuring) strata(ctx context.Context) (widths [3]float64, err error) {
	n := m.x.Loaded.Run.Trials
	found, err := study.Rare{
		Trials: n, Candidates: accuracyWorlds * n, Goals: study.Goals{Mean: true, Rare: []float64{0.05}, Tails: []float64{0.05}},
	}.Find(ctx, m.player, m.x.Models[0], m.at, m.x.Loaded.Run.Seed)
	if err != nil {
		return widths, err
	}
	return widthsOf(found), nil
}
