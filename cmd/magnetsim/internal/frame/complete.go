package frame

import (
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
)

// Completer completes the words of a command line.
type Completer = cobra.CompletionFunc

// Fixed completes to one of some words.
func Fixed(words []string) Completer {
	return cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)
}

// Folders completes to folders.
var Folders Completer = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)

// first completes the first n arguments alone.
func first(n int, complete Completer) Completer {
	return func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= n {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return complete(c, args, typed)
	}
}

// ScenarioArgs completes the first n arguments to shipped scenarios and YAML
// files.
func ScenarioArgs(n int) Completer {
	return first(n, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		shipped := slices.DeleteFunc(scenarios.ShippedNames(), func(name string) bool { return !strings.HasPrefix(name, typed) })
		if len(shipped) > 0 {
			return shipped, cobra.ShellCompDirectiveDefault
		}
		return []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
	})
}

// OneRun is the argument of a command that is about the results of a run.
func OneRun(a *app.App) Takes { return Takes{Count(1, 1, whichRun), RunArgs(a, 1)} }

// Runs are the arguments of a command that is about some results.
func Runs(a *app.App) Takes { return Takes{Count(1, math.MaxInt, whichRun), RunArgs(a, math.MaxInt)} }

// RunArgs completes the first n arguments to results folders.
func RunArgs(a *app.App, n int) Completer {
	return first(n, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		all := app.Each(folder.Names(a), func(name string) string { return filepath.Join(folder.ResultsName, name) })
		return all, cobra.ShellCompDirectiveFilterDirs
	})
}

// OfScenario completes to names that the scenario given as first argument has.
func OfScenario(a *app.App, names func(*scenarios.Loaded) []string) Completer {
	return ofFirst(a, cobra.ShellCompDirectiveNoFileComp, nil, func(l *scenarios.Loaded, _ string) []string { return names(l) })
}

// ofFirst completes to words of what is given as first argument: of the results of a run,
// where ofRun is not nil, or of a scenario.
func ofFirst(a *app.App, how cobra.ShellCompDirective, ofRun func(*output.Report) []string, words func(l *scenarios.Loaded, typed string) []string) Completer {
	return func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return nil, how
		}
		if ofRun != nil && !a.IsShipped(args[0]) {
			if p, err := folder.OpenRun(a, args[0]); err == nil {
				return app.Unique(ofRun(p.Report)), how
			}
		}
		if words != nil {
			if loaded, _ := a.Load(args[0], scenarios.Options{}); loaded != nil {
				return words(loaded, typed), how
			}
		}
		return nil, how
	}
}

// OfPlaces completes path=value to the places, of those wanted, of the scenario given as
// first argument, key by key. Several paths before one value stand with commas between.
func OfPlaces(a *app.App, wanted func(scenarios.Place) bool) Completer {
	const more = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	return ofFirst(a, more, nil, func(l *scenarios.Loaded, typed string) []string {
		if strings.Contains(typed, "=") { // behind which bash begins a new word
			return nil
		}
		done := typed[:strings.LastIndex(typed, ",")+1]
		return nextKeys(l, wanted, done, typed[len(done):])
	})
}

// nextKeys are what a beginning of a path can go on with, up to its next key; of a whole
// path with the value in force and what it means, or with the words that it may be.
func nextKeys(l *scenarios.Loaded, wanted func(scenarios.Place) bool, done, begun string) []string {
	var all []string
	for _, p := range l.Places() {
		if !strings.HasPrefix(p.Path, begun) || !wanted(p) {
			continue
		}
		told := "\t" + strings.TrimPrefix(p.Value+": "+p.Doc, ": ")
		switch at := strings.IndexByte(p.Path[len(begun):], '.'); {
		case at >= 0:
			all = append(all, done+p.Path[:len(begun)+at+1])
		case len(p.Choices) > 0:
			all = append(all, app.Each(p.Choices, func(word string) string { return done + p.Path + "=" + word + told })...)
		default:
			all = append(all, done+p.Path+"="+told)
		}
	}
	return app.Unique(all)
}

// AnyPlace, Quantities and Swept are what --set, a range and a sweep may change.
func AnyPlace(scenarios.Place) bool { return true }

// Quantities are the places that a range can move.
func Quantities(p scenarios.Place) bool { return p.Quantity }

// Swept are the places that a sweep can vary.
func Swept(p scenarios.Place) bool { return p.Swept }

// OfMetrics completes to the metrics of what is given as first argument: a scenario, or the
// results of a run.
func OfMetrics(a *app.App) Completer {
	ofRun := func(r *output.Report) []string {
		return app.Each(r.Stats, func(s output.Stat) string { return s.Metric })
	}
	return ofFirst(a, cobra.ShellCompDirectiveNoFileComp, ofRun, func(l *scenarios.Loaded, _ string) []string {
		metrics, _ := MetricsOf(l) // none where it cannot be compiled
		return app.Each(metrics, func(m sim.Metric) string { return m.Name + "\t" + m.Unit + ": " + m.Doc })
	})
}

// OfRunPolicies completes to the policies of the results given as first argument.
func OfRunPolicies(a *app.App) Completer {
	return ofFirst(a, cobra.ShellCompDirectiveNoFileComp, func(r *output.Report) []string {
		return app.Each(r.Variants, func(v output.Variant) string { return v.Policy })
	}, nil)
}

// MetricsOf returns what every trial of a scenario reports.
func MetricsOf(l *scenarios.Loaded) ([]sim.Metric, error) {
	built, _, problems := l.Build(scenarios.Policy(l.Policies()[0]))
	if built == nil {
		return nil, problems
	}
	model, err := sim.Compile(built)
	if err != nil {
		return nil, err
	}
	return model.Metrics(), nil
}
