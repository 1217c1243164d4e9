package verbs

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/study"
)

type backtest struct {
	frame.Frame
	observed, series, column string
}

func backtestCommand(a *app.App) *cobra.Command {
	b := &backtest{Frame: frame.Frame{App: a, Verb: "backtest"}}
	c := b.Command(frame.OneScenario, b.run)
	b.Add(a, c)
	b.AddRun(c)
	f := c.Flags()
	f.StringVar(&b.observed, "observed", "", "CSV `FILE` of what was observed (default: that of the scenario's name beside it)")
	f.StringVar(&b.series, "series", "", "the `SERIES` that was observed, such as shipped.china or arrivals.heavy-magnet")
	f.StringVar(&b.column, "column", "", "the `COLUMN` of the file that holds it")
	frame.Must(c.MarkFlagFilename("observed", "csv"))
	return c
}

func (b *backtest) run(ctx context.Context, args []string) error {
	x, err := b.Experiment(args[0], b.Options())
	if err != nil {
		return err
	}
	e, err := b.episode(args[0], x)
	if err != nil {
		return err
	}
	const lost = "Nothing is kept: a forecast is scored with all of its trials."
	return b.Answer(ctx, x, []any{x.Hash, e.series, e.within, e.before}, lost, func(ctx context.Context, _ func(done, total int)) (output.Finding, error) {
		return b.play(ctx, x, e)
	})
}

// episode reads what was observed, as far as it concerns the scenario.
func (b *backtest) episode(arg string, x *experiment.Experiment) (*episode, error) {
	seen, err := b.observations(arg)
	if err != nil {
		return nil, err
	}
	series, column, err := seen.pick(b.series, b.column, study.Replayable(x.Models[0]))
	if err != nil {
		return nil, err
	}
	e, err := seen.split(column, x.Scenarios[0])
	if err == nil {
		e.series = series
	}
	return e, err
}

// observations reads the file of observations: the one named, or that beside the
// scenario.
func (b *backtest) observations(arg string) (*observed, error) {
	switch {
	case b.observed != "":
		return readObserved(b.Root, b.Rooted(b.observed), b.observed)
	case b.IsShipped(arg):
		name := arg + ".csv"
		if _, err := fs.Stat(scenarios.Shipped, name); err == nil {
			return readObserved(scenarios.Shipped, name, name)
		}
	default:
		name := strings.TrimSuffix(arg, path.Ext(arg)) + ".csv"
		if b.Exists(name) {
			return readObserved(b.Root, b.Rooted(name), name)
		}
	}
	return nil, b.Misused(errors.New("say what was observed: --observed FILE, a CSV file with months and tonnes"))
}

// play replays the episode and scores it.
func (b *backtest) play(ctx context.Context, x *experiment.Experiment, e *episode) (output.Finding, error) {
	run, model := x.Loaded.Run, x.Models[0]
	samples, err := study.Replay{
		Model: model, Series: e.series, Observed: e.within, Design: experiment.DesignOf(run, []*sim.Model{model}), Trials: run.Trials, Workers: int(b.Workers.Value),
	}.Play(ctx)
	if err != nil {
		return nil, err
	}
	found := output.NewBacktest(e.within, samples, e.before)
	found.Head, found.Series, found.Missing, found.Gaps = x.Head("backtest"), e.series, e.missing, e.gaps
	found.Head.Policy = x.Variants[0].Label()
	return found, nil
}
