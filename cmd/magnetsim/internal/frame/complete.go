package frame

import (
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
)

// OfPlaces completes path=value to the places, of those wanted, of the scenario given as
// first argument, key by key. Several paths before one value stand with commas between.
func OfPlaces(a *app.App, wanted func(scenarios.Place) bool) Completer {
	return func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		const more = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		if len(args) == 0 {
			return nil, more
		}
		loaded, _ := a.Load(args[0], scenarios.Options{})
		if loaded == nil || strings.Contains(typed, "=") { // behind which bash begins a new word
			return nil, more
		}
		done := typed[:strings.LastIndex(typed, ",")+1]
		return nextKeys(loaded, wanted, done, typed[len(done):]), more
	}
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
	return unique(all)
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
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		const only = cobra.ShellCompDirectiveNoFileComp
		if len(args) == 0 {
			return nil, only
		}
		if r := resultsOf(a, args[0]); r != nil {
			return unique(app.Each(r.Stats, func(s output.Stat) string { return s.Metric })), only
		}
		loaded, _ := a.Load(args[0], scenarios.Options{})
		if loaded == nil {
			return nil, only
		}
		metrics, err := MetricsOf(loaded)
		if err != nil {
			return nil, only
		}
		return app.Each(metrics, func(m sim.Metric) string { return m.Name + "\t" + m.Unit + ": " + m.Doc }), only
	}
}

// OfRunPolicies completes to the policies of the results given as first argument.
func OfRunPolicies(a *app.App) Completer {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			if r := resultsOf(a, args[0]); r != nil {
				return unique(app.Each(r.Variants, func(v output.Variant) string { return v.Policy })), cobra.ShellCompDirectiveNoFileComp
			}
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}

// resultsOf are those of a run that an argument names; nil where it names none.
func resultsOf(a *app.App, arg string) *output.Report {
	if a.IsShipped(arg) {
		return nil
	}
	p, err := folder.OpenRun(a, arg)
	if err != nil {
		return nil
	}
	return p.Report
}

// unique returns words without those that came before.
func unique(words []string) []string {
	seen := map[string]bool{}
	var all []string
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			all = append(all, w)
		}
	}
	return all
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
