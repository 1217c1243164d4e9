package app

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/table"
	"magnetsim/output/text"
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
	*App
	choice
	observed, series, column string
	out, size, theme         string
	workers                  whole
	force, noSave, json      bool
	noPlots                  bool
}

func (a *App) backtestVerb() *cobra.Command {
	b := &backtest{App: a}
	c := &cobra.Command{
		Use:   "backtest SCENARIO [--observed FILE]",
		Short: "Score a scenario of a past episode against what was observed",
		Long:  backtestHelp + "\n\n" + precedence,
		Example: `  magnetsim backtest hindcast-2025
  magnetsim backtest my.yaml --observed customs.csv --column tonnes --series shipped.china`,
		Args:              exactly(1, "which scenario: a shipped name or the path of a file"),
		ValidArgsFunction: scenarioArgs(1),
		RunE:              func(cmd *cobra.Command, args []string) error { return b.run(cmd, args[0]) },
	}
	b.choice.add(a, c)
	b.choice.addRun(c)
	f := c.Flags()
	f.StringVar(&b.observed, "observed", "", "CSV `FILE` of what was observed (default: that of the scenario's name beside it)")
	f.StringVar(&b.series, "series", "", "the `SERIES` that was observed, such as shipped.china or arrivals.heavy-magnet")
	f.StringVar(&b.column, "column", "", "the `COLUMN` of the file that holds it")
	f.StringVarP(&b.out, "out", "o", "", "write this `FOLDER` (default results/backtest-NAME-HASH)")
	f.BoolVar(&b.force, "force", false, "replace the results folder if it exists")
	f.BoolVar(&b.noSave, "no-save", false, "write nothing")
	f.BoolVar(&b.noPlots, "no-plots", false, "draw no figures")
	f.StringVar(&b.size, "size", "page", "`SIZE` of the figures: column, page, report or slide")
	f.StringVar(&b.theme, "theme", "light", "`THEME` of the figures: light, dark or mono")
	f.BoolVar(&b.json, "json", false, "print backtest.json instead of the screen")
	b.workers.most = mostWorkers
	f.Var(&b.workers, "workers", "use `N` goroutines; 0 for one a processor; never changes a result")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "no messages but errors")
	must(c.MarkFlagFilename("observed", "csv"))
	must(c.MarkFlagDirname("out"))
	c.PreRunE = func(cmd *cobra.Command, _ []string) error {
		return errors.Join(oneOf("size", b.size, figure.Sizes()), oneOf("theme", b.theme, figure.Themes()), apart(cmd, "no-save", "out"), apart(cmd, "no-save", "force"), b.apartFromSets(cmd))
	}
	return c
}

func (b *backtest) run(cmd *cobra.Command, arg string) error {
	began := b.Now()
	loaded, err := b.mustLoad(arg, b.options(cmd))
	if err != nil {
		return err
	}
	x, err := newExperiment(loaded)
	if err != nil {
		return err
	}
	seen, err := b.observations(arg)
	if err != nil {
		return err
	}
	found, err := b.play(cmd.Context(), x, seen)
	if err != nil {
		return err
	}
	if err := b.show(found); err != nil {
		return err
	}
	return b.keep(x, found, began)
}

// observations reads the file of observations: the one named, or that beside the
// scenario.
func (b *backtest) observations(arg string) (*observed, error) {
	switch {
	case b.observed != "":
		return readObserved(b.Root, b.rooted(b.observed), b.observed)
	case b.isShipped(arg):
		name := arg + ".csv"
		if _, err := fs.Stat(scenarios.Shipped, name); err == nil {
			return readObserved(scenarios.Shipped, name, name)
		}
	default:
		name := strings.TrimSuffix(arg, path.Ext(arg)) + ".csv"
		if b.exists(name) {
			return readObserved(b.Root, b.rooted(name), name)
		}
	}
	return nil, usage{errors.New("say what was observed: --observed FILE, a CSV file with months and tonnes"), "magnetsim backtest"}
}

// play replays the episode and scores it.
func (b *backtest) play(ctx context.Context, x *experiment, seen *observed) (*output.Backtest, error) {
	model, scenario := x.models[0], x.scenarios[0]
	series, column, err := seen.pick(b.series, b.column, study.Replayable(model))
	if err != nil {
		return nil, err
	}
	past, err := seen.split(column, scenario)
	if err != nil {
		return nil, err
	}
	run := x.loaded.Run
	samples, err := study.Replay{
		Model: model, Series: series, Observed: past.within, Design: designOf(run, []*sim.Model{model}), Trials: run.Trials, Workers: int(b.workers.value),
	}.Play(ctx)
	if err != nil {
		return nil, err
	}
	found := output.NewBacktest(past.within, samples, past.before)
	found.Missing, found.Gaps = past.missing, past.gaps
	found.Scenario, found.Title, found.Hash, found.Seed, found.Series = x.loaded.Name, x.loaded.Title, x.hash, run.Seed, series
	return found, nil
}

func (b *backtest) show(found *output.Backtest) error {
	if b.json {
		return table.BacktestJSON(b.Out, found)
	}
	return text.Backtest(b.Out, found, text.Options{Width: b.width(b.Out), Color: b.color(b.Out)})
}

// keep writes the results folder.
func (b *backtest) keep(x *experiment, found *output.Backtest, began time.Time) error {
	if b.noSave {
		return nil
	}
	place := b.absolute(filepath.Join(resultsName, "backtest-"+output.Stem(x.loaded.Name)+"-"+x.hash[:8]))
	if b.out != "" {
		place = b.absolute(b.out)
	}
	f, err := b.openFolder(place, b.force)
	if err != nil {
		return err
	}
	defer f.discard()
	if err := f.writeAll(
		content{resolvedName, bytesOf(x.yaml)},
		content{"backtest.csv", func(w io.Writer) error { return table.BacktestCSV(w, found) }},
		content{"backtest.json", func(w io.Writer) error { return table.BacktestJSON(w, found) }},
	); err != nil {
		return err
	}
	keep := f.keepFound
	if !b.noPlots {
		keep = func(found any) error { return f.keepFigures(found, figure.Style{Size: b.size, Theme: b.theme}) }
	}
	if err := keep(found); err != nil {
		return err
	}
	return b.seal(f, table.ManifestRun{
		Scenario: x.loaded.Name, Hash: x.hash, Seed: x.loaded.Run.Seed, Sampling: x.loaded.Run.Sampling, Asked: int64(found.Trials), Trials: int64(found.Trials),
		Complete: true, Version: version(), GoArch: runtime.GOARCH, GoVersion: runtime.Version(),
	}, began, 0, b.json)
}
