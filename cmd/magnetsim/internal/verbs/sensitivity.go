package verbs

import (
	"cmp"
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

// sensitivity is one run of the verb.
type sensitivity struct {
	frame.Frame
	frame.Choice
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
	s := &sensitivity{Frame: frame.Frame{App: a, Verb: "sensitivity"}}
	c := s.Command(frame.Takes{
		Args:  frame.Count(1, 1, "which results: the path of a folder, or its name under results; or, with --method, which scenario"),
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
	f.StringVar(&s.method, "method", methodStored, "look at `stored` trials, or play further ones: sobol or morris")
	f.StringArrayVar(&s.groups, "group", nil, "sobol, morris: a group of one's own, `NAME=PATTERN` (repeat for several)")
	f.BoolVar(&s.each, "each", false, "sobol, morris: every figure a group of its own")
	f.StringArrayVar(&s.Sets, "set", nil, "sobol, morris: change a value, written as in a file: `path=value`")
	f.Var(&s.Trials, "trials", "sobol: play `N` trials of each design; morris: of each point (default 32)")
	f.Var(&s.trajectories, "trajectories", "morris: move every group once in each of `R` trajectories")
	f.Var(&s.levels, "levels", "morris: figures lie on `P` levels of their quantiles, an even number")
	f.Var(&s.Seed, "seed", "sobol, morris: seed of all draws, `N`")
	f.Lookup("trials").DefValue = "0" // by the method, or the file
	s.Settle(c)
	frame.First(c, s.check)
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
		return fmt.Errorf("--trajectories %s of %s trials are too many: give fewer of either", &s.trajectories, unit.Grouped(s.worlds()))
	case s.levels.Value%2 == 1:
		return fmt.Errorf("--levels %s: give an even number, of which half can be moved", &s.levels)
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

// stored looks at the trials of a run.
func (s *sensitivity) stored(arg string) error {
	p, err := folder.OpenRun(s.App, arg)
	if err != nil && (s.IsShipped(arg) || filepath.Ext(arg) == ".yaml") {
		return fmt.Errorf("%s is a scenario, and stored trials are looked at unless --method says else\n  --method sobol or morris plays it; or give the results of a run", arg)
	}
	if err != nil {
		return err
	}
	v, err := s.variant(p.Report)
	if err != nil {
		return err
	}
	metric := cmp.Or(s.metric, p.Report.Chief())
	if err := knownMetric(p.Report, metric); err != nil {
		return err
	}
	frame.OfFirst(s.App, s.metric, metric, p.Report.Chiefs())
	to, err := s.Open(p.Report.Scenario, s.method, p.Manifest.Run.Hash, p.Manifest.Run.Trials, v, metric)
	if err != nil {
		return err
	}
	defer to.Discard()
	t, err := s.inputs(p, v, metric)
	if err != nil {
		return err
	}
	seen := study.Seen{Inputs: t.Inputs, Output: t.Metric, Seed: p.Manifest.Run.Seed, Parts: experiment.Replicates(p.Manifest.Run.Sampling, t.Trials), Signed: signed(metric)}
	head := p.Head(s.Verb)
	head.Trials = int64(len(t.Metric)) - missing(t.Metric)
	return s.Tell(to, output.BuildDrivers(output.Drivers{
		Head: head, Variant: v, Metric: metric, Unit: t.Unit, Of: p.Report.Run.Trials, Missing: missing(t.Metric), All: s.all,
	}, t.Names, t.Units, study.Drivers(seen, 0)))
}

func missing(x []float64) (n int64) {
	for _, v := range x {
		if math.IsNaN(v) {
			n++
		}
	}
	return n
}

// variant finds the variant that is asked for.
func (s *sensitivity) variant(r *output.Report) (output.Variant, error) {
	var policies, cases []string
	for _, v := range r.Variants {
		world := cmp.Or(v.Case, output.BaseCase)
		if (s.policy == "" || v.Policy == s.policy) && (s.Case == "" || world == s.Case) {
			return v, nil
		}
		policies, cases = append(policies, v.Policy), append(cases, world)
	}
	if s.policy != "" && !slices.Contains(policies, s.policy) {
		return output.Variant{}, stranger("policy", s.policy, policies)
	}
	if s.Case != "" && !slices.Contains(cases, s.Case) {
		return output.Variant{}, stranger("case", s.Case, cases)
	}
	return output.Variant{}, fmt.Errorf("the run has no policy %q in the case %q", s.policy, s.Case)
}

func stranger(what, name string, known []string) error {
	slices.Sort(known)
	known = slices.Compact(known)
	return fmt.Errorf("the run has no %s %q%s", what, name, frame.MeantOr(name, known, "it has: "+unit.Few(known)))
}

// knownMetric refuses a metric that a run does not have.
func knownMetric(r *output.Report, metric string) error {
	var known []string
	for _, x := range r.Stats {
		if x.Metric == metric {
			return nil
		}
		known = append(known, x.Metric)
	}
	return stranger("metric", metric, known)
}

// inputTrials are the sampled inputs of one variant and one of its metrics, trial by
// trial. What has no number is NaN.
type inputTrials struct {
	Names, Units []string    // by input
	Inputs       [][]float64 // by input, then trial
	Unit         string      // of the metric
	Metric       []float64   // by trial
	Trials       []uint64    // their numbers
}

// inputs reads the trials of a variant, from a file that is as it was written.
func (s *sensitivity) inputs(p *folder.Past, v output.Variant, metric string) (*inputTrials, error) {
	set, err := p.TrialsOf(v, func(c output.Column) bool { return c.Role == output.RoleInput || c.Title == metric }, driven(p.Report))
	if err != nil {
		return nil, err
	}
	t := &inputTrials{Trials: set.Numbers}
	for i, c := range set.Columns {
		if c.Role == output.RoleInput {
			t.Names, t.Units, t.Inputs = append(t.Names, c.Title), append(t.Units, c.Unit), append(t.Inputs, set.Values[i])
		} else {
			t.Metric, t.Unit = set.Values[i], c.Unit
		}
	}
	if t.Metric == nil {
		return nil, fmt.Errorf("%s of %s: no trial holds the metric %q\n  run the scenario again with --trials-all, which stores every metric", folder.TrialsParquet, s.Shown(p.Dir), metric)
	}
	return t, nil
}
