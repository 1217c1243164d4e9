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

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim/unit"
)

// mostCompared is the number of trials above which nothing is compared: 40 bytes
// for each trial and policy, and as much again while two are compared.
const mostCompared = 200_000

type comparing struct {
	frame.Frame
	metric, vs string
}

func compareCommand(a *app.App) *cobra.Command {
	c := &comparing{Frame: frame.Frame{App: a, Verb: "compare", Plays: true}}
	cmd := c.Command(frame.Takes{Args: frame.Count(1, math.MaxInt, "a scenario, or the folders of results"), Words: c.complete}, c.compare)
	c.AddCases(a, cmd, "the scenario without a case and every case of it (the default)")
	c.AddRun(cmd)
	f := cmd.Flags()
	f.StringVar(&c.metric, "metric", "", "compare `METRIC` instead of the total shortfall")
	f.StringVar(&c.vs, "vs", "", "compare the others with the policy `NAME` (default: the first)")
	frame.Must(cmd.RegisterFlagCompletionFunc("metric", frame.OfMetrics(a)))
	frame.Must(cmd.RegisterFlagCompletionFunc("vs", frame.OfScenario(a, (*scenarios.Loaded).Policies)))
	return cmd
}

// complete completes the first argument to scenarios, and the others, of which
// there are none after a scenario, to results folders.
func (c *comparing) complete(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 && !strings.HasPrefix(typed, folder.ResultsName) {
		return frame.ScenarioArgs(1)(cmd, args, typed)
	}
	return frame.RunArgs(c.App, len(args)+1)(cmd, args, typed)
}

// compare plays a scenario, or reads results.
func (c *comparing) compare(ctx context.Context, args []string) error {
	if len(args) == 1 && !c.isResults(args[0]) {
		return c.scenario(ctx, args[0])
	}
	for _, name := range []string{"set", "trials", "seed", "sampling", "workers"} {
		if c.Changed(name) {
			return fmt.Errorf("--%s is for a scenario, but %s is a result that was played already", name, args[0])
		}
	}
	return c.results(args)
}

// isResults reports whether an argument names a results folder and no scenario.
func (c *comparing) isResults(arg string) bool {
	if c.IsShipped(arg) || strings.HasSuffix(arg, ".yaml") || strings.HasSuffix(arg, ".yml") {
		return false
	}
	_, err := folder.Find(c.App, arg)
	return err == nil
}

// finish shows and saves a comparison, with the scenario of each case that was
// played, and says what of it is not as it should be.
func (c *comparing) finish(to *folder.Folder, x *output.Comparison, scenarios ...folder.Content) error {
	if err := c.Tell(to, x, scenarios...); err != nil {
		return err
	}
	if !x.Complete() {
		if to != nil {
			c.Say("Interrupted: the results are marked incomplete.")
		}
		return app.Interrupted{}
	}
	var failed []string
	for _, v := range x.Unmet() {
		where := x.Policies[v.Variant].Name
		if len(x.Cases) > 1 {
			where += " in " + x.Cases[v.Case].Name
		}
		failed = append(failed, fmt.Sprintf("%s under %s", v.Criterion, where))
	}
	return unmet(failed...)
}

// indexOfPolicy returns the policy that others are set against. It is false where
// there is none of that name.
func (c *comparing) indexOfPolicy(names []string) (int, bool) {
	if c.vs == "" {
		return 0, true
	}
	i := slices.Index(names, c.vs)
	return i, i >= 0
}

// traits are what results that are set side by side should have in common, and what
// it means where they have not.
var traits = []struct {
	what, do string
	of       func(*folder.Past) string
}{
	{
		"the results come from different builds of the program",
		"run them again with one build: a difference may come from the program, not from the policies",
		func(p *folder.Past) string {
			m := p.Manifest.Run
			return fmt.Sprintf("%s, %s, %s %s", m.Version, m.GoVersion, m.GoArch, cmp.Or(m.GoLevel, "unknown"))
		},
	},
	{
		"the results have different trials",
		"run them with the same seed, sampling and number of trials, to compare them trial by trial",
		func(p *folder.Past) string {
			m := p.Manifest.Run
			return fmt.Sprintf("%s trials, seed %d, %s sampling", unit.Grouped(m.Trials), m.Seed, m.Sampling)
		},
	},
	{
		"the results cover different times",
		"compare results of the same time: totals grow with the horizon",
		func(p *folder.Past) string {
			h := p.Found.Answer().Head
			return fmt.Sprintf("%s to %s by %s", h.Start, h.End, h.Step)
		},
	},
	{
		"the results report different parts of their horizons",
		"set run.measure alike in all of them: totals grow with the time",
		func(p *folder.Past) string { return cmp.Or(p.Found.Answer().Head.Told, "the whole horizon") },
	},
	{
		"the results discount money differently, so it is not compared",
		"run them with the same discount and start",
		moneyOf,
	},
}

func moneyOf(p *folder.Past) string { return cmp.Or(p.Found.Answer().Head.Money, "not discounted") }

// unlike tells in what results differ that are set side by side.
func unlike(runs []*folder.Past) []output.Warning {
	const most = 4 // are named
	var all []output.Warning
	for _, t := range traits {
		values := app.Each(runs, t.of)
		if len(app.Unique(values)) < 2 {
			continue
		}
		var told []string
		for i, r := range runs {
			told = append(told, filepath.Base(r.Dir)+": "+values[i])
		}
		if more := len(told) - most; more > 0 {
			told = append(told[:most], fmt.Sprintf("and %d more", more))
		}
		all = append(all, output.Warning{What: t.what, Why: strings.Join(told, "; "), Do: t.do})
	}
	return all
}
