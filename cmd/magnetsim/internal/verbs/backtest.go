package verbs

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
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
	c := b.Command(frame.Scenarios("shipped names or paths of files"), b.run)
	b.Add(a, c)
	b.AddRun(c)
	f := c.Flags()
	f.StringVar(&b.observed, "observed", "", "CSV `FILE` of observations (default: the one beside the scenario, with its name)")
	f.StringVar(&b.series, "series", "", "the observed `SERIES`, such as shipped.china or arrivals.heavy-magnet")
	f.StringVar(&b.column, "column", "", "the `COLUMN` of the file that holds it")
	frame.Must(c.MarkFlagFilename("observed", "csv"))
	return c
}

// replay is an episode ready to be played.
type replay struct {
	*experiment.Experiment
	*episode
}

func (b *backtest) run(ctx context.Context, args []string) error {
	all, err := b.replays(args)
	if err != nil {
		return err
	}
	const lost = "Nothing is kept, because a forecast is scored with all of its trials."
	if len(all) == 1 {
		r := all[0]
		return b.Answer(ctx, r.Experiment, r.question(), lost, func(ctx context.Context, _ func(done, total int)) (output.Finding, error) {
			return b.play(ctx, r)
		})
	}
	var question []any
	resolved := map[string][]byte{}
	for _, r := range all {
		question = append(question, r.question()...)
		resolved[r.Loaded.Name] = r.YAML
	}
	return b.AnswerAs(ctx, fmt.Sprintf("%d-episodes", len(all)), question, lost, func(ctx context.Context, progress func(done, total int)) (output.Finding, error) {
		var played []*output.Backtest
		for i, r := range all {
			progress(i, len(all))
			found, err := b.play(ctx, r)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", r.Loaded.Name, err)
			}
			played = append(played, found)
		}
		return output.NewBacktests(played), nil
	}, scenarioFiles(resolved)...)
}

// question is what makes the answer what it is.
func (r replay) question() []any { return []any{r.Hash, r.series, r.within, r.before} }

// replays opens the scenarios and what was observed of each, so that whatever is wrong is
// told before anything is played.
func (b *backtest) replays(args []string) ([]replay, error) {
	if len(args) > 1 {
		for _, name := range []string{"observed", "series", "column"} {
			if b.Changed(name) {
				return nil, b.Misused(fmt.Errorf("--%s is for one scenario: with several, each needs a CSV file of observations beside it, with its name", name))
			}
		}
	}
	var all []replay
	for _, arg := range args {
		x, err := b.Experiment(arg, b.Options())
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(all, func(r replay) bool { return r.Loaded.Name == x.Loaded.Name }) {
			return nil, b.Misused(fmt.Errorf("two scenarios are called %s, but an episode counts only once\n  rename one of the files", x.Loaded.Name))
		}
		e, err := b.episode(arg, x)
		if err != nil {
			return nil, err
		}
		all = append(all, replay{x, e})
	}
	return all, nil
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
	return nil, b.Misused(fmt.Errorf("there are no observations: give --observed FILE, a CSV file with months and tonnes, or put %s.csv beside the scenario", strings.TrimSuffix(path.Base(arg), path.Ext(arg))))
}

// play replays an episode and scores it.
func (b *backtest) play(ctx context.Context, r replay) (*output.Backtest, error) {
	run, model := r.Loaded.Run, r.Models[0]
	samples, err := study.Replay{
		Model: model, Series: r.series, Observed: r.within, Design: experiment.DesignOf(run, []*sim.Model{model}), Trials: run.Trials, Workers: int(b.Workers.Value),
	}.Play(ctx)
	if err != nil {
		return nil, err
	}
	found := output.NewBacktest(r.within, samples, r.before)
	found.Head, found.Series, found.Missing, found.Gaps = r.Head("backtest"), r.series, r.missing, r.gaps
	found.Head.Policy = r.Variants[0].Label()
	return found, nil
}
