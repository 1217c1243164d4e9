package verbs

import (
	"cmp"
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

const sensitivityHelp = `Show which uncertain inputs an outcome goes with, from the trials that a run stored;
nothing is simulated again. For each input: its rank correlation (Spearman) with the
outcome, and how much the outcome's mean changes from the lowest to the highest tenth
of the trials by that input, with 95% bootstrap intervals; and how much of the outcome
all inputs together account for (R² of the ranks). What is told is what goes together:
an input shares the effect of those it is correlated with.

Inputs that cannot be told from noise are left out unless --all asks for them; that many
inputs are looked at is allowed for (Benjamini and Hochberg, at 5%). With --json all
inputs are written, and the means by all tenths. Of runs that were not drawn at random
(lhs, sobol, antithetic) errors are those between their 32 independent replicates. Of a
long run the first trials are looked at, 100,000 with 60 inputs and more with fewer.`

// mostDriven values of inputs are looked at, and as many again for three inputs: with
// 60 inputs a hundred thousand trials, which take the bootstrap some ten seconds.
const mostDriven = 6_300_000

// driven is the number of trials that are looked at.
func driven(r *output.Report) int { return mostDriven / (len(r.Inputs) + 3) }

// sensitivity is one run of the verb.
type sensitivity struct {
	frame.Frame
	metric, policy, world string
	all                   bool

	method  string
	further furtherWay
}

func sensitivityCommand(a *app.App) *cobra.Command {
	s := &sensitivity{Frame: frame.Frame{App: a, Verb: "sensitivity"}}
	c := &cobra.Command{
		Use:   "sensitivity RUN|SCENARIO",
		Short: "Show which inputs an outcome goes with, from stored trials or further ones",
		Long:  strings.Join([]string{sensitivityHelp, groupsHelp, sobolHelp, morrisHelp, app.ExitHelp}, "\n\n"),
		Example: `  magnetsim sensitivity results/india-2026-0a1b2c3d
  magnetsim sensitivity india-2026-0a1b2c3d --metric shortfall.auto --policy none
  magnetsim sensitivity india-2026-0a1b2c3d --json --no-save | jq '.tables.drivers[] | select(.told_from_noise == 1) | .input'
  magnetsim sensitivity india-2026 --method sobol --trials 1000 --policy none
  magnetsim sensitivity minimal --method sobol --group 'timing=curbs.*.wait'
  magnetsim sensitivity india-2026 --method morris --policy none
  magnetsim sensitivity minimal --method morris --each --trajectories 100 --trials 64`,
		Args:              frame.Exactly(1, "which results: the path of a folder, or its name under results; or, with --method, which scenario"),
		ValidArgsFunction: s.arguments,
		PreRunE:           func(c *cobra.Command, _ []string) error { return s.checkMethod(c) },
		RunE: func(c *cobra.Command, args []string) error {
			switch s.method {
			case methodSobol:
				return s.divide(c, args[0])
			case methodMorris:
				return s.moves(c, args[0])
			}
			return s.run(args[0])
		},
	}
	f := c.Flags()
	f.StringVar(&s.metric, "metric", "", "the outcome `METRIC`, such as shortfall.auto (default: that of the run)")
	f.StringVar(&s.policy, "policy", "", "under this `POLICY` (default: the first of the run)")
	f.StringVar(&s.world, "case", "", "in this `CASE` (default: the first of the run)")
	f.BoolVar(&s.all, "all", false, "also show inputs that cannot be told from noise")
	s.Flags(c)
	s.addMethod(c)
	return c
}

// arguments completes what the method takes: results, or a scenario.
func (s *sensitivity) arguments(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if s.method == methodStored {
		return frame.RunArgs(s.App, 1)(c, args, typed)
	}
	return frame.ScenarioArgs(1)(c, args, typed)
}

func (s *sensitivity) run(arg string) error {
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
		if (s.policy == "" || v.Policy == s.policy) && (s.world == "" || world == s.world) {
			return v, nil
		}
		policies, cases = append(policies, v.Policy), append(cases, world)
	}
	if s.policy != "" && !slices.Contains(policies, s.policy) {
		return output.Variant{}, stranger("policy", s.policy, policies)
	}
	if s.world != "" && !slices.Contains(cases, s.world) {
		return output.Variant{}, stranger("case", s.world, cases)
	}
	return output.Variant{}, fmt.Errorf("the run has no policy %q in the case %q", s.policy, s.world)
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
