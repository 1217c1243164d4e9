package frame

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// Exactly refuses other than n arguments and says what they are.
func Exactly(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < n:
			return fmt.Errorf("say %s", what)
		case len(args) > n:
			return fmt.Errorf("one too many: %q; say %s", args[n], what)
		}
		return nil
	}
}

// NoMore refuses any argument.
func NoMore(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("it takes no %q", args[0])
	}
	return nil
}

// AtLeastOne refuses a command line without arguments and says what they are.
func AtLeastOne(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return errors.New("say " + what)
		}
		return nil
	}
}

// OneOf refuses the word of a flag that is not one of those known.
func OneOf(flag, word string, known []string) error {
	if slices.Contains(known, word) {
		return nil
	}
	return fmt.Errorf("--%s %s: there are %s", flag, word, strings.Join(known, ", "))
}

// OneScenario is the argument of a verb or a topic that is about a scenario.
var OneScenario = Exactly(1, "which scenario: a shipped name or the path of a file")

// Precedence is printed wherever values can be overridden.
const Precedence = `What wins, from the strongest: --set (and --trials, --seed) > policy > case >
the file > the file that it extends > defaults. "magnetsim show --origin" tells
where each value comes from.`
