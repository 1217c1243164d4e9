package frame

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/scenarios"
	"magnetsim/sim/unit"
)

// Quietly defines the flag of a verb that prints messages to leave them out.
func Quietly(a *app.App, c *cobra.Command) {
	c.Flags().BoolVarP(&a.Quiet, "quiet", "q", false, "print no progress and no messages except errors")
}

// MostTrials is the most that a scenario may ask for.
const MostTrials = 1_000_000_000

// Choice is what of a scenario a verb uses: the flags that several verbs share.
type Choice struct {
	Policies []string
	Case     string
	Sets     []string
	Trials   Whole
	Seed     Whole

	Cases    []string // of a verb that plays several
	allCases bool
	flags    *pflag.FlagSet
}

// Add defines the flags for policy, case and values.
func (c *Choice) Add(a *app.App, cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.Case, "case", "", "play the case `NAME` of the scenario")
	c.add(a, cmd, (*scenarios.Loaded).Cases)
}

// AddCases defines them for a verb that plays several cases.
func (c *Choice) AddCases(a *app.App, cmd *cobra.Command, all string) {
	f := cmd.Flags()
	f.StringSliceVar(&c.Cases, "case", nil, "only the case `NAME` (repeat for several); base is the scenario without a case")
	f.BoolVar(&c.allCases, "all-cases", false, all)
	c.add(a, cmd, CasesOf)
	Apart(cmd, "case", "all-cases")
}

func (c *Choice) add(a *app.App, cmd *cobra.Command, cases func(*scenarios.Loaded) []string) {
	c.flags = cmd.Flags()
	c.flags.StringSliceVar(&c.Policies, "policy", nil, "only the policy `NAME` (repeat for several)")
	c.flags.StringArrayVar(&c.Sets, "set", nil, "change a value, written as in a file: `path=value`")
	Must(cmd.RegisterFlagCompletionFunc("policy", OfScenario(a, (*scenarios.Loaded).Policies)))
	Must(cmd.RegisterFlagCompletionFunc("case", OfScenario(a, cases)))
	Must(cmd.RegisterFlagCompletionFunc("set", OfPlaces(a, AnyPlace)))
}

// CasesOf are the cases of a scenario, the first of which is the scenario as it stands.
func CasesOf(l *scenarios.Loaded) []string { return append([]string{output.BaseCase}, l.Cases()...) }

// ChosenCases returns the cases that are asked for, those that are usual where none is.
func (c *Choice) ChosenCases(arg string, l *scenarios.Loaded, usual ...string) ([]string, error) {
	known := CasesOf(l)
	switch {
	case c.allCases:
		return known, nil
	case len(c.Cases) == 0:
		return usual, nil
	}
	for _, name := range c.Cases {
		if !slices.Contains(known, name) {
			return nil, app.UnknownName(arg, "case", name, known)
		}
	}
	return app.Unique(c.Cases), nil
}

// AddRun defines the flags for what a file holds under run.
func (c *Choice) AddRun(cmd *cobra.Command) {
	f := cmd.Flags()
	c.Trials = Whole{Least: 1, Most: MostTrials}
	f.Var(&c.Trials, "trials", "play `N` trials (--set run.trials=N)")
	f.Var(&c.Seed, "seed", "use the seed `N` for all draws (--set run.seed=N)")
	f.String("sampling", "", "sampling `PLAN`: random, lhs, sobol or antithetic (--set run.sampling=PLAN)")
	Must(cmd.RegisterFlagCompletionFunc("sampling", Fixed([]string{"random", "lhs", "sobol", "antithetic"})))
	c.Settle(cmd)
}

// AddPrecision defines the flag for a verb that stops by itself; others play all
// trials.
func (c *Choice) AddPrecision(cmd *cobra.Command) {
	cmd.Flags().String("precision", "", "stop once the error is within `WIDTH`, such as 1% or 50 t (--set run.precision=WIDTH)")
}

// settled are the keys of a file under run that flags of the same name set.
var settled = []string{"trials", "seed", "sampling", "precision"}

// Settle lets --trials, --seed, --sampling and --precision of a command, where it has them,
// stand for values of the file, and refuses them beside a set of the same value.
func (c *Choice) Settle(cmd *cobra.Command) {
	c.flags = cmd.Flags()
	Also(cmd, func([]string) error {
		for _, name := range settled {
			if c.flags.Changed(name) && slices.ContainsFunc(c.Sets, func(set string) bool { return PathOf(set) == "run."+name }) {
				return fmt.Errorf("--%s and --set run.%s cannot be used together", name, name)
			}
		}
		return nil
	})
}

// PathOf is the place that a set changes.
func PathOf(set string) string {
	path, _, _ := strings.Cut(set, "=")
	return strings.TrimSpace(path)
}

// Options returns the choice for a load. Trials and seed become sets, so that
// they stand in the resolved scenario and give the same results from there; metrics of
// periods that flags ask for are told.
func (c *Choice) Options() scenarios.Options {
	sets := c.Sets
	for _, name := range settled {
		if f := c.flags.Lookup(name); f != nil && f.Changed {
			sets = append(sets, "run."+name+"="+f.Value.String())
		}
	}
	var asked []string
	for _, name := range []string{"metric", "minimise", "subject-to"} {
		if f := c.flags.Lookup(name); f != nil && f.Changed {
			asked = append(asked, f.Value.String())
		}
	}
	return scenarios.Options{Policies: c.Policies, Case: c.Case, Sets: sets, Metrics: asked}
}

// destination is where results go, and which figures are among them: the flags for
// it.
type destination struct {
	Folder, size, theme string
	Figures             string // one of FigureSets
	Formats             []string
	Force, NoSave       bool
}

// FigureSets are what a page or a folder may have of the figures.
var FigureSets = []string{"main", "all", "none"}

// add defines the flags. Usual is the folder where none is given.
func (d *destination) add(c *cobra.Command, usual string) {
	f := c.Flags()
	f.StringVarP(&d.Folder, "out", "o", "", "write to this `FOLDER` (default "+usual+")")
	f.BoolVar(&d.Force, "force", false, "replace the results folder if it exists")
	f.BoolVar(&d.NoSave, "no-save", false, "write nothing")
	f.StringVar(&d.Figures, "figures", "main", "draw `WHICH` figures: main, all or none")
	none := f.Bool("no-plots", false, "draw no figures (the same as --figures none)")
	f.StringSliceVar(&d.Formats, "format", []string{"svg", "png"}, "`FORMATS` of the figures: svg, png, pdf, vl.json")
	Must(c.MarkFlagDirname("out"))
	Looks(c, &d.size, &d.theme)
	Also(c, func([]string) error {
		if *none && !f.Changed("figures") {
			d.Figures = "none"
		}
		return nil
	})
	Among(c, "figures", FigureSets)
	Apart(c, "no-plots", "figures")
	Apart(c, "no-save", "out")
	Apart(c, "no-save", "force")
}

// Looks defines how figures look, beside their formats.
func Looks(c *cobra.Command, size, theme *string) {
	c.Flags().StringVar(size, "size", "page", "`SIZE` of the figures: column, page, report or slide")
	c.Flags().StringVar(theme, "theme", "light", "`THEME` of the figures: light, dark or mono")
	Among(c, "size", figure.Sizes())
	Among(c, "theme", figure.Themes())
	Among(c, "format", figure.Formats())
}

// drawn returns the figures that go into the folder.
func (d *destination) drawn(found any) ([]figure.Drawing, error) {
	if d.Figures == "none" {
		return nil, nil
	}
	there, err := figure.Of(found)
	var all []figure.Drawing
	for _, f := range there {
		if f.Main || d.Figures == "all" {
			all = append(all, f.Drawing)
		}
	}
	return all, err
}

// Whole is the value of a flag that takes a whole number in decimal digits.
// (pflag's own reads 010 as 8 and 0x10 as 16, which scenario files refuse.)
type Whole struct {
	Value       uint64
	Least, Most uint64
}

func (w *Whole) String() string { return strconv.FormatUint(w.Value, 10) }

// Type says what the flag takes, for messages.
func (w *Whole) Type() string {
	if w.Most == 0 {
		return fmt.Sprintf("whole number from %d", w.Least)
	}
	return fmt.Sprintf("whole number from %d to %s", w.Least, unit.Grouped(int(w.Most)))
}

// Set reads the number; any error makes the message that Type words.
func (w *Whole) Set(text string) error {
	x, err := strconv.ParseUint(text, 10, 64)
	if err == nil && (len(text) > 1 && text[0] == '0' || x < w.Least || w.Most > 0 && x > w.Most) {
		err = errors.New("out of range, or starts with 0")
	}
	if err != nil {
		return err
	}
	w.Value = x
	return nil
}
