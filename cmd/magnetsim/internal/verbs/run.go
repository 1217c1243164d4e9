package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

type run struct {
	frame.Frame

	trialsCSV bool
	trialsAll bool
	dryRun    bool

	required bool // --require-precision
	shard    part
}

func runCommand(a *app.App) *cobra.Command {
	r := &run{Frame: frame.Frame{App: a, Verb: "run", Plays: true, Data: "summary"}}
	c := r.Command(frame.OneScenario, r.run)
	r.addTrials(c)
	f := c.Flags()
	f.BoolVar(&r.required, "require-precision", false, "exit with code 5 if the precision is not reached")
	f.BoolVar(&r.dryRun, "dry-run", false, "show what would be played and written, and how long it would take, without playing")
	frame.Apart(c, "dry-run", "json")
	r.Resumes(c)
	r.Add(a, c)
	r.AddRun(c)
	r.AddPrecision(c)
	r.shard.add(c, "trials-csv", "trials-all", "precision", "require-precision")
	return c
}

// addTrials defines the flags of the files of trials.
func (r *run) addTrials(c *cobra.Command) {
	f := c.Flags()
	f.BoolVar(&r.trialsCSV, "trials-csv", false, "also write the trials as trials.csv, which is about three times as large")
	f.BoolVar(&r.trialsAll, "trials-all", false, "store every metric of a trial, not only the main ones; about three times as large")
}

func (r *run) run(ctx context.Context, args []string) error {
	x, err := r.Experiment(args[0], r.Options())
	if err != nil {
		return err
	}
	if r.required && len(x.Precision) == 0 {
		return errors.New("--require-precision needs a precision: give --precision, or run.precision in the file")
	}
	switch {
	case r.dryRun:
		return r.rehearse(ctx, x)
	case r.shard.Of > 0:
		return r.playShard(ctx, x)
	}
	to, err := r.open(x)
	if err != nil {
		return err
	}
	return r.perform(ctx, x, to)
}

// perform plays an experiment, shows and saves what came out.
func (r *run) perform(ctx context.Context, x *experiment.Experiment, to *folder.Folder) error {
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
	failed := app.Each(report.Unmet(), func(v output.Verdict) string {
		return fmt.Sprintf("%s under %s", v.Criterion, report.Variants[v.Variant].Policy)
	})
	return cmp.Or(unmet(failed...), told)
}

// play plays the experiment, and writes its trials into the folder.
func (r *run) play(ctx context.Context, x *experiment.Experiment, to *folder.Folder, bar *app.Progress) (*experiment.Played, error) {
	how := experiment.Playing{Player: r.Player(), Drivers: true, Progress: bar.Update, NoSeries: r.NoSave} // no screen shows a time series
	trials := r.trialFiles(x)
	if to != nil {
		if err := trials.open(to.Create, r.trialsCSV); err != nil {
			return nil, err
		}
		how.Rows, how.Looks = trials.write, trials.metrics(x.Models[0])
		if to.Journal != nil {
			how.Journal = to.Journal
		}
	}
	done, err := x.Play(ctx, how)
	return done, cmp.Or(err, trials.close())
}

// nothing says why there is no result.
func nothing(ctx context.Context, s *mc.Sample) error {
	if s.Failed > 0 {
		return fmt.Errorf("all %d trials failed; the first, trial %d: %s", s.Failed, s.FirstFail, s.FirstError)
	}
	if ctx.Err() != nil {
		return app.Interrupted{}
	}
	return errors.New("no trial was played")
}

// open makes the results folder with its journal; nil where nothing is to be saved.
func (r *run) open(x *experiment.Experiment) (*folder.Folder, error) {
	to, err := r.OpenAs(x.Loaded.Name, x.Hash[:8])
	if err == nil {
		err = r.KeepJournal(to, x)
	}
	return to, err
}

// besides is what a run leaves more than others: the tables that people read. The trials
// are written as they are played.
func (r *run) besides(x *experiment.Experiment, report *output.Report) []folder.Content {
	r.Aside = []output.Table{{Name: "trials", Columns: append(file.AddressColumns(), r.trialFiles(x).columns...)}}
	return []folder.Content{
		folder.Resolved(x.YAML),
		{Name: "summary.md", Write: func(w io.Writer) error { return file.Write(w, "markdown", report.Head(), report.Paper(nil, nil)...) }},
	}
}

// precise tells whether the precision was reached, and returns an error where it
// was required and was not.
func (r *run) precise(x *experiment.Experiment, done *experiment.Played) error {
	if len(done.Checks) == 0 {
		return nil
	}
	var missed []string
	for _, reach := range done.Checks[len(done.Checks)-1] {
		if !reach.Met {
			missed = append(missed, short(reach, x))
		}
	}
	switch {
	case missed == nil:
		r.Note("Precision reached after %s trials.", unit.Grouped(done.Sample.Done))
	case r.required:
		return app.Failure{Code: app.ExitImprecise, Text: "not converged: " + strings.Join(missed, "; ")}
	default:
		r.Say("The precision was not reached within %s trials: %s", unit.Grouped(done.Sample.Done), strings.Join(missed, "; "))
	}
	return nil
}

// short says how far a statistic is from what was asked for.
func short(reach study.Reach, x *experiment.Experiment) string {
	name := fmt.Sprintf("%s under %s", reach.Target.Line, x.Variants[reach.Variant].Policy)
	half := reach.Half()
	if math.IsNaN(half) || half == 0 || !(reach.Want > 0) {
		return name + ": too few trials have any"
	}
	return fmt.Sprintf("%s: ±%s, but ±%s is required; about %s trials would be enough", name, unit.Format(half, reach.Unit), unit.Format(reach.Want, reach.Unit),
		unit.Grouped(int(math.Ceil(float64(reach.Trials)*math.Pow(1.15*half/reach.Want, 2)/100))*100))
}

// unmet is the failure of criteria that policies failed, nil where there are none; the
// results are saved all the same.
func unmet(failed ...string) error {
	if len(failed) == 0 {
		return nil
	}
	return app.Failure{Code: app.ExitCriteria, Text: "criteria failed: " + strings.Join(failed, "; ")}
}
