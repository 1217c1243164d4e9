package verbs

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// mostDriven values of inputs are looked at, and as many again for three inputs: with
// 60 inputs a hundred thousand trials, which take the bootstrap some ten seconds.
const mostDriven = 6_300_000

// driven is the number of trials that are looked at.
func driven(r *output.Report) int { return mostDriven / (len(r.Inputs) + 3) }

type sensitivity struct {
	frame.Frame
	metric, policy string
	all            bool

	method               string
	groups               []string
	each                 bool
	trajectories, levels frame.Whole
}

// The methods of sensitivity.
const (
	methodStored = "stored"
	methodSobol  = "sobol"
	methodMorris = "morris"
)

var methods = []string{methodStored, methodSobol, methodMorris}

// takenBy are the flags that not all methods take, with those that do.
var takenBy = []struct {
	flags, methods []string
}{
	{[]string{"all"}, []string{methodStored}},
	{[]string{"group", "each", "set", "trials", "seed"}, []string{methodSobol, methodMorris}},
	{[]string{"trajectories", "levels"}, []string{methodMorris}},
}

const (
	usualTrajectories = 40
	mostTrajectories  = 100_000
	usualLevels       = 8
	mostGrid          = 1000
)

func sensitivityCommand(a *app.App) *cobra.Command {
	s := &sensitivity{Frame: frame.Frame{App: a, Verb: "sensitivity", Plays: true}}
	c := s.Command(frame.Takes{
		Args:  frame.Count(1, 1, "results, by the path of a folder or its name in results; or, with --method, a scenario"),
		Words: s.arguments,
	}, func(ctx context.Context, args []string) error {
		switch s.method {
		case methodSobol:
			return s.divide(ctx, args[0])
		case methodMorris:
			return s.moves(ctx, args[0])
		}
		return s.stored(args[0])
	})
	s.Trials = frame.Whole{Least: 1, Most: frame.MostTrials}
	s.trajectories = frame.Whole{Value: usualTrajectories, Least: study.FewestTrajectories, Most: mostTrajectories}
	s.levels = frame.Whole{Value: usualLevels, Least: 4, Most: mostGrid}
	f := c.Flags()
	f.StringVar(&s.metric, "metric", "", "the outcome `METRIC`, such as shortfall.auto (default: that of the run)")
	f.StringVar(&s.policy, "policy", "", "under this `POLICY` (default: the first of the run)")
	f.StringVar(&s.Case, "case", "", "in this `CASE` (default: the first of the run)")
	f.BoolVar(&s.all, "all", false, "also show inputs that cannot be told from noise")
	f.StringVar(&s.method, "method", methodStored, "use the `stored` trials, or play more: sobol or morris")
	f.StringArrayVar(&s.groups, "group", nil, "sobol, morris: add a group of your own, `NAME=PATTERN` (repeat for several)")
	f.BoolVar(&s.each, "each", false, "sobol, morris: make every figure a group")
	f.StringArrayVar(&s.Sets, "set", nil, "sobol, morris: change a value, written as in a file: `path=value`")
	f.Var(&s.Trials, "trials", "play `N` trials of each design (sobol) or of each point (morris, default 32)")
	f.Var(&s.trajectories, "trajectories", "morris: move every group once in each of `R` trajectories")
	f.Var(&s.levels, "levels", "morris: move figures between `P` levels of their quantiles, an even number")
	f.Var(&s.Seed, "seed", "sobol, morris: use the seed `N` for all draws")
	f.Lookup("trials").DefValue = "0" // by the method, or the file
	s.Settle(c)
	frame.First(c, s.check)
	frame.Must(c.RegisterFlagCompletionFunc("set", frame.OfPlaces(s.App, frame.AnyPlace)))
	frame.Must(c.RegisterFlagCompletionFunc("metric", frame.OfMetrics(s.App)))
	frame.Must(c.RegisterFlagCompletionFunc("policy", frame.OfRunPolicies(s.App)))
	frame.Must(c.RegisterFlagCompletionFunc("method", frame.Fixed(methods)))
	return c
}

// check refuses flags that belong to another method.
func (s *sensitivity) check([]string) error {
	if err := frame.OneOf("method", s.method, methods); err != nil {
		return err
	}
	for _, t := range takenBy {
		for _, name := range t.flags {
			if s.Changed(name) && !slices.Contains(t.methods, s.method) {
				return fmt.Errorf("--%s is for --method %s, not %s", name, strings.Join(t.methods, " or "), s.method)
			}
		}
	}
	switch {
	case s.method == methodSobol && s.Changed("trials") && s.Trials.Value < study.FewestTrials:
		return fmt.Errorf("--trials %s: give a whole number from %d for --method sobol", &s.Trials, study.FewestTrials)
	case s.method == methodMorris && s.worlds()*s.trajectories.Value > frame.MostTrials:
		return fmt.Errorf("--trajectories %s with %s trials each is too many: give fewer of either", &s.trajectories, unit.Grouped(s.worlds()))
	case s.levels.Value%2 == 1:
		return fmt.Errorf("--levels %s: give an even number", &s.levels)
	}
	return nil
}

// arguments completes what the method takes: results, or a scenario.
func (s *sensitivity) arguments(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if s.method == methodStored {
		return frame.RunArgs(s.App, 1)(c, args, typed)
	}
	return frame.ScenarioArgs(1)(c, args, typed)
}

// stored finds the run whose trials are looked at.
func (s *sensitivity) stored(arg string) error {
	p, err := folder.OpenRun(s.App, arg)
	if err != nil && (s.IsShipped(arg) || filepath.Ext(arg) == ".yaml") {
		return fmt.Errorf("%s is a scenario, but --method stored needs the results of a run\n  use --method sobol or morris to play it, or give a results folder", arg)
	}
	if err != nil {
		return err
	}
	of, err := storedOf(s.App, p, s.policy, s.Case, s.metric)
	if err != nil {
		return err
	}
	question := []any{s.method, p.Manifest.Run.Hash, p.Manifest.Run.Trials, of.variant, of.metric}
	return s.Keep(p.Report.Scenario, question, func(*folder.Folder) (output.Finding, error) { return s.drivers(of) })
}

// drivers looks at the trials of a run.
func (s *sensitivity) drivers(of stored) (*output.Drivers, error) {
	p := of.Past
	set, err := p.TrialsOf(of.variant, func(c output.Column) bool { return c.Role == output.RoleInput || c.Title == of.metric }, driven(p.Report))
	if err != nil {
		return nil, err
	}
	values, column, ok := set.Column(of.metric)
	if !ok {
		return nil, notStored(fmt.Sprintf("%s of %s: no trial has", folder.TrialsParquet, s.Shown(p.Dir)), of.metric)
	}
	run := p.Manifest.Run
	seen := study.Seen{Output: values, Seed: run.Seed, Parts: experiment.Replicates(run.Sampling, set.Numbers), Signed: signed(of.metric)}
	var names, units []string
	for i, c := range set.Columns {
		if c.Role == output.RoleInput {
			names, units, seen.Inputs = append(names, c.Title), append(units, c.Unit), append(seen.Inputs, set.Values[i])
		}
	}
	none := missing(values)
	head := p.Head(s.Verb)
	head.Trials = int64(len(values)) - none
	return output.BuildDrivers(output.Drivers{
		Head: head, Variant: of.variant, Metric: of.metric, Unit: column.Unit, Of: p.Report.Run.Trials, Missing: none, All: s.all,
	}, names, units, study.Drivers(seen, 0)), nil
}

func missing(x []float64) (n int64) {
	for _, v := range x {
		if math.IsNaN(v) {
			n++
		}
	}
	return n
}
