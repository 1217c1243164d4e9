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
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/study"
)

const backtestHelp = `Play a scenario of a past episode and score it against what was observed. The
observations are a CSV file: the first column is the month, written as 2025-04, 202504
or Apr-2025, others hold tonnes, or what their headings say: "shipped.china (kt)",
china_kg. A column that has the name of a series is found without being named. The
twelve months before the scenario's start are the history, of which the naive forecast
is made: that every month will be like one of them. Older months do not count.

What is told: how many months lay within the 50% and the 90% range of the forecast, the
place of each in its forecast (PIT), and the CRPS, the distance between a forecast and
what happened, in tonnes; a certain and right forecast has 0.

A backtest is only as honest as its scenario: write into it nothing that was not known
on its first day. The policy played is the first, unless --policy says which.`

// backtest is one run of the verb.
type backtest struct {
	frame.Frame
	frame.Choice
	observed, series, column string
}

func backtestCommand(a *app.App) *cobra.Command {
	b := &backtest{Frame: frame.Frame{App: a, Verb: "backtest"}}
	c := &cobra.Command{
		Use:   "backtest SCENARIO [--observed FILE]",
		Short: "Score a scenario of a past episode against what was observed",
		Long:  backtestHelp + "\n\n" + frame.Precedence + "\n\n" + app.ExitHelp,
		Example: `  magnetsim backtest hindcast-2025
  magnetsim backtest my.yaml --observed customs.csv --column tonnes --series shipped.china`,
		Args:              frame.OneScenario,
		ValidArgsFunction: frame.ScenarioArgs(1),
		PreRunE:           func(cmd *cobra.Command, _ []string) error { return errors.Join(b.Check(cmd), b.ApartFromSets(cmd)) },
		RunE:              func(cmd *cobra.Command, args []string) error { return b.run(cmd, args[0]) },
	}
	b.Frame.Flags(c)
	b.Choice.Add(a, c)
	b.Choice.AddRun(c)
	f := c.Flags()
	f.StringVar(&b.observed, "observed", "", "CSV `FILE` of what was observed (default: that of the scenario's name beside it)")
	f.StringVar(&b.series, "series", "", "the `SERIES` that was observed, such as shipped.china or arrivals.heavy-magnet")
	f.StringVar(&b.column, "column", "", "the `COLUMN` of the file that holds it")
	frame.Must(c.MarkFlagFilename("observed", "csv"))
	return c
}

func (b *backtest) run(cmd *cobra.Command, arg string) error {
	x, err := b.Experiment(arg, b.Options(cmd))
	if err != nil {
		return err
	}
	e, err := b.episode(arg, x)
	if err != nil {
		return err
	}
	return b.Answer(x, []any{x.Hash, e.series, e.within, e.before}, func(to *folder.Folder) (output.Finding, error) {
		return b.play(cmd.Context(), x, e, to)
	})
}

// episode is what was observed of a series.
type episode struct {
	series string
	*past
}

// episode reads what was observed, as far as it concerns the scenario.
func (b *backtest) episode(arg string, x *experiment.Experiment) (e episode, err error) {
	seen, err := b.observations(arg)
	if err != nil {
		return e, err
	}
	series, column, err := seen.pick(b.series, b.column, study.Replayable(x.Models[0]))
	if err != nil {
		return e, err
	}
	past, err := seen.split(column, x.Scenarios[0])
	return episode{series, past}, err
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
	return nil, app.Misused(errors.New("say what was observed: --observed FILE, a CSV file with months and tonnes"), "magnetsim backtest")
}

// play replays the episode and scores it.
func (b *backtest) play(ctx context.Context, x *experiment.Experiment, e episode, to *folder.Folder) (*output.Backtest, error) {
	ctx, _, end := b.Playing(ctx, to)
	defer end()
	run, model := x.Loaded.Run, x.Models[0]
	samples, err := study.Replay{
		Model: model, Series: e.series, Observed: e.within, Design: experiment.DesignOf(run, []*sim.Model{model}), Trials: run.Trials, Workers: int(b.Workers.Value),
	}.Play(ctx)
	switch {
	case ctx.Err() != nil:
		b.Note("Nothing is kept: a forecast is scored with all of its trials.")
		return nil, app.Interrupted{}
	case err != nil:
		return nil, err
	}
	found := output.NewBacktest(e.within, samples, e.before)
	found.Head, found.Series, found.Missing, found.Gaps = x.Head("backtest"), e.series, e.missing, e.gaps
	found.Head.Policy = x.Variants[0].Label()
	return found, nil
}
