package app

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"magnetsim/output"
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
)

const runHelp = `Play a scenario under each of its policies, on the same draws, and say how large
the shortfall is, for whom, and what each policy changes. The scenario is a
shipped one by its name or a file by its path.

Everything is saved in results/NAME-HASH, where HASH is that of the resolved
scenario: the same scenario, trials and seed always have the same folder and the
same bytes in it, whatever the number of workers. It holds the resolved scenario,
which runs again as it is; the summary as JSON, CSV and Markdown; the trials as
Parquet; time series and assumptions; columns.csv, which explains the columns of
all these; the main figures as SVG and PNG, each with its data and a text for
those who cannot see it; report.html, a page to read and print; the report whole,
from which other commands draw and write more without playing again ("magnetsim
plot": every figure, also as PDF and Vega-Lite); and a manifest with the hashes of
all.

Ctrl-C finishes the trials that are being played and keeps what there is, marked
incomplete; a second one quits at once.

` + resumeHelp

// mostWorkers is the number of workers that nothing is gained beyond: each takes
// memory of its own. (8 where cores are few, so that a command is not refused there.)
var mostWorkers = uint64(max(8, 4*runtime.NumCPU()))

// run is one run of the verb.
type run struct {
	frame
	choice

	trialsCSV bool
	dryRun    bool

	required bool            // --require-precision
	checks   [][]study.Reach // of the precision, time by time
}

func (a *App) runVerb() *cobra.Command {
	r := &run{frame: frame{App: a, verb: "run", data: "summary"}}
	c := &cobra.Command{
		Use:   "run SCENARIO",
		Short: "Play a scenario and report shortfalls",
		Long:  runHelp + "\n\n" + samplingHelp + "\n\n" + precisionHelp + "\n\n" + criteriaHelp + "\n\n" + precedence + "\n\n" + exitHelp,
		Example: `  magnetsim run india-2026
  magnetsim run minimal --trials 1000 --set stockpiles.national.initial='50 t'
  magnetsim run my.yaml --policy none --policy sixty --seed 2 -o out
  magnetsim run minimal --set criteria.enough='P(shortfall.total > 50 t) <= 20%'
  magnetsim run my.yaml --json --no-save | jq '.tables.summary[] | select(.statistic == "p95")'`,
		Args:              exactly(1, "which scenario: a shipped name or the path of a file"),
		ValidArgsFunction: scenarioArgs(1),
		RunE:              func(cmd *cobra.Command, args []string) error { return r.run(cmd, args[0]) },
	}
	r.choice.add(a, c)
	r.choice.addRun(c)
	r.choice.addPrecision(c)
	r.flags(c)
	r.resumes(c)
	f := c.Flags()
	f.BoolVar(&r.trialsCSV, "trials-csv", false, "also write the trials as trials.csv, about three times as large")
	f.BoolVar(&r.required, "require-precision", false, "exit with 5 where the precision is not reached")
	f.BoolVar(&r.dryRun, "dry-run", false, "say what would be played and written, and how long it takes")
	c.PreRunE = func(cmd *cobra.Command, _ []string) error {
		return errors.Join(r.check(cmd), apart(cmd, "dry-run", "json"), apart(cmd, "no-save", "resume"), r.apartFromSets(cmd))
	}
	return c
}

// oneOf refuses the word of a flag that is not one of those known.
func oneOf(flag, word string, known []string) error {
	if slices.Contains(known, word) {
		return nil
	}
	return fmt.Errorf("--%s %s: there are %s", flag, word, strings.Join(known, ", "))
}

func (r *run) run(cmd *cobra.Command, arg string) error {
	loaded, err := r.mustLoad(arg, r.options(cmd))
	if err != nil {
		return err
	}
	x, err := newExperiment(loaded)
	if err != nil {
		return err
	}
	if r.required && len(x.precision) == 0 {
		return errors.New("--require-precision needs a precision: give --precision, or run.precision in the file")
	}
	if r.dryRun {
		return r.rehearse(cmd.Context(), x)
	}
	return r.perform(cmd.Context(), x)
}

// perform plays an experiment, shows and saves what came out.
func (r *run) perform(ctx context.Context, x *experiment) error {
	to, err := r.open(x)
	if err != nil {
		return err
	}
	defer to.discard()
	ctx, bar, end := r.playing(ctx, to)
	defer end()

	settling, ranking := x.settle(), r.rank(x)
	sample, err := r.play(ctx, x, to, bar, settling.take, ranking.take)
	bar.stop()
	if err != nil {
		return err
	}
	if sample.OK() == 0 {
		if ctx.Err() == nil && to != nil {
			to.journal.remove() // played again, all would fail again
		}
		return nothing(ctx, sample)
	}
	ranked := make(chan struct{})
	var drivers *output.Drivers
	var worst []output.WorstInputs
	go func() { // which takes as long as the report
		defer close(ranked)
		drivers, worst = ranking.told(sample.OK()), ranking.worst(x)
	}()
	report := output.Build(sample, x.facts)
	<-ranked
	report.Convergence, report.Drivers, report.Worst = settling.told(), drivers, worst
	if to != nil && !sample.Complete {
		r.say("Interrupted: %s of %s trials were played; the results are marked incomplete.", grouped(int(sample.Done)), grouped(int(sample.Asked)))
	}
	told := r.tell(to, report, r.besides(x, report)...)
	switch {
	case told != nil && !errors.Is(told, syscall.EPIPE):
		return told
	case ctx.Err() != nil:
		return interrupted{}
	}
	if err := r.precise(x, sample); err != nil {
		return err
	}
	if err := unmetIn(report); err != nil {
		return err
	}
	return told
}

// play plays the experiment, shows its trials to those who gather, and writes them
// into the folder.
func (r *run) play(ctx context.Context, x *experiment, folder *folder, bar progress, gather ...func(mc.Rows)) (*mc.Sample, error) {
	p := x.plan(int(r.workers.value))
	trials, err := r.trialFiles(folder, x)
	if err != nil {
		return nil, err
	}
	p.Rows = func(rows mc.Rows) error {
		for _, take := range gather {
			take(rows)
		}
		if trials == nil {
			return nil
		}
		return trials.write(rows)
	}
	p.Progress = bar.update
	if folder != nil && folder.journal != nil {
		p.Journal = folder.journal
	}
	sample, err := r.playTo(ctx, x, p)
	if closed := trials.close(); err == nil {
		err = closed
	}
	return sample, err
}

// nothing says why there is no result.
func nothing(ctx context.Context, s *mc.Sample) error {
	if s.Failed > 0 {
		return fmt.Errorf("all %d trials failed; the first, trial %d: %s", s.Failed, s.FirstFail, s.FirstError)
	}
	if ctx.Err() != nil {
		return errors.Join(interrupted{}, errors.New("interrupted before the first trial was done; nothing is saved"))
	}
	return errors.New("no trial was played")
}
