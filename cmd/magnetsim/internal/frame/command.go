package frame

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"text/template"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"magnetsim/cmd/magnetsim/internal/app"
)

//go:embed help
var pages embed.FS

var help = template.Must(template.ParseFS(pages, "help/*.txt"))

// Paragraph is a text that several pages of help share.
func Paragraph(name string) string {
	var text strings.Builder
	Must(help.ExecuteTemplate(&text, name, nil))
	return strings.TrimSuffix(text.String(), "\n")
}

// Doing is what a command does with its arguments.
type Doing = func(ctx context.Context, args []string) error

// Command returns a command of which a page of help says how it is used, what it does, in
// a line and at length, and examples.
func Command(page string, takes Takes, run Doing) *cobra.Command {
	return CommandOf(Paragraph(page+".txt"), takes, run)
}

// CommandOf returns the command of the text of a page of help.
func CommandOf(text string, takes Takes, run Doing) *cobra.Command {
	text, examples, _ := strings.Cut(text, "\n\nExamples:\n")
	use, text, _ := strings.Cut(text, "\n")
	short, long, _ := strings.Cut(text, "\n\n")
	return &cobra.Command{
		Use: use, Short: short, Long: long, Example: examples, Args: takes.Args, ValidArgsFunction: takes.Words,
		PreRunE: func(*cobra.Command, []string) error { return nil },
		RunE:    func(c *cobra.Command, args []string) error { return run(c.Context(), args) },
	}
}

// Takes is what a command takes for its arguments.
type Takes struct {
	Args  cobra.PositionalArgs
	Words Completer
}

// Count refuses other than so many arguments and says what they are.
func Count(least, most int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return fmt.Errorf("missing argument: %s", what)
		case len(args) > most:
			return fmt.Errorf("unexpected argument %q: give %s", args[most], what)
		}
		return nil
	}
}

// Nothing refuses any argument.
var Nothing = Takes{Args: func(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("unexpected argument %q: this command takes none", args[0])
	}
	return nil
}}

// OneScenario is the argument of a command that is about a scenario.
var OneScenario = Takes{Count(1, 1, "a scenario, by its shipped name or the path of a file"), ScenarioArgs(1)}

// Scenarios are the arguments of a command that is about some.
func Scenarios(what string) Takes {
	return Takes{Count(1, math.MaxInt, "one or more scenarios, by "+what), ScenarioArgs(math.MaxInt)}
}

// whichRun says what names results.
const whichRun = "results, by the path of a folder or its name in results"

// Also adds a check of the command line to those of a command: all that is wrong is told
// at once.
func Also(c *cobra.Command, check func(args []string) error) {
	before := c.PreRunE
	c.PreRunE = func(cmd *cobra.Command, args []string) error { return errors.Join(before(cmd, args), check(args)) }
}

// Before adds a check before those of a command: all that is wrong is told at once.
func Before(c *cobra.Command, check func(args []string) error) {
	others := c.PreRunE
	c.PreRunE = func(cmd *cobra.Command, args []string) error { return errors.Join(check(args), others(cmd, args)) }
}

// First adds a check before those of a command: what it finds is told alone.
func First(c *cobra.Command, check func(args []string) error) {
	others := c.PreRunE
	c.PreRunE = func(cmd *cobra.Command, args []string) error {
		if err := check(args); err != nil {
			return err
		}
		return others(cmd, args)
	}
}

// Apart refuses flags of a group when more than one is given.
func Apart(c *cobra.Command, group ...string) {
	Also(c, func([]string) error { return OneAtMost(c, group...) })
}

// OneAtMost is the error of flags of which more than one is given.
func OneAtMost(c *cobra.Command, group ...string) error {
	given := slices.DeleteFunc(slices.Clone(group), func(name string) bool { return !c.Flags().Changed(name) })
	if len(given) > 1 {
		return fmt.Errorf("--%s and --%s cannot be used together", given[0], given[1])
	}
	return nil
}

// Among lets a flag be some words alone, and completes it to them.
func Among(c *cobra.Command, flag string, known []string) {
	Must(c.RegisterFlagCompletionFunc(flag, Fixed(known)))
	Also(c, func([]string) error {
		value := c.Flags().Lookup(flag).Value
		words := []string{value.String()}
		if several, ok := value.(pflag.SliceValue); ok {
			words = several.GetSlice()
		}
		return errors.Join(app.Each(words, func(word string) error { return OneOf(flag, word, known) })...)
	})
}

// OneOf refuses the word of a flag that is not one of those known.
func OneOf(flag, word string, known []string) error {
	if slices.Contains(known, word) {
		return nil
	}
	return fmt.Errorf("--%s %s: choose from %s", flag, word, strings.Join(known, ", "))
}

// Hide leaves flags out of the help, where a command has nothing that they could change.
func Hide(c *cobra.Command, names ...string) {
	for _, name := range names {
		Must(c.Flags().MarkHidden(name))
	}
}
