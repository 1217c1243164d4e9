package app

import (
	"fmt"

	"github.com/spf13/cobra"

	"magnetsim/scenarios"
)

// choice is what of a scenario a verb uses: the flags that several verbs share.
type choice struct {
	policies []string
	kase     string
	sets     []string
	trials   int
	seed     uint64
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
	f.IntVar(&c.trials, "trials", 0, "play `N` trials (--set run.trials=N)")
	f.Uint64Var(&c.seed, "seed", 0, "seed of all draws, `N` (--set run.seed=N)")
}

// options returns the choice for a load. Trials and seed become sets, so that
// they stand in the resolved scenario and give the same results from there.
func (c *choice) options(cmd *cobra.Command) scenarios.Options {
	sets := c.sets
	if f := cmd.Flags().Lookup("trials"); f != nil && f.Changed {
		sets = append(sets, fmt.Sprintf("run.trials=%d", c.trials))
	}
	if f := cmd.Flags().Lookup("seed"); f != nil && f.Changed {
		sets = append(sets, fmt.Sprintf("run.seed=%d", c.seed))
	}
	return scenarios.Options{Policies: c.policies, Case: c.kase, Sets: sets}
}
