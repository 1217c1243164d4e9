package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

const morrisHelp = `Morris: how far the outcome moves as the figures of a group move by half of their
quantiles, one group after another along random trajectories: the mean size of these
elementary effects (μ*) and, of a single figure, their mean (μ) and spread (σ), which
tells figures whose effect bends or depends on others. 95% intervals by the bootstrap
over trajectories. Only figures of the file are moved. Chance is not (when curbs come
and change, demand shocks, outages): all points of a trajectory are played in the same
worlds, as many as --trials, and an effect is the mean change within them, exactly zero
of what does nothing. It takes fewer trials than Sobol: the trajectories times the
worlds, once for every group and once more.`

const (
	usualTrajectories = 40
	mostTrajectories  = 100_000
	usualLevels       = 8
	mostGrid          = 1000
)

// moves plays a scenario and shows what moves a metric.
func (s *sensitivity) moves(c *cobra.Command, arg string) error {
	a, err := s.prepare(c, arg)
	if err != nil {
		return err
	}
	if a.groups, err = figures(a.model(), a.groups, a.own); err != nil {
		return err
	}
	w := s.further
	m := study.Screening{
		Model: a.model(), Groups: a.groups, Metric: a.metric, Seed: a.x.Loaded.Run.Seed, Workers: int(s.Workers.Value),
		Trajectories: int(w.trajectories.Value), Levels: int(w.levels.Value), Trials: int(s.worlds()),
	}
	return s.Answer(a.x, s.question(a), func(to *folder.Folder) (output.Finding, error) {
		found, err := s.playScreening(c.Context(), a, to, m)
		if err != nil {
			return nil, err
		}
		metric := m.Model.Metrics()[m.Metric]
		return output.BuildMorris(output.Morris{
			Head: s.playedHead(a, m.Played()), Variant: a.x.Variants[0], Metric: metric.Name, Unit: metric.Unit, Worlds: int64(m.Trials), Levels: int64(m.Levels),
		}, m.Groups, found), nil
	})
}

// worlds are the trials of each point of a trajectory.
func (s *sensitivity) worlds() uint64 { return cmp.Or(s.further.trials.Value, sim.Lanes) }

// figures leaves what can be moved. A group of one's own that is chance alone is
// refused.
func figures(m *sim.Model, groups []study.Group, own []study.Pattern) ([]study.Group, error) {
	left := study.Figures(m, groups)
	for _, p := range own {
		if !slices.ContainsFunc(left, func(g study.Group) bool { return slices.ContainsFunc(g.Members, p.Matches) }) {
			return nil, fmt.Errorf("group %s: all that matches %q is chance, which --method morris does not move\n  --method sobol tells what it has of the variance", p.Group, p.Match)
		}
	}
	if len(left) == 0 {
		return nil, errors.New("no figure of the scenario is uncertain: there is nothing to move")
	}
	return left, nil
}

// playScreening plays a screening once it has said what that takes.
func (s *sensitivity) playScreening(ctx context.Context, a *ask, to *folder.Folder, m study.Screening) (found *study.Effects, err error) {
	s.Note("%s trajectories of %s points in %s: %s trials in all.", unit.Grouped(m.Trajectories), unit.Grouped(len(m.Groups)+1), unit.Counted(m.Trials, "world"), unit.Grouped(m.Played()))
	err = s.play(ctx, a, to, func(ctx context.Context, progress func(done, total int)) (err error) {
		m.Progress = progress
		found, err = study.Screen(ctx, m)
		return err
	})
	return found, err
}
