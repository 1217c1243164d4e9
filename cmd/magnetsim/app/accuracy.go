package app

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

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
	*App
	choice
}

func (a *App) accuracyVerb() *cobra.Command {
	r := &accuracy{App: a}
	c := &cobra.Command{
		Use:   "accuracy SCENARIO",
		Short: "Measure what each sampling plan is worth",
		Long:  accuracyHelp + "\n\n" + precedence + "\n\n" + exitHelp,
		Example: `  magnetsim accuracy minimal --trials 8192
  magnetsim accuracy india-2026 --policy days-60`,
		Args:              exactly(1, "which scenario: a shipped name or the path of a file"),
		ValidArgsFunction: scenarioArgs(1),
		RunE:              func(cmd *cobra.Command, args []string) error { return r.measure(cmd, args[0]) },
	}
	r.choice.add(a, c)
	r.choice.addRun(c)
	c.PreRunE = func(cmd *cobra.Command, _ []string) error { return r.apartFromSets(cmd) }
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
	loaded, err := r.mustLoad(arg, r.options(cmd))
	if err != nil {
		return err
	}
	x, err := newExperiment(loaded)
	if err != nil {
		return err
	}
	if n := x.loaded.Run.Trials; n < fewestMeasured {
		return usage{fmt.Errorf("%s too few to measure by: the worst 5%% of each of %d replicates are a trial from %d trials on\n  play --trials %d or more", areTrials(n), draw.Replicates, fewestMeasured, fewestMeasured), cmd.CommandPath()}
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s under %s, %s trials, seed %d\n\n", x.loaded.Name, x.variants[0].Policy, grouped(x.loaded.Run.Trials), x.loaded.Run.Seed)
	t := tabwriter.NewWriter(&out, 0, 0, 3, ' ', 0)
	fmt.Fprintf(t, "plan\tmean\tp95\tCVaR95\n")
	var plain [3]float64
	for _, plan := range []string{"random", "antithetic", "lhs", "sobol", controlPlan, strataPlan} {
		measure, ok := r.way(plan, x.loaded.Run.Trials)
		if !ok {
			continue
		}
		widths, err := measure(cmd.Context(), x, plan)
		if err != nil {
			return err
		}
		if plan == "random" {
			plain = widths
		}
		fmt.Fprint(t, plan)
		for i, w := range widths {
			fmt.Fprintf(t, "\t%s", worth(plan, plain[i], w))
		}
		fmt.Fprintln(t)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprint(r.Out, out.String())
	return err
}

// widths plays a plan and returns the widths of the intervals.
func (r *accuracy) widths(ctx context.Context, x *experiment, sampling string) (widths [3]float64, err error) {
	widths, _, err = r.column(ctx, x, sampling)
	return widths, err
}

// column plays a plan and returns the total shortfalls, and the widths of the intervals
// of their numbers.
func (r *accuracy) column(ctx context.Context, x *experiment, sampling string) (widths [3]float64, c *stat.Column, err error) {
	run := x.loaded.Run
	run.Sampling, run.Precision = sampling, ""
	models := []*sim.Model{x.models[0]}
	s, err := mc.Play(ctx, mc.Plan{Models: models, Design: designOf(run, models), Trials: run.Trials})
	switch {
	case err != nil:
		return widths, nil, err
	case ctx.Err() != nil:
		return widths, nil, interrupted{}
	}
	at, err := metricOf(models[0], "")
	if err != nil || s.OK() == 0 {
		return widths, nil, fmt.Errorf("%s: there is no total shortfall to measure", x.loaded.Name)
	}
	c = s.Column(0, at)
	for i, e := range []stat.Estimate{c.Mean(), c.Quantile(0.95), c.CVaR(0.95)} {
		widths[i] = e.High - e.Low
	}
	return widths, c, nil
}

// worth says how many times as many random trials a plan is worth: errors fall
// with the root of the trials. The variance of 32 replicates has 31 degrees of
// freedom; 95% of χ² of them lies between 17.54 and 48.23.
func worth(plan string, plain, width float64) string {
	const least, most = 17.54 / 31, 48.23 / 31
	switch ratio := plain * plain / (width * width); {
	case plan == "random":
		return "1"
	case (plan == strataPlan || plan == controlPlan) && plain > 0 && width > 0:
		return two(ratio)
	case !(plain > 0) || !(width > 0):
		return "-"
	default:
		return fmt.Sprintf("%s (%s to %s)", two(ratio), two(least*ratio), two(most*ratio))
	}
}

// two writes two significant digits.
func two(x float64) string {
	digits := strconv.FormatFloat(x, 'g', 2, 64)
	rounded, err := strconv.ParseFloat(digits, 64)
	if err != nil || rounded < 10 {
		return digits
	}
	return grouped(int(rounded))
}
