package verbs

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/scenarios"
)

const compareHelp = `Set policies side by side, in every case of a scenario, and say which one is best,
which one is robust, and which cannot be told apart.

  magnetsim compare SCENARIO     plays all policies in all cases on the same draws
  magnetsim compare RUN RUN...   compares results that were saved, without playing

Every pair of policies is compared trial by trial: the differences of the mean, of
CVaR95 (mean of the worst 5%), of the chance of a material shortage (a sector loses more
than 1% of a year's use of a material) and of any shortfall, of the demand given up and
moved to another material, which is not lost, and of the cost of the stockpiles, each
with its own 95% sampling error and ~ where it is inside that; the share of trials in which one is better; the net benefit
(value lost that is spared, less what stockpiles cost more) and the cost of each tonne
spared, against the first policy or that of --vs. A policy is dominated where another
is no dearer and no worse in CVaR95 and in both chances, and better in one.

The regret of a policy in a case is what it loses against the policy that is best in
that case. Best on average is the policy with the least mean over the cases, each
counted alike (they are not chances); robust the one with the least worst regret.

Results of the same seed, sampling and trials are compared trial by trial, others with
the errors of both. Everything is saved in results/compare-NAME-HASH: compare.json, its
tables as CSV (policies, pairs, regrets, criteria, cases), the scenario of each case,
figures and a manifest. All trials of a case are held at once: at most 200,000.`

// mostCompared is the number of trials above which nothing is compared: 40 bytes
// for each trial and policy, and as much again while two are compared.
const mostCompared = 200_000

// comparing is one run of the verb.
type comparing struct {
	frame.Frame
	frame.Choice
	cases    []string
	allCases bool
	metric   string
	vs       string
}

func compareCommand(a *app.App) *cobra.Command {
	c := &comparing{Frame: frame.Frame{App: a, Verb: "compare"}}
	cmd := &cobra.Command{
		Use:   "compare SCENARIO | RUN...",
		Short: "Compare policies in all cases, or saved results",
		Long:  compareHelp + "\n\n" + criteriaHelp + "\n\n" + frame.Precedence + "\n\n" + app.ExitHelp,
		Example: `  magnetsim compare india-2026
  magnetsim compare my.yaml --policy none --policy sixty --case base --trials 20000
  magnetsim compare my.yaml --metric shortfall.energy --vs sixty
  magnetsim compare results/mine-1a2b3c4d results/mine-5e6f7a8b
  magnetsim compare my.yaml --json --no-save | jq '.tables.regrets'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("say what: a scenario, or the folders of results")
			}
			return nil
		},
		ValidArgsFunction: c.complete,
		RunE:              c.compare,
	}
	c.addFlags(cmd)
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		return errors.Join(c.Check(cmd), frame.Apart(cmd, "case", "all-cases"), c.ApartFromSets(cmd))
	}
	return cmd
}

func (c *comparing) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringSliceVar(&c.Policies, "policy", nil, "only the policy `NAME` (repeat for several)")
	f.StringSliceVar(&c.cases, "case", nil, "only the case `NAME` (repeat for several); base is the scenario as it stands")
	f.BoolVar(&c.allCases, "all-cases", false, "the scenario as it stands and every case of it, as without --case")
	f.StringVar(&c.metric, "metric", "", "compare `METRIC` instead of the total shortfall")
	f.StringVar(&c.vs, "vs", "", "set the others against the policy `NAME` (default the first)")
	f.StringArrayVar(&c.Sets, "set", nil, "change a value, written as in a file: `path=value`")
	c.Choice.AddRun(cmd)
	c.Frame.Flags(cmd)
	for _, name := range []string{"policy", "vs"} {
		frame.Must(cmd.RegisterFlagCompletionFunc(name, frame.OfScenario(c.App, (*scenarios.Loaded).Policies)))
	}
	frame.Must(cmd.RegisterFlagCompletionFunc("case", frame.OfScenario(c.App, casesOf)))
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
func (c *comparing) compare(cmd *cobra.Command, args []string) error {
	if len(args) == 1 && !c.isResults(args[0]) {
		return c.scenario(cmd, args[0])
	}
	for _, name := range []string{"set", "trials", "seed", "sampling", "workers"} {
		if cmd.Flags().Changed(name) {
			return fmt.Errorf("--%s is for a scenario that is played; %s was played already", name, args[0])
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
	return unmetInCases(x)
}

// unmetInCases returns the failures of a comparison as an error, nil where there
// are none.
func unmetInCases(x *output.Comparison) error {
	var all unmet
	for _, v := range x.Unmet() {
		where := x.Policies[v.Variant].Name
		if len(x.Cases) > 1 {
			where += " in " + x.Cases[v.Case].Name
		}
		all = append(all, fmt.Sprintf("%s under %s", v.Criterion, where))
	}
	if all == nil {
		return nil
	}
	return all
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
