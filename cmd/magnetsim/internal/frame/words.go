package frame

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/unit"
)

// FlagError says what a flag takes, and which one was probably meant by one
// that is unknown.
func FlagError(cmd *cobra.Command, err error) error {
	var value *pflag.InvalidValueError
	if errors.As(err, &value) {
		return fmt.Errorf("--%s %s: give a %s", value.GetFlag().Name, value.GetValue(), value.GetFlag().Value.Type())
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			known = append(known, f.Name)
		}
	})
	if near := scenarios.Nearest(unknown.GetSpecifiedName(), known); near != "" {
		return fmt.Errorf("%w\n  did you mean --%s?", err, near)
	}
	return err
}

// Blank refuses a flag that is given an empty value, as an unset variable of a
// shell leaves it, and one that took the flag after it for its value.
func Blank(cmd *cobra.Command) error {
	var wrong []error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		switch v := f.Value.String(); {
		case v == "" || v == "[]":
			wrong = append(wrong, fmt.Errorf("--%s has no value", f.Name))
		case isFlag(cmd, strings.Trim(v, "[]")):
			wrong = append(wrong, fmt.Errorf("--%s has no value: the flag %s follows it", f.Name, strings.Trim(v, "[]")))
		}
	})
	return errors.Join(wrong...)
}

// isFlag reports whether a text is a flag of a command, with or without a value.
func isFlag(cmd *cobra.Command, text string) bool {
	if name, long := strings.CutPrefix(text, "--"); long {
		name, _, _ = strings.Cut(name, "=")
		return cmd.Flags().Lookup(name) != nil
	}
	short, is := strings.CutPrefix(text, "-")
	return is && len(short) == 1 && cmd.Flags().ShorthandLookup(short) != nil
}

// Meant ends a message with the known word that was probably meant; "" where none is near.
func Meant(word string, known []string) string {
	if near := scenarios.Nearest(word, known); near != "" {
		return "\n  did you mean " + near + "?"
	}
	return ""
}

// MeantOr ends a message with the known word that was probably meant, or else with a text
// on a line of its own.
func MeantOr(word string, known []string, otherwise string) string {
	return cmp.Or(Meant(word, known), "\n  "+otherwise)
}

// MetricOf returns the metric that is asked for, the total shortfall where none is.
func MetricOf(metrics []sim.Metric, name string) (int, error) {
	known := app.Each(metrics, func(m sim.Metric) string { return m.Name })
	i := slices.Index(known, name)
	if name == "" {
		i = slices.IndexFunc(metrics, experiment.IsChief)
	}
	switch {
	case i >= 0:
		return i, nil
	case name == "":
		return 0, errors.New("there is no total shortfall: name another outcome with --metric")
	}
	slices.Sort(known)
	return 0, fmt.Errorf("the scenario has no metric %q%s", name, MetricMeantOr(name, known, "known: "+unit.Few(known)))
}

// MetricMeantOr is MeantOr for the name of a metric: one of a period that is not told is
// asked for in the scenario.
func MetricMeantOr(name string, known []string, otherwise string) string {
	if base, _, of := strings.Cut(name, "@"); of && slices.Contains(known, base) {
		return fmt.Sprintf("\n  add it with --set 'run.measure.also=[%s]'", name)
	}
	return MeantOr(name, known, otherwise)
}

// Outcome returns the metric of an experiment that is asked for, the total shortfall where
// none is, and says where that is of the first end product alone.
func Outcome(a *app.App, x *experiment.Experiment, asked string) (at int, m sim.Metric, err error) {
	metrics := x.Models[0].Metrics()
	if at, err = MetricOf(metrics, asked); err != nil {
		return at, m, err
	}
	OfFirst(a, x.Facts.Titles, asked, metrics[at].Name, experiment.Chiefs(metrics))
	return at, metrics[at], nil
}

// OfFirst says that what is told is of the first end product, where the scenario has
// several and no metric was asked for.
func OfFirst(a *app.App, titles output.Titles, asked, metric string, chiefs []string) {
	if note := titles.FirstProduct(metric, chiefs); note != "" && asked == "" {
		a.Note("%s", note)
	}
}

// Must ends the program where it contradicts itself, such as by completing a
// flag that it does not have.
func Must(err error) {
	if err != nil {
		panic(err)
	}
}
