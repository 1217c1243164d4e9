package verbs

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

const groupsHelp = `With --method sobol or morris a SCENARIO is played again, drawn independently whatever
run.sampling says, under one policy. Both look at groups: a curb with all its figures;
the same figure of all sectors; all plants, all sources, all materials. --each makes
every figure a group of its own, --group 'timing=curbs.*.wait' one of all whose name
matches, where * stands for any text; the first that matches has it, and several of one
NAME are one group. What correlations tie becomes one group: only what is independent
can be moved by itself. Results are saved in a folder, figures included.`

// furtherWay are the flags of sensitivity that only further runs take.
type furtherWay struct {
	sets         []string
	groups       []string
	each         bool
	trials       frame.Whole
	trajectories frame.Whole
	levels       frame.Whole
	seed         frame.Whole
}

// The methods of sensitivity.
const (
	methodStored = "stored"
	methodSobol  = "sobol"
	methodMorris = "morris"
)

// takenBy are the flags that not all methods take, with those that do.
var takenBy = []struct {
	flags, methods []string
}{
	{[]string{"all"}, []string{methodStored}},
	{[]string{"group", "each", "set", "trials", "seed"}, []string{methodSobol, methodMorris}},
	{[]string{"trajectories", "levels"}, []string{methodMorris}},
}

func (s *sensitivity) addMethod(c *cobra.Command) {
	f, w := c.Flags(), &s.further
	w.trials = frame.Whole{Least: 1, Most: frame.MostTrials}
	w.trajectories = frame.Whole{Value: usualTrajectories, Least: study.FewestTrajectories, Most: mostTrajectories}
	w.levels = frame.Whole{Value: usualLevels, Least: 4, Most: mostGrid}
	f.StringVar(&s.method, "method", methodStored, "look at `stored` trials, or play further ones: sobol or morris")
	f.StringArrayVar(&w.groups, "group", nil, "sobol, morris: a group of one's own, `NAME=PATTERN` (repeat for several)")
	f.BoolVar(&w.each, "each", false, "sobol, morris: every figure a group of its own")
	f.StringArrayVar(&w.sets, "set", nil, "sobol, morris: change a value, written as in a file: `path=value`")
	f.Var(&w.trials, "trials", "sobol: play `N` trials of each design; morris: of each point (default 32)")
	f.Var(&w.trajectories, "trajectories", "morris: move every group once in each of `R` trajectories")
	f.Var(&w.levels, "levels", "morris: figures lie on `P` levels of their quantiles, an even number")
	f.Var(&w.seed, "seed", "sobol, morris: seed of all draws, `N`")
	f.Lookup("trials").DefValue = "0" // by the method, or the file
	frame.Must(c.RegisterFlagCompletionFunc("method", frame.Fixed([]string{methodStored, methodSobol, methodMorris})))
}

// checkMethod refuses flags that belong to another method.
func (s *sensitivity) checkMethod(c *cobra.Command) error {
	if err := frame.OneOf("method", s.method, []string{methodStored, methodSobol, methodMorris}); err != nil {
		return err
	}
	for _, t := range takenBy {
		for _, name := range t.flags {
			if c.Flags().Changed(name) && !slices.Contains(t.methods, s.method) {
				return fmt.Errorf("--%s is for --method %s, not %s", name, strings.Join(t.methods, " or "), s.method)
			}
		}
	}
	switch {
	case s.method == methodSobol && c.Flags().Changed("trials") && s.further.trials.Value < study.FewestTrials:
		return fmt.Errorf("--trials %s: give a whole number from %d for --method sobol", &s.further.trials, study.FewestTrials)
	case s.method == methodMorris && s.worlds()*s.further.trajectories.Value > frame.MostTrials:
		return fmt.Errorf("--trajectories %s of %s trials are too many: give fewer of either", &s.further.trajectories, unit.Grouped(s.worlds()))
	case s.further.levels.Value%2 == 1:
		return fmt.Errorf("--levels %s: give an even number, of which half can be moved", &s.further.levels)
	}
	return errors.Join(s.Check(c), s.choice().ApartFromSets(c))
}

// choice is what of the scenario is played. Trials are of the file only where they are
// those of a design.
func (s *sensitivity) choice() *frame.Choice {
	c := &frame.Choice{Case: s.world, Sets: s.further.sets, Trials: s.further.trials, Seed: s.further.seed}
	if s.policy != "" {
		c.Policies = []string{s.policy}
	}
	return c
}

// ask is a scenario that is played again, and what is asked of it.
type ask struct {
	x      *experiment.Experiment
	metric int
	own    []study.Pattern
	groups []study.Group
}

// prepare loads a scenario and finds the metric and the groups.
func (s *sensitivity) prepare(c *cobra.Command, arg string) (*ask, error) {
	own, err := patterns(s.further.groups)
	if err != nil {
		return nil, app.Misused(err, c.CommandPath())
	}
	if dir, err := folder.Find(s.App, arg); err == nil && !s.IsShipped(arg) {
		return nil, fmt.Errorf("%s holds results, and --method %s plays a scenario\n  give %s", arg, s.method, filepath.Join(s.Shown(dir), experiment.ResolvedName))
	}
	a := &ask{own: own}
	options := s.choice().Options(c)
	if s.method == methodMorris { // its trials are none of the file's
		options.Sets = slices.DeleteFunc(options.Sets, func(set string) bool { return strings.HasPrefix(set, "run.trials=") })
	}
	if a.x, err = s.Experiment(arg, options); err != nil {
		return nil, err
	}
	if a.metric, err = frame.MetricOf(a.model().Metrics(), s.metric); err != nil {
		return nil, err
	}
	metrics := a.model().Metrics()
	frame.OfFirst(s.App, s.metric, metrics[a.metric].Name, experiment.Chiefs(metrics))
	a.groups, err = study.Groups(a.model(), own, s.further.each)
	return a, err
}

func (a *ask) model() *sim.Model { return a.x.Models[0] }

// question is what is asked of the scenario, for the name of the results folder.
func (s *sensitivity) question(a *ask) []any {
	w := s.further
	return []any{s.method, a.x.Hash, a.model().Metrics()[a.metric].Name, w.groups, w.each, w.trials.Value, w.trajectories.Value, w.levels.Value}
}

// playedHead says what was played by further runs, of which so many trials failed.
func (s *sensitivity) playedHead(a *ask, runs int) output.Head {
	h := a.x.Head(s.Verb)
	h.Sampling, h.Asked, h.Trials = experiment.Independent, int64(runs), int64(runs)
	return h
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
