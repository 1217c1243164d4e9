package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// ask is a scenario that is played again, and what is asked of it.
type ask struct {
	x      *experiment.Experiment
	model  *sim.Model
	at     int // of metric
	metric sim.Metric
	own    []study.Pattern
	groups []study.Group
}

// prepare loads a scenario and finds the metric and the groups.
func (s *sensitivity) prepare(arg string) (a *ask, err error) {
	a = &ask{}
	if a.own, err = patterns(s.groups); err != nil {
		return nil, s.Misused(err)
	}
	if dir, err := folder.Find(s.App, arg); err == nil && !s.IsShipped(arg) {
		return nil, fmt.Errorf("%s is a results folder, but --method %s needs a scenario\n  give %s", arg, s.method, filepath.Join(s.Shown(dir), experiment.ResolvedName))
	}
	if a.x, err = s.Experiment(arg, s.options()); err != nil {
		return nil, err
	}
	if a.at, a.metric, err = frame.Outcome(s.App, a.x, s.metric); err != nil {
		return nil, err
	}
	a.model = a.x.Models[0]
	a.groups, err = study.Groups(a.model, a.own, s.each)
	return a, err
}

// options are what of the scenario is played. Trials are of the file only where they are
// those of a design.
func (s *sensitivity) options() scenarios.Options {
	all := s.Options()
	if s.policy != "" {
		all.Policies = []string{s.policy}
	}
	if s.method == methodMorris { // its trials are none of the file's
		all.Sets = slices.DeleteFunc(all.Sets, func(set string) bool { return strings.HasPrefix(set, "run.trials=") })
	}
	return all
}

// patterns reads the groups of one's own.
func patterns(given []string) ([]study.Pattern, error) {
	var all []study.Pattern
	for _, text := range given {
		name, match, ok := strings.Cut(text, "=")
		name, match = strings.TrimSpace(name), strings.TrimSpace(match)
		if !ok || name == "" || match == "" {
			return nil, fmt.Errorf("--group %q: write a name and a pattern, such as 'timing=curbs.*.wait'", text)
		}
		all = append(all, study.Pattern{Group: name, Match: match})
	}
	return all, nil
}

// tell plays what is asked, of so many trials, and tells what was found.
func (s *sensitivity) tell(ctx context.Context, a *ask, trials int, find func(ctx context.Context, head output.Head, progress func(done, total int)) (output.Finding, error)) error {
	question := []any{s.method, a.x.Hash, a.metric.Name, s.groups, s.each, s.Trials.Value, s.trajectories.Value, s.levels.Value}
	return s.Answer(ctx, a.x, question, "", func(ctx context.Context, progress func(done, total int)) (output.Finding, error) {
		h := a.x.Head(s.Verb)
		h.Sampling, h.Asked, h.Trials = experiment.Independent, int64(trials), int64(trials)
		found, err := find(ctx, h, progress)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a.metric.Name, err)
		}
		return found, nil
	})
}

// divide plays a scenario and shows how the variance of a metric divides.
func (s *sensitivity) divide(ctx context.Context, arg string) error {
	a, err := s.prepare(arg)
	if err != nil {
		return err
	}
	if len(a.groups) == 0 {
		return errors.New("the scenario draws nothing at random, so there is no variance to divide")
	}
	run := a.x.Loaded.Run
	d := study.Division{Model: a.model, Groups: a.groups, Metric: a.at, Seed: run.Seed, Trials: run.Trials, Player: a.x.Knowing(s.Player())}
	return s.tell(ctx, a, d.Trials, func(ctx context.Context, head output.Head, progress func(done, total int)) (output.Finding, error) {
		s.Note("%s and 2 more designs of %s trials: %s trials in all.", unit.Counted(len(d.Groups), "group"), unit.Grouped(d.Trials), unit.Grouped(d.Played()))
		d.Progress = progress
		found, err := study.Divide(ctx, d)
		if err != nil {
			return nil, err
		}
		return output.BuildSobol(output.Sobol{Head: head, Variant: a.x.Variants[0], Metric: a.metric.Name, Unit: a.metric.Unit}, d.Groups, found), nil
	})
}

// moves plays a scenario and shows what moves a metric.
func (s *sensitivity) moves(ctx context.Context, arg string) error {
	a, err := s.prepare(arg)
	if err != nil {
		return err
	}
	if a.groups, err = figures(a.model, a.groups, a.own); err != nil {
		return err
	}
	m := study.Screening{
		Model: a.model, Groups: a.groups, Metric: a.at, Seed: a.x.Loaded.Run.Seed, Player: a.x.Knowing(s.Player()),
		Trajectories: int(s.trajectories.Value), Levels: int(s.levels.Value), Trials: int(s.worlds()),
	}
	return s.tell(ctx, a, m.Played(), func(ctx context.Context, head output.Head, progress func(done, total int)) (output.Finding, error) {
		s.Note("%s trajectories of %s points in %s: %s trials in all.", unit.Grouped(m.Trajectories), unit.Grouped(len(m.Groups)+1), unit.Counted(m.Trials, "world"), unit.Grouped(m.Played()))
		m.Progress = progress
		found, err := study.Screen(ctx, m)
		if err != nil {
			return nil, err
		}
		return output.BuildMorris(output.Morris{
			Head: head, Variant: a.x.Variants[0], Metric: a.metric.Name, Unit: a.metric.Unit, Worlds: int64(m.Trials), Levels: int64(m.Levels),
		}, m.Groups, found), nil
	})
}

// worlds are the trials of each point of a trajectory.
func (s *sensitivity) worlds() uint64 { return cmp.Or(s.Trials.Value, sim.Lanes) }

// figures leaves what can be moved. A group of one's own that is chance alone is
// refused.
func figures(m *sim.Model, groups []study.Group, own []study.Pattern) ([]study.Group, error) {
	left := study.Figures(m, groups)
	for _, p := range own {
		if !slices.ContainsFunc(left, func(g study.Group) bool { return slices.ContainsFunc(g.Members, p.Matches) }) {
			return nil, fmt.Errorf("group %s: %q matches only chance, which --method morris cannot move\n  --method sobol shows its share of the variance", p.Group, p.Match)
		}
	}
	if len(left) == 0 {
		return nil, errors.New("the scenario has no uncertain figure, so there is nothing to move")
	}
	return left, nil
}
