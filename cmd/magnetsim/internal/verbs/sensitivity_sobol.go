package verbs

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
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
		Model: a.model(), Groups: a.groups, Metric: a.metric, Seed: a.x.Loaded.Run.Seed, Trials: a.x.Loaded.Run.Trials, Workers: int(s.Workers.Value),
	}
	return s.Answer(a.x, s.question(a), func(to *folder.Folder) (output.Finding, error) {
		found, err := s.playDivision(c.Context(), a, to, d)
		if err != nil {
			return nil, err
		}
		m := d.Model.Metrics()[d.Metric]
		return output.BuildSobol(output.Sobol{Head: s.playedHead(a, d.Trials), Variant: a.x.Variants[0], Metric: m.Name, Unit: m.Unit}, d.Groups, found), nil
	})
}

// playDivision plays a division once it has said what that takes.
func (s *sensitivity) playDivision(ctx context.Context, a *ask, to *folder.Folder, d study.Division) (found *study.Variance, err error) {
	s.Note("%s and 2 more designs of %s trials: %s trials in all.", unit.Counted(len(d.Groups), "group"), unit.Grouped(d.Trials), unit.Grouped(d.Played()))
	err = s.play(ctx, a, to, func(ctx context.Context, progress func(done, total int)) (err error) {
		d.Progress = progress
		found, err = study.Divide(ctx, d)
		return err
	})
	return found, err
}

// play shows the progress of a work that an interrupt ends, and names the metric in
// its error.
func (s *sensitivity) play(ctx context.Context, a *ask, to *folder.Folder, work func(ctx context.Context, progress func(done, total int)) error) error {
	ctx, bar, end := s.Playing(ctx, to)
	defer end()
	err := work(ctx, bar.Update)
	if ctx.Err() != nil {
		return errors.Join(app.Interrupted{}, errors.New("interrupted before all was played; nothing is saved"))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", a.model().Metrics()[a.metric].Name, err)
	}
	return nil
}
