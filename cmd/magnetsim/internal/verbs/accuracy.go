package verbs

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

const accuracyHelp = `Measure what each plan of drawing trials is worth on a scenario: how many times as
many random trials would have the same sampling error, for the mean, p95 and CVaR95
(mean of the worst 5%) of the total shortfall under the first policy. Every plan
plays the scenario's trials. An error that comes from 32 replicates is itself
uncertain: behind each number stands its 95% interval (of p95 it is rougher).

Two more lines are no plans of a run. Both draw 50 worlds for each trial, look at each
without playing it, and learn from trials to score what is seen. Control corrects a mean by
how the scores of its trials differ from those of all worlds (a control variate; for p95
it tells the chance of more). Strata are how "magnetsim rare" chooses trials, asked for all
three numbers at once; the trials that it learns from count.`

// accuracy is one run of the verb.
type accuracy struct {
	frame.Frame
	frame.Choice
}

func accuracyCommand(a *app.App) *cobra.Command {
	r := &accuracy{Frame: frame.Frame{App: a, Verb: "accuracy"}}
	c := &cobra.Command{
		Use:   "accuracy SCENARIO",
		Short: "Measure what each sampling plan is worth",
		Long:  accuracyHelp + "\n\n" + frame.Precedence + "\n\n" + app.ExitHelp,
		Example: `  magnetsim accuracy minimal --trials 8192
  magnetsim accuracy india-2026 --policy days-60`,
		Args:              frame.OneScenario,
		ValidArgsFunction: frame.ScenarioArgs(1),
		RunE:              func(cmd *cobra.Command, args []string) error { return r.measure(cmd, args[0]) },
	}
	r.Frame.Flags(c)
	r.Frame.WithoutFigures(c)
	r.Choice.Add(a, c)
	r.Choice.AddRun(c)
	c.PreRunE = func(cmd *cobra.Command, _ []string) error { return errors.Join(r.Check(cmd), r.ApartFromSets(cmd)) }
	return c
}

// fewestMeasured is the number of trials with which every replicate has a trial
// among its worst 5%.
const fewestMeasured = 20 * draw.Replicates

func areTrials(n int) string {
	if n == 1 {
		return "1 trial is"
	}
	return fmt.Sprintf("%d trials are", n)
}

func (r *accuracy) measure(cmd *cobra.Command, arg string) error {
	x, err := r.Experiment(arg, r.Options(cmd))
	if err != nil {
		return err
	}
	if n := x.Loaded.Run.Trials; n < fewestMeasured {
		return app.Misused(fmt.Errorf("%s too few to measure by: the worst 5%% of each of %d replicates are a trial from %d trials on\n  play --trials %d or more", areTrials(n), draw.Replicates, fewestMeasured, fewestMeasured), cmd.CommandPath())
	}
	return r.Answer(x, []any{x.Hash}, func(to *folder.Folder) (output.Finding, error) { return r.find(cmd.Context(), x, to) })
}

// find plays the plans that so many trials can follow.
func (r *accuracy) find(ctx context.Context, x *experiment.Experiment, to *folder.Folder) (*output.Accuracy, error) {
	at, err := frame.MetricOf(x.Models[0].Metrics(), "")
	if err != nil {
		return nil, fmt.Errorf("%s: there is no total shortfall to measure", x.Loaded.Name)
	}
	ctx, _, end := r.Playing(ctx, to)
	defer end()
	m := x.Models[0].Metrics()[at]
	found := &output.Accuracy{Head: x.Head("accuracy"), Metric: m.Name, Unit: m.Unit}
	found.Head.Policy, found.Head.Sampling = x.Variants[0].Label(), ""
	for _, plan := range []string{"random", "antithetic", "lhs", "sobol", controlPlan, strataPlan} {
		measure, ok := r.way(plan, x.Loaded.Run.Trials)
		if !ok {
			continue
		}
		widths, err := measure(ctx, x, plan)
		if err != nil {
			return nil, err
		}
		found.Add(plan, widths, plan != strataPlan && plan != controlPlan)
	}
	return found, nil
}

// widths plays a plan and returns the widths of the intervals.
func (r *accuracy) widths(ctx context.Context, x *experiment.Experiment, sampling string) (widths [3]float64, err error) {
	widths, _, err = r.column(ctx, x, sampling)
	return widths, err
}

// column plays a plan and returns the total shortfalls, and the widths of the intervals
// of their numbers.
func (r *accuracy) column(ctx context.Context, x *experiment.Experiment, sampling string) (widths [3]float64, c *stat.Column, err error) {
	run := x.Loaded.Run
	run.Sampling, run.Precision = sampling, ""
	models := []*sim.Model{x.Models[0]}
	s, err := mc.Play(ctx, mc.Plan{Models: models, Design: experiment.DesignOf(run, models), Trials: run.Trials, Workers: int(r.Workers.Value)})
	switch {
	case err != nil:
		return widths, nil, err
	case ctx.Err() != nil:
		return widths, nil, app.Interrupted{}
	}
	at, err := frame.MetricOf(models[0].Metrics(), "")
	if err != nil || s.OK() == 0 {
		return widths, nil, fmt.Errorf("%s: there is no total shortfall to measure", x.Loaded.Name)
	}
	c = s.Column(0, at)
	for i, e := range []stat.Estimate{c.Mean(), c.Quantile(0.95), c.CVaR(0.95)} {
		widths[i] = e.High - e.Low
	}
	return widths, c, nil
}
