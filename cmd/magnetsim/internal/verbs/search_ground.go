package verbs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
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
	frame.Frame
	vary []string

	levers  []lever
	x       *experiment.Experiment
	policy  string // "" for the file as it is
	metrics []sim.Metric
	loss    string
	wanted  []sim.Metric // that trials are to report
	engine  *study.Engine
}

// mostSearched is the number of trials above which nothing is searched: each
// trial of each point is kept, 8 bytes a metric.
const mostSearched = 1_000_000

// command returns the command of either, with the flags of both.
func (g *ground) command(run func(context.Context) error) *cobra.Command {
	c := g.Command(frame.OneScenario, func(ctx context.Context, args []string) error {
		if err := g.prepare(args[0]); err != nil {
			return err
		}
		return run(ctx)
	})
	g.Resumes(c)
	g.Add(g.App, c)
	g.AddRun(c)
	g.Trials.Most = mostSearched
	f := c.Flags()
	f.StringArrayVar(&g.vary, "vary", nil, "move the place over a range, `PLACE=LOW..HIGH` (see above)")
	frame.Must(c.RegisterFlagCompletionFunc("vary", frame.OfPlaces(g.App, frame.Quantities)))
	f.Lookup("policy").Usage = "move the levers under the policy `NAME` (default: in the file without a policy)"
	frame.Before(c, func([]string) (err error) {
		g.levers, err = parseLevers(g.vary, g.Sets)
		return err
	})
	frame.First(c, func([]string) error {
		switch {
		case len(g.vary) == 0:
			return errors.New("--vary is missing: say what to move, such as --vary stockpiles.national.target=0..365days")
		case len(g.Policies) > 1:
			return fmt.Errorf("levers are moved under one policy, not %s; run the command for each", strings.Join(g.Policies, " and "))
		}
		return nil
	})
	return c
}

// prepare loads the scenario and sees that the levers reach all of their range.
func (g *ground) prepare(arg string) error {
	loaded, err := g.MustLoad(arg, g.Options())
	if err != nil {
		return err
	}
	if n := loaded.Run.Trials; n > mostSearched {
		return fmt.Errorf("%s trials are too many: at most %s are kept for each level\n  use a smaller --trials", unit.Grouped(int64(n)), unit.Grouped(mostSearched))
	}
	if g.x, err = experiment.New(loaded); err != nil {
		return err
	}
	if len(g.Policies) > 0 {
		g.policy = g.Policies[0]
	}
	if err := g.reach(); err != nil {
		return err
	}
	g.metrics = g.x.Models[0].Metrics()
	g.loss = g.chief()
	frame.OfFirst(g.App, g.x.Facts.Titles, "", g.loss, experiment.Chiefs(g.metrics))
	// Levels are tried with independent trials, whatever the file says: of other designs
	// a part is no fair sample, and trials are added level by level.
	if as := g.x.Loaded.Run.Sampling; as != experiment.Independent {
		g.Note("note: levels are tried with %s sampling, not %s, because trials are added level by level", experiment.Independent, as)
	}
	g.engine = &study.Engine{Build: g.model, Recipe: g.recipe, Design: draw.Random(g.x.Loaded.Run.Seed), Player: g.Player()}
	return nil
}

// reach builds the scenario with all levers at either end.
func (g *ground) reach() error {
	for _, end := range []func(lever) float64{func(l lever) float64 { return l.Low }, func(l lever) float64 { return l.High }} {
		_, resolved, problems := g.build(app.Each(g.levers, end))
		if resolved == nil {
			return asVary(problems)
		}
		if err := g.areFigures(resolved); err != nil {
			return g.Misused(err)
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
	known := app.Each(r.Figures(), func(n chain.Number) string { return n.Name })
	for _, l := range g.levers {
		for _, path := range l.Paths {
			if slices.Contains(known, path) {
				continue
			}
			return fmt.Errorf("--vary %s: %s is not a quantity that a range can move%s", l.text, path, frame.Meant(path, known))
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
	for _, s := range g.sets(levels) {
		edits = append(edits, s.Edit())
	}
	return g.x.Loaded.Build(edits...)
}

// sets are the values that put the levers at some levels.
func (g *ground) sets(levels []float64) (all []experiment.Set) {
	for i, l := range g.levers {
		all = append(all, l.sets(levels[i])...)
	}
	return all
}

// recipe is what another process makes the model of, with the levers at some levels.
func (g *ground) recipe(levels []float64) []byte {
	return experiment.Recipe{Scenario: string(g.x.YAML), Policies: []string{g.policy}, Sets: g.sets(levels)}.Bytes()
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
	i := slices.IndexFunc(g.metrics, experiment.IsChief)
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

// trying returns a lab for the levers and for the metrics that are wanted, which shows the
// points that it tries until the function returned is called. An interrupt ends it.
func (g *ground) trying(ctx context.Context, to *folder.Folder) (context.Context, *study.Lab, *app.Progress, func()) {
	tries := g.Progress()
	ctx, release := frame.Interruptible(ctx, g.App, tries, to)
	l := &study.Lab{
		Metrics: g.wanted, Play: g.engine.Play, Ranges: app.Each(g.levers, lever.span),
		Tried: func(p *study.Point) { tries.Tried(g.where(p), p.Trials) },
	}
	return ctx, l, tries, func() { tries.Stop(); release() }
}

// head tells what is played.
func (g *ground) head() output.Head {
	h := g.x.Head(g.Verb)
	h.Policy, h.Sampling = g.policy, experiment.Independent
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
func (g *ground) open(question ...any) (*folder.Folder, error) {
	question = append(question, g.vary, g.policy, g.x.Hash)
	f, err := g.Open(g.x.Loaded.Name, question...)
	if err == nil {
		err = g.KeepJournal(f, g.x, question...)
	}
	if f != nil && f.Journal != nil {
		g.engine.Journal = f.Journal
	}
	return f, err
}

// where writes the levels of a point.
func (g *ground) where(p *study.Point) string {
	var all []string
	for i, l := range g.levers {
		all = append(all, l.Text(p.Levels[i]))
	}
	return strings.Join(all, ", ")
}
