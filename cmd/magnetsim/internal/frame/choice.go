package frame

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/scenarios"
)

// MostTrials is the most that a scenario may ask for.
const MostTrials = 1_000_000_000

// Choice is what of a scenario a verb uses: the flags that several verbs share.
type Choice struct {
	Policies []string
	Case     string
	Sets     []string
	Trials   Whole
	Seed     Whole
	sampling string
	precise  string
}

// Add defines the flags for policy, case and values.
func (c *Choice) Add(a *app.App, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringSliceVar(&c.Policies, "policy", nil, "only the policy `NAME` (repeat for several)")
	f.StringVar(&c.Case, "case", "", "play the case `NAME` of the scenario")
	f.StringArrayVar(&c.Sets, "set", nil, "change a value, written as in a file: `path=value`")
	Must(cmd.RegisterFlagCompletionFunc("policy", OfScenario(a, (*scenarios.Loaded).Policies)))
	Must(cmd.RegisterFlagCompletionFunc("case", OfScenario(a, (*scenarios.Loaded).Cases)))
}

// AddRun defines the flags for what a file holds under run.
func (c *Choice) AddRun(cmd *cobra.Command) {
	f := cmd.Flags()
	c.Trials = Whole{Least: 1, Most: MostTrials}
	f.Var(&c.Trials, "trials", "play `N` trials (--set run.trials=N)")
	f.Var(&c.Seed, "seed", "seed of all draws, `N` (--set run.seed=N)")
	f.StringVar(&c.sampling, "sampling", "", "draw trials as `PLAN`: random, lhs, sobol or antithetic (--set run.sampling=PLAN)")
	Must(cmd.RegisterFlagCompletionFunc("sampling", Fixed([]string{"random", "lhs", "sobol", "antithetic"})))
}

// AddPrecision defines the flag for a verb that stops by itself; others play all
// trials.
func (c *Choice) AddPrecision(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.precise, "precision", "", "stop before --trials once `WIDTH` is met, such as 1% or 50 t (--set run.precision=WIDTH)")
}

// ApartFromSets refuses --trials, --seed, --sampling and --precision beside a set of the same value.
func (c *Choice) ApartFromSets(cmd *cobra.Command) error {
	for _, name := range []string{"trials", "seed", "sampling", "precision"} {
		if cmd.Flags().Changed(name) && slices.ContainsFunc(c.Sets, func(set string) bool {
			path, _, _ := strings.Cut(set, "=")
			return strings.TrimSpace(path) == "run."+name
		}) {
			return fmt.Errorf("--%s and --set run.%s exclude one another", name, name)
		}
	}
	return nil
}

// Options returns the choice for a load. Trials and seed become sets, so that
// they stand in the resolved scenario and give the same results from there.
func (c *Choice) Options(cmd *cobra.Command) scenarios.Options {
	sets := c.Sets
	if f := cmd.Flags().Lookup("trials"); f != nil && f.Changed {
		sets = append(sets, fmt.Sprintf("run.trials=%s", &c.Trials))
	}
	if f := cmd.Flags().Lookup("seed"); f != nil && f.Changed {
		sets = append(sets, fmt.Sprintf("run.seed=%s", &c.Seed))
	}
	if f := cmd.Flags().Lookup("sampling"); f != nil && f.Changed {
		sets = append(sets, "run.sampling="+c.sampling)
	}
	if f := cmd.Flags().Lookup("precision"); f != nil && f.Changed {
		sets = append(sets, "run.precision="+c.precise)
	}
	return scenarios.Options{Policies: c.Policies, Case: c.Case, Sets: sets}
}

const SamplingHelp = `Trials are drawn independently of each other (random) or, with --sampling or
run.sampling in the file, more evenly than that: lhs, Latin hypercubes; sobol,
scrambled Sobol' points with the curbs' first episodes on the leading coordinates;
antithetic, pairs of which one trial mirrors the other. All errors are then those of
32 independent replicates. "magnetsim accuracy SCENARIO" tells what each is worth.`
