package app

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"magnetsim/output"
	"magnetsim/output/table"
	"magnetsim/output/text"
	"magnetsim/sim/study"
)

const sobolHelp = `Sobol: how much of the outcome's variance each group explains alone (first-order index)
and together with others (total index), with 95% bootstrap intervals; what may be zero
is shown as ~. A curb then has also the times at which it comes, and one more group is
chance: demand shocks and outages. It takes the trials of --trials (or of the file) once
for every group and twice more.`

// divide plays a scenario and shows how the variance of a metric divides.
func (s *sensitivity) divide(c *cobra.Command, arg string) error {
	a, err := s.prepare(c, arg)
	if err != nil {
		return err
	}
	if len(a.groups) == 0 {
		return errors.New("nothing of the scenario is drawn: there is no variance to divide")
	}
	d := study.Division{
		Model: a.model(), Groups: a.groups, Metric: a.metric, Seed: a.x.loaded.Run.Seed, Trials: a.x.loaded.Run.Trials, Workers: int(s.further.workers.value),
	}
	if err := s.open(a); err != nil {
		return err
	}
	defer a.folder.discard()
	found, err := a.playDivision(c.Context(), d)
	if err != nil {
		return err
	}
	m := d.Model.Metrics()[d.Metric]
	told := output.BuildSobol(output.Sobol{
		Scenario: a.x.loaded.Name, Title: a.x.facts.Title, SourceLine: a.x.facts.SourceLine, NoteLine: a.x.facts.NoteLine, Variant: a.x.variants[0], Seed: d.Seed, Metric: m.Name, Unit: m.Unit,
		Trials: int64(d.Trials), Runs: int64(d.Runs()),
	}, d.Groups, found)
	if err := s.show(func() error { return table.SobolJSON(s.Out, told) }, func(o text.Options) error { return text.Sobol(s.Out, told, o) }); err != nil {
		return err
	}
	return a.keep(told, d.Runs(), int(told.Missing)*(len(d.Groups)+2), s.json,
		content{"sobol.json", func(w io.Writer) error { return table.SobolJSON(w, told) }},
		content{"sobol.csv", func(w io.Writer) error { return table.SobolCSV(w, told) }})
}

// show writes what was found as data or for people.
func (s *sensitivity) show(data func() error, people func(text.Options) error) error {
	if s.json {
		return data()
	}
	return people(text.Options{Width: s.width(s.Out), Color: s.color(s.Out)})
}

// playDivision plays a division once it has said what that takes.
func (a *ask) playDivision(ctx context.Context, d study.Division) (found *study.Variance, err error) {
	a.note("%s and 2 more designs of %s trials: %s trials in all.", plural(len(d.Groups), "group"), grouped(d.Trials), grouped(d.Runs()))
	err = a.play(ctx, func(ctx context.Context, progress func(done, total int)) (err error) {
		d.Progress = progress
		found, err = study.Divide(ctx, d)
		return err
	})
	return found, err
}

// play shows the progress of a work that an interrupt ends, and names the metric in
// its error.
func (a *ask) play(ctx context.Context, work func(ctx context.Context, progress func(done, total int)) error) error {
	bar := a.progress()
	defer bar.stop()
	ctx, release := a.interruptible(ctx, bar, a.folder)
	defer release()
	err := work(ctx, bar.update)
	if ctx.Err() != nil {
		return errors.Join(interrupted{}, errors.New("interrupted before all was played; nothing is saved"))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", a.model().Metrics()[a.metric].Name, err)
	}
	return nil
}
