package app

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// ground is a scenario whose figures levers move: what search and frontier have
// in common.
type ground struct {
	frame
	choice
	vary []string

	levers  []lever
	x       *experiment
	policy  string // "" for the file as it is
	metrics []sim.Metric
	loss    string
	wanted  []sim.Metric // that trials are to report
	engine  *study.Engine
}

// mostSearched is the number of trials above which nothing is searched: each
// trial of each point is kept, 8 bytes a metric.
const mostSearched = 1_000_000

// addFlags defines the flags of both.
func (g *ground) addFlags(cmd *cobra.Command) {
	g.frame.flags(cmd)
	g.frame.resumes(cmd)
	g.choice.add(g.App, cmd)
	g.choice.addRun(cmd)
	g.trials.most = mostSearched
	f := cmd.Flags()
	f.StringArrayVar(&g.vary, "vary", nil, "move `PLACE=LOW..HIGH` (see above)")
	f.Lookup("policy").Usage = "move the levers within the policy `NAME` (default: within the file as it is)"
}

// check finds flags that exclude one another, and reads the levers.
func (g *ground) check(cmd *cobra.Command) error {
	if len(g.vary) == 0 {
		return errors.New("say what to move: --vary stockpiles.national.target=0..365days")
	}
	if len(g.policies) > 1 {
		return fmt.Errorf("levers are moved within one policy, not %s; run the command for each", strings.Join(g.policies, " and "))
	}
	levers, err := parseLevers(g.vary, g.sets)
	g.levers = levers
	return errors.Join(err, g.frame.check(cmd), apart(cmd, "no-save", "resume"), g.apartFromSets(cmd))
}

// prepare loads the scenario and sees that the levers reach all of their range.
func (g *ground) prepare(cmd *cobra.Command, arg string) error {
	loaded, err := g.mustLoad(arg, g.options(cmd))
	if err != nil {
		return err
	}
	if n := loaded.Run.Trials; n > mostSearched {
		return fmt.Errorf("%s trials are too many: at most %s are kept for every level tried\n  give --trials", unit.Grouped(int64(n)), unit.Grouped(mostSearched))
	}
	if g.x, err = newExperiment(loaded); err != nil {
		return err
	}
	if len(g.policies) > 0 {
		g.policy = g.policies[0]
	}
	if err := g.reach(cmd); err != nil {
		return err
	}
	g.metrics = g.x.models[0].Metrics()
	g.loss = g.chief()
	g.ofFirst("", g.loss, chiefsOf(g.metrics))
	// Levels are tried with independent trials, whatever the file says: of other designs
	// a part is no fair sample, and trials are added level by level.
	if as := g.x.loaded.Run.Sampling; as != independent {
		g.note("note: levels are tried with %s sampling, not %s: trials are added where the search narrows", independent, as)
	}
	g.engine = &study.Engine{Build: g.model, Design: draw.Random(g.x.loaded.Run.Seed), Workers: int(g.workers.value)}
	return nil
}

// reach builds the scenario with all levers at either end.
func (g *ground) reach(cmd *cobra.Command) error {
	for _, end := range []func(lever) float64{func(l lever) float64 { return l.span.Low }, func(l lever) float64 { return l.span.High }} {
		var levels []float64
		for _, l := range g.levers {
			levels = append(levels, end(l))
		}
		_, resolved, problems := g.build(levels)
		if resolved == nil {
			return asVary(problems)
		}
		if err := g.areFigures(resolved); err != nil {
			return misused(err, cmd.CommandPath())
		}
	}
	return nil
}

// asVary tells problems of values that levers set as those of --vary.
func asVary(problems scenarios.Problems) scenarios.Problems {
	all := slices.Clone(problems)
	for i := range all {
		if all[i].File == "--set" {
			all[i].File = "--vary"
		}
	}
	return all
}

// areFigures refuses levers that move what is no quantity, such as a title.
func (g *ground) areFigures(r *scenarios.Resolved) error {
	var known []string
	for _, n := range r.Figures() {
		known = append(known, n.Name)
	}
	for _, l := range g.levers {
		for _, path := range l.paths {
			if slices.Contains(known, path) {
				continue
			}
			return fmt.Errorf("--vary %s: %s is no quantity that a range could move%s", l.text, path, meant(path, known))
		}
	}
	return nil
}

// build makes the scenario with the levers at some levels, and what more is set.
func (g *ground) build(levels []float64, more ...scenarios.Edit) (*chain.Scenario, *scenarios.Resolved, scenarios.Problems) {
	edits := more
	if g.policy != "" {
		edits = append(edits, scenarios.Policy(g.policy))
	}
	for i, l := range g.levers {
		edits = append(edits, l.edits(levels[i])...)
	}
	return g.x.loaded.Build(edits...)
}

// model compiles the scenario with the levers at some levels.
func (g *ground) model(levels []float64) (*sim.Model, error) {
	built, _, problems := g.build(levels)
	if built == nil {
		return nil, asVary(problems)
	}
	return sim.Compile(built)
}

// chief returns the metric of the tonnes lost over all sectors.
func (g *ground) chief() string {
	i := slices.IndexFunc(g.metrics, isChief)
	return g.metrics[max(i, 0)].Name
}

// want adds a metric to those that trials are to report, and returns its place
// among them; −1 where the scenario does not report it.
func (g *ground) want(name string) int {
	if i := slices.IndexFunc(g.wanted, func(m sim.Metric) bool { return m.Name == name }); i >= 0 {
		return i
	}
	i := slices.IndexFunc(g.metrics, func(m sim.Metric) bool { return m.Name == name })
	if i < 0 {
		return -1
	}
	g.wanted = append(g.wanted, g.metrics[i])
	g.engine.Metrics = append(g.engine.Metrics, name)
	return len(g.wanted) - 1
}

// lab returns a lab for the levers and for the metrics that are wanted.
func (g *ground) lab(tried func(*study.Point)) *study.Lab {
	l := &study.Lab{Metrics: g.wanted, Play: g.engine.Play, Tried: tried}
	for _, one := range g.levers {
		l.Ranges = append(l.Ranges, one.span)
	}
	return l
}

// head tells what is played.
func (g *ground) head() output.Head {
	h := g.x.head(g.verb)
	h.Policy, h.Sampling = g.policy, independent
	return h
}

// played adds what came of playing: the most trials that failed at any point, and the
// mass balance.
func (g *ground) played(h *output.Head, points []*study.Point) {
	for _, p := range points {
		h.Failed = max(h.Failed, int64(p.Failed()))
	}
	h.Trials, h.Imbalance = h.Asked-h.Failed, g.engine.Imbalance
}

// open makes the results folder and its journal; nil where nothing is to be saved.
func (g *ground) open(question ...any) (*folder, error) {
	question = append(question, g.vary, g.policy, g.x.hash)
	f, err := g.frame.open(g.x.loaded.Name, question...)
	if f == nil || err != nil {
		return nil, err
	}
	if err := g.keepJournal(f, g.x, question...); err != nil {
		return nil, err
	}
	if f.journal != nil {
		g.engine.Journal = f.journal
	}
	return f, nil
}

// where writes the levels of a point.
func (g *ground) where(p *study.Point) string {
	var all []string
	for i, l := range g.levers {
		all = append(all, l.plain().Text(p.Levels[i]))
	}
	return strings.Join(all, ", ")
}
