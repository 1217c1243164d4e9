package app

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/scenarios"
)

type completer = func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective)

// fixed completes to one of some words.
func fixed(words []string) completer {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return words, cobra.ShellCompDirectiveNoFileComp
	}
}

// scenarioArgs completes the first n arguments to shipped scenarios and YAML
// files.
func scenarioArgs(n int) completer {
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

// ofScenario completes to names that the scenario given as first argument has.
func (a *App) ofScenario(names func(*scenarios.Loaded) []string) completer {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		loaded, _ := a.load(args[0], scenarios.Options{})
		if loaded == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names(loaded), cobra.ShellCompDirectiveNoFileComp
	}
}

// must ends the program where it contradicts itself, such as by completing a
// flag that it does not have.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// runArgs completes the first n arguments to results folders.
func (a *App) runArgs(n int) completer {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= n {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var all []string
		for _, name := range a.runNames() {
			all = append(all, filepath.Join(resultsName, name))
		}
		return all, cobra.ShellCompDirectiveFilterDirs
	}
}
