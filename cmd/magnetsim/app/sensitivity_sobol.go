package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/output"
	"magnetsim/output/table"
	"magnetsim/output/text"
	"magnetsim/sim"
	"magnetsim/sim/study"
)

const sobolHelp = `With --method sobol a SCENARIO is played again: how much of the outcome's variance
each group of inputs explains alone (first-order Sobol index) and together with others
(total index), with 95% bootstrap intervals; what may be zero is shown as ~. It takes
the trials of --trials (or of the file) once for every group and twice more, drawn
independently whatever run.sampling says, under one policy. A group is a curb with all
its figures and the times at which it comes; the same figure of all sectors; all plants,
all sources, all materials; and chance, the demand shocks and outages. Groups that
correlations tie become one, for only independent groups divide a variance.
--group 'timing=curbs.*.wait' makes a group of one's own of all whose name matches,
where * stands for any text; the first that matches has it, and several of one NAME are
one group. Nothing is saved.`

// sobolWay are the flags of sensitivity that only further runs take.
type sobolWay struct {
	sets    []string
	groups  []string
	trials  whole
	seed    whole
	workers whole
}

// The methods of sensitivity.
const (
	methodStored = "stored"
	methodSobol  = "sobol"
)

func (s *sensitivity) addMethod(c *cobra.Command) {
	f := c.Flags()
	s.sobol.trials = whole{least: study.FewestTrials, most: mostTrials}
	s.sobol.workers.most = mostWorkers
	f.StringVar(&s.method, "method", methodStored, "look at `stored` trials, or play further ones: sobol")
	f.StringArrayVar(&s.sobol.groups, "group", nil, "sobol: a group of one's own, `NAME=PATTERN` (repeat for several)")
	f.StringArrayVar(&s.sobol.sets, "set", nil, "sobol: change a value, written as in a file: `path=value`")
	f.Var(&s.sobol.trials, "trials", "sobol: play `N` trials of each design")
	f.Var(&s.sobol.seed, "seed", "sobol: seed of all draws, `N`")
	f.Var(&s.sobol.workers, "workers", "sobol: use `N` goroutines; 0 for one a processor; never changes a result")
	f.BoolVarP(&s.quiet, "quiet", "q", false, "sobol: no progress and no messages but errors")
	must(c.RegisterFlagCompletionFunc("method", fixed([]string{methodStored, methodSobol})))
}

// checkMethod refuses flags that belong to the other method.
func (s *sensitivity) checkMethod(c *cobra.Command) error {
	if err := oneOf("method", s.method, []string{methodStored, methodSobol}); err != nil {
		return err
	}
	foreign, why := []string{"group", "set", "trials", "seed", "workers", "quiet"}, "is for --method sobol: stored trials are as they are"
	if s.method == methodSobol {
		foreign, why = []string{"all", "out", "force"}, "does not go with --method sobol, which shows all groups and saves nothing"
	}
	for _, name := range foreign {
		if c.Flags().Changed(name) {
			return fmt.Errorf("--%s %s", name, why)
		}
	}
	return s.choice().apartFromSets(c)
}

func (s *sensitivity) choice() *choice {
	c := &choice{kase: s.world, sets: s.sobol.sets, trials: s.sobol.trials, seed: s.sobol.seed}
	if s.policy != "" {
		c.policies = []string{s.policy}
	}
	return c
}

// divide plays a scenario and shows how the variance of a metric divides.
func (s *sensitivity) divide(c *cobra.Command, arg string) error {
	own, err := patterns(s.sobol.groups)
	if err != nil {
		return usage{err, c.CommandPath()}
	}
	loaded, err := s.mustLoad(arg, s.choice().options(c))
	if err != nil {
		return err
	}
	x, err := newExperiment(loaded)
	if err != nil {
		return err
	}
	d := study.Division{Model: x.models[0], Seed: x.loaded.Run.Seed, Trials: x.loaded.Run.Trials, Workers: int(s.sobol.workers.value)}
	if d.Metric, err = s.metricOf(d.Model); err != nil {
		return err
	}
	if d.Groups, err = study.Groups(d.Model, own, false); err != nil {
		return err
	}
	found, err := s.playDivision(c.Context(), d)
	if err != nil {
		return err
	}
	m := d.Model.Metrics()[d.Metric]
	told := output.BuildSobol(output.Sobol{
		Scenario: x.loaded.Name, Variant: x.variants[0], Seed: d.Seed, Metric: m.Name, Unit: m.Unit,
		Trials: int64(d.Trials), Runs: int64(d.Runs()),
	}, d.Groups, found)
	if s.json {
		return table.SobolJSON(s.Out, told)
	}
	return text.Sobol(s.Out, told, text.Options{Width: s.width(s.Out), Color: s.color(s.Out)})
}

// playDivision plays a division once it has said what that takes.
func (s *sensitivity) playDivision(ctx context.Context, d study.Division) (*study.Variance, error) {
	if len(d.Groups) == 0 {
		return nil, errors.New("nothing of the scenario is drawn: there is no variance to divide")
	}
	s.note("%s and 2 more designs of %s trials: %s trials in all.", plural(len(d.Groups), "group"), grouped(d.Trials), grouped(d.Runs()))
	bar := (&run{App: s.App}).progress()
	defer bar.stop()
	d.Progress = bar.update
	found, err := study.Divide(ctx, d)
	if ctx.Err() != nil {
		return nil, interrupted{}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.Model.Metrics()[d.Metric].Name, err)
	}
	return found, nil
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

// metricOf returns the metric that is asked for, the total shortfall where none is.
func (s *sensitivity) metricOf(m *sim.Model) (int, error) {
	var known []string
	for i, x := range m.Metrics() {
		if x.Name == s.metric || s.metric == "" && x.Measure == "shortfall" && x.Kind == sim.OfTotal {
			return i, nil
		}
		known = append(known, x.Name)
	}
	if s.metric == "" {
		return 0, errors.New("there is no total shortfall: name the outcome with --metric")
	}
	if near := nearest(s.metric, known); near != "" {
		return 0, fmt.Errorf("the scenario has no metric %q\n  did you mean %s?", s.metric, near)
	}
	slices.Sort(known)
	return 0, fmt.Errorf("the scenario has no metric %q\n  it has: %s", s.metric, some(known))
}
