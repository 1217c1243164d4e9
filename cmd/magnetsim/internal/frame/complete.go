package frame

import (
	"math"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/scenarios"
)

// Completer completes the words of a command line.
type Completer = func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective)

// Fixed completes to one of some words.
func Fixed(words []string) Completer {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return words, cobra.ShellCompDirectiveNoFileComp
	}
}

// ScenarioArgs completes the first n arguments to shipped scenarios and YAML
// files.
func ScenarioArgs(n int) Completer {
	return func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= n {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var shipped []string
		for _, name := range scenarios.ShippedNames() {
			if strings.HasPrefix(name, typed) {
				shipped = append(shipped, name)
			}
		}
		if len(shipped) > 0 {
			return shipped, cobra.ShellCompDirectiveDefault
		}
		return []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
	}
}

// OfScenario completes to names that the scenario given as first argument has.
func OfScenario(a *app.App, names func(*scenarios.Loaded) []string) Completer {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		loaded, _ := a.Load(args[0], scenarios.Options{})
		if loaded == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names(loaded), cobra.ShellCompDirectiveNoFileComp
	}
}

// Must ends the program where it contradicts itself, such as by completing a
// flag that it does not have.
func Must(err error) {
	if err != nil {
		panic(err)
	}
}

// OneRun is the argument of a command that is about the results of a run.
func OneRun(a *app.App) Takes { return Takes{Count(1, 1, whichRun), RunArgs(a, 1)} }

// Runs are the arguments of a command that is about some results.
func Runs(a *app.App) Takes { return Takes{Count(1, math.MaxInt, whichRun), RunArgs(a, math.MaxInt)} }

// RunArgs completes the first n arguments to results folders.
func RunArgs(a *app.App, n int) Completer {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= n {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var all []string
		for _, name := range folder.Names(a) {
			all = append(all, filepath.Join(folder.ResultsName, name))
		}
		return all, cobra.ShellCompDirectiveFilterDirs
	}
}
