package app

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	"github.com/spf13/cobra"

	"magnetsim/sim/mc"
	"magnetsim/sim/unit"
)

const runHelp = `Play a scenario under each of its policies, on the same draws, and say how large
the shortfall is, for whom, and what each policy changes. The scenario is a
shipped one by its name or a file by its path.

Everything is saved in results/NAME-HASH, where HASH is that of the resolved
scenario: the same scenario, trials and seed always have the same folder and the
same bytes in it, whatever the number of workers. It holds the resolved scenario,
which runs again as it is; the summary as JSON, CSV and Markdown; the trials as
Parquet and CSV; time series and assumptions; columns.csv, which explains the
columns of all these; figures; report.html, a page to read and print; the report
whole, from which other commands draw and write more without playing again; and a
manifest with the hashes of all.

Ctrl-C finishes the trials that are being played and keeps what there is, marked
incomplete; a second one quits at once. ` + resumeHelp

// run is one run of the verb.
type run struct {
	frame
	choice

	trialsCSV bool
	dryRun    bool

	required bool // --require-precision
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
	f.BoolVar(&r.trialsCSV, "trials-csv", false, "write trials.csv also above 100,000 trials")
	f.BoolVar(&r.required, "require-precision", false, "exit with 5 where the precision is not reached")
	f.BoolVar(&r.dryRun, "dry-run", false, "say what would be played and written, and how long it takes")
	c.PreRunE = func(cmd *cobra.Command, _ []string) error {
		return errors.Join(r.check(cmd), apart(cmd, "dry-run", "json"), apart(cmd, "no-save", "resume"), r.apartFromSets(cmd))
	}
	return c
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

	done, err := r.play(ctx, x, to, bar)
	bar.stop()
	if err != nil {
		return err
	}
	sample, report := done.sample, done.report
	if report == nil {
		if ctx.Err() == nil && to != nil {
			to.journal.remove() // played again, all would fail again
		}
		return nothing(ctx, sample)
	}
	if to != nil && !sample.Complete {
		r.say("Interrupted: %s of %s trials were played; the results are marked incomplete.", unit.Grouped(int(sample.Done)), unit.Grouped(int(sample.Asked)))
	}
	told := r.tell(to, report, r.besides(x, report)...)
	switch {
	case told != nil && !errors.Is(told, syscall.EPIPE):
		return told
	case ctx.Err() != nil:
		return interrupted{}
	}
	if err := r.precise(x, done); err != nil {
		return err
	}
	if err := unmetIn(report); err != nil {
		return err
	}
	return told
}

// play plays the experiment, and writes its trials into the folder.
func (r *run) play(ctx context.Context, x *experiment, to *folder, bar progress) (*played, error) {
	trials, err := r.trialFiles(to, x)
	if err != nil {
		return nil, err
	}
	how := playing{workers: int(r.workers.value), drivers: !r.noSave, progress: bar.update}
	if trials != nil {
		how.rows = trials.write
	}
	if to != nil && to.journal != nil {
		how.journal = to.journal
	}
	done, err := x.play(ctx, how)
	if closed := trials.close(); err == nil {
		err = closed
	}
	return done, err
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
