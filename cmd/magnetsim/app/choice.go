package app

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/scenarios"
)

// mostTrials is the most that a scenario may ask for.
const mostTrials = 1_000_000_000

// choice is what of a scenario a verb uses: the flags that several verbs share.
type choice struct {
	policies []string
	kase     string
	sets     []string
	trials   whole
	seed     whole
	sampling string
	precise  string
}

// add defines the flags for policy, case and values.
func (c *choice) add(a *App, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringSliceVar(&c.policies, "policy", nil, "only the policy `NAME` (repeat for several)")
	f.StringVar(&c.kase, "case", "", "play the case `NAME` of the scenario")
	f.StringArrayVar(&c.sets, "set", nil, "change a value, written as in a file: `path=value`")
	must(cmd.RegisterFlagCompletionFunc("policy", a.ofScenario((*scenarios.Loaded).Policies)))
	must(cmd.RegisterFlagCompletionFunc("case", a.ofScenario((*scenarios.Loaded).Cases)))
}

// addRun defines the flags for what a file holds under run.
func (c *choice) addRun(cmd *cobra.Command) {
	f := cmd.Flags()
	c.trials = whole{least: 1, most: mostTrials}
	f.Var(&c.trials, "trials", "play `N` trials (--set run.trials=N)")
	f.Var(&c.seed, "seed", "seed of all draws, `N` (--set run.seed=N)")
	f.StringVar(&c.sampling, "sampling", "", "draw trials as `PLAN`: random, lhs, sobol or antithetic (--set run.sampling=PLAN)")
	must(cmd.RegisterFlagCompletionFunc("sampling", fixed([]string{"random", "lhs", "sobol", "antithetic"})))
}

// addPrecision defines the flag for a verb that stops by itself; others play all
// trials.
func (c *choice) addPrecision(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.precise, "precision", "", "stop before --trials once `WIDTH` is met, such as 1% or 50 t (--set run.precision=WIDTH)")
}

// apartFromSets refuses --trials, --seed, --sampling and --precision beside a set of the same value.
func (c *choice) apartFromSets(cmd *cobra.Command) error {
	for _, name := range []string{"trials", "seed", "sampling", "precision"} {
		if cmd.Flags().Changed(name) && slices.ContainsFunc(c.sets, func(set string) bool {
			path, _, _ := strings.Cut(set, "=")
			return strings.TrimSpace(path) == "run."+name
		}) {
			return fmt.Errorf("--%s and --set run.%s exclude one another", name, name)
		}
	}
	return nil
}

// options returns the choice for a load. Trials and seed become sets, so that
// they stand in the resolved scenario and give the same results from there.
func (c *choice) options(cmd *cobra.Command) scenarios.Options {
	sets := c.sets
	if f := cmd.Flags().Lookup("trials"); f != nil && f.Changed {
		sets = append(sets, fmt.Sprintf("run.trials=%s", &c.trials))
	}
	if f := cmd.Flags().Lookup("seed"); f != nil && f.Changed {
		sets = append(sets, fmt.Sprintf("run.seed=%s", &c.seed))
	}
	if f := cmd.Flags().Lookup("sampling"); f != nil && f.Changed {
		sets = append(sets, "run.sampling="+c.sampling)
	}
	if f := cmd.Flags().Lookup("precision"); f != nil && f.Changed {
		sets = append(sets, "run.precision="+c.precise)
	}
	return scenarios.Options{Policies: c.policies, Case: c.kase, Sets: sets}
}

const samplingHelp = `Trials are drawn independently of each other (random) or, with --sampling or
run.sampling in the file, more evenly than that: lhs, Latin hypercubes; sobol,
scrambled Sobol' points with the curbs' first episodes on the leading coordinates;
antithetic, pairs of which one trial mirrors the other. All errors are then those of
32 independent replicates. "magnetsim accuracy SCENARIO" tells what each is worth.`
