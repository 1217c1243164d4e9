package verbs

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/sim/mc"
	"magnetsim/sim/unit"
)

const runHelp = `Play a scenario under each of its policies, on the same draws, and say how large
the shortfall is, for whom, and what each policy changes. The scenario is a
shipped one by its name or a file by its path.

Everything is saved in results/NAME-HASH, where HASH is that of the resolved
scenario: the same scenario, trials and seed always have the same folder and the
same bytes in it, but for the manifest, whatever the number of workers. It holds the resolved scenario,
which runs again as it is; the summary as JSON, CSV and Markdown; the trials as
Parquet, with their inputs and main metrics (--trials-all stores every metric); time
series and assumptions; columns.csv, which explains the columns of all these; the main figures as SVG and PNG, each with its data and a text for
those who cannot see it; report.html, a page to read and print; the report whole,
from which other commands draw and write more without playing again ("magnetsim
plot": every figure, also as PDF and Vega-Lite); and a manifest with the hashes of
all.

Ctrl-C finishes the trials that are being played and keeps what there is, marked
incomplete; a second one quits at once.

` + frame.ResumeHelp

// run is one run of the verb.
type run struct {
	frame.Frame
	frame.Choice

	trialsCSV bool
	trialsAll bool
	dryRun    bool

	required bool // --require-precision
}

func runCommand(a *app.App) *cobra.Command {
	r := &run{Frame: frame.Frame{App: a, Verb: "run", Data: "summary"}}
	c := &cobra.Command{
		Use:   "run SCENARIO",
		Short: "Play a scenario and report shortfalls",
		Long:  runHelp + "\n\n" + frame.SamplingHelp + "\n\n" + precisionHelp + "\n\n" + criteriaHelp + "\n\n" + frame.Precedence + "\n\n" + app.ExitHelp,
		Example: `  magnetsim run india-2026
  magnetsim run minimal --trials 1000 --set stockpiles.national.initial='50 t'
  magnetsim run my.yaml --policy none --policy sixty --seed 2 -o out
  magnetsim run minimal --set criteria.enough='P(shortfall.total > 50 t) <= 20%'
  magnetsim run my.yaml --json --no-save | jq '.tables.summary[] | select(.statistic == "p95")'`,
		Args:              frame.Exactly(1, "which scenario: a shipped name or the path of a file"),
		ValidArgsFunction: frame.ScenarioArgs(1),
		RunE:              func(cmd *cobra.Command, args []string) error { return r.run(cmd, args[0]) },
	}
	r.Choice.Add(a, c)
	r.Choice.AddRun(c)
	r.Choice.AddPrecision(c)
	r.Flags(c)
	r.Resumes(c)
	f := c.Flags()
	f.BoolVar(&r.trialsCSV, "trials-csv", false, "also write the trials as trials.csv, about three times as large")
	f.BoolVar(&r.trialsAll, "trials-all", false, "store every metric of a trial, not the main ones alone; about three times as large")
	f.BoolVar(&r.required, "require-precision", false, "exit with 5 where the precision is not reached")
	f.BoolVar(&r.dryRun, "dry-run", false, "say what would be played and written, and how long it takes")
	c.PreRunE = func(cmd *cobra.Command, _ []string) error {
		return errors.Join(r.Check(cmd), frame.Apart(cmd, "dry-run", "json"), frame.Apart(cmd, "no-save", "resume"), r.ApartFromSets(cmd))
	}
	return c
}

func (r *run) run(cmd *cobra.Command, arg string) error {
	loaded, err := r.MustLoad(arg, r.Options(cmd))
	if err != nil {
		return err
	}
	x, err := experiment.New(loaded)
	if err != nil {
		return err
	}
	if r.required && len(x.Precision) == 0 {
		return errors.New("--require-precision needs a precision: give --precision, or run.precision in the file")
	}
	if r.dryRun {
		return r.rehearse(cmd.Context(), x)
	}
	return r.perform(cmd.Context(), x)
}

// perform plays an experiment, shows and saves what came out.
func (r *run) perform(ctx context.Context, x *experiment.Experiment) error {
	to, err := r.open(x)
	if err != nil {
		return err
	}
	defer to.Discard()
	ctx, bar, end := r.Playing(ctx, to)
	defer end()

	done, err := r.play(ctx, x, to, bar)
	bar.Stop()
	if err != nil {
		return err
	}
	sample, report := done.Sample, done.Report
	if report == nil {
		if ctx.Err() == nil && to != nil {
			to.Journal.Remove() // played again, all would fail again
		}
		return nothing(ctx, sample)
	}
	if to != nil && !sample.Complete {
		r.Say("Interrupted: %s of %s trials were played; the results are marked incomplete.", unit.Grouped(int(sample.Done)), unit.Grouped(int(sample.Asked)))
	}
	told := r.Tell(to, report, r.besides(x, report)...)
	switch {
	case told != nil && !errors.Is(told, syscall.EPIPE):
		return told
	case ctx.Err() != nil:
		return app.Interrupted{}
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
func (r *run) play(ctx context.Context, x *experiment.Experiment, to *folder.Folder, bar app.Progress) (*experiment.Played, error) {
	trials, err := r.trialFiles(to, x)
	if err != nil {
		return nil, err
	}
	how := experiment.Playing{Workers: int(r.Workers.Value), Drivers: !r.NoSave, Progress: bar.Update}
	if trials != nil {
		how.Rows = trials.write
	}
	if to != nil && to.Journal != nil {
		how.Journal = to.Journal
	}
	done, err := x.Play(ctx, how)
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
		return errors.Join(app.Interrupted{}, errors.New("interrupted before the first trial was done; nothing is saved"))
	}
	return errors.New("no trial was played")
}
