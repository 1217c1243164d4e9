// Package verbs is the command line: a file or a few for each verb, and Run, which runs it
// and returns the exit code.
//
// Nothing is computed here: a verb reads its flags, asks a study or plays an experiment, and
// hands what was found to the frame, which shows and keeps its Answer. Only the program
// imports it. CONTRIBUTING.md of the program says how a verb is added.
package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/scenarios"
)

// rootCommand returns the command line with all verbs. Parsed is set once it was understood.
func rootCommand(a *app.App, parsed *bool) *cobra.Command {
	root := frame.Command("magnetsim", frame.Takes{Args: isVerb}, nil)
	root.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	root.Version = experiment.Version()
	root.SuggestionsMinimumDistance = 2
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SetVersionTemplate(versionLine())
	root.SetFlagErrorFunc(frame.FlagError)
	root.SetHelpCommand(helpVerb())
	root.AddCommand(initCommand(a), validateCommand(a), showCommand(a), runCommand(a), sweepCommand(a), listCommand(a), oddsCommand(a), accuracyCommand(a), plotCommand(a), compareCommand(a), backtestCommand(a), reportCommand(a), exportCommand(a), schemaCommand(a), versionCommand(a))
	root.AddCommand(searchCommand(a), frontierCommand(a), sensitivityCommand(a), trialCommand(a), worstCommand(a), rareCommand(a))
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			onlyTopics(c)
		}
		mark(c, parsed)
	}
	return root
}

func helpVerb() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Tell more of a command",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return fmt.Errorf("there is no command %q", strings.Join(args, " "))
			}
			return about.Help()
		},
	}
}

// onlyTopics makes a command that has nothing but subcommands refuse what is
// none of them.
func onlyTopics(c *cobra.Command) {
	var names []string
	for _, child := range c.Commands() {
		names = append(names, child.Name())
	}
	c.Args = func(_ *cobra.Command, args []string) error {
		what := "say which: " + strings.Join(names, ", ")
		if len(args) == 0 {
			return errors.New(what)
		}
		return fmt.Errorf("%s has no %q%s", c.Name(), args[0], cmp.Or(frame.Meant(args[0], names), "; "+what))
	}
	c.RunE = func(*cobra.Command, []string) error { return nil } // Args lets nothing pass
}

// isVerb refuses what is no verb. (With a RunE of its own the root would take any
// words.)
func isVerb(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return fmt.Errorf("there is no command %q\n  did you mean %s?", args[0], strings.Join(near, " or "))
	}
	return fmt.Errorf("there is no command %q", args[0])
}

// mark notes, before a verb runs, that its command line was understood.
func mark(c *cobra.Command, parsed *bool) {
	if run := c.RunE; run != nil {
		c.RunE = func(cmd *cobra.Command, args []string) error {
			if err := frame.Blank(cmd); err != nil {
				return err
			}
			*parsed = true
			return run(cmd, args)
		}
	}
	for _, child := range c.Commands() {
		mark(child, parsed)
	}
}

// Run runs a command line, without the program's name, and returns the exit code.
func Run(a *app.App, args []string) (code int) {
	defer func() {
		if p := recover(); p != nil {
			code = a.Fault(p)
		}
	}()
	parsed := false // the command line was understood: an error is not one of usage
	top := rootCommand(a, &parsed)
	top.SetArgs(args)
	top.SetOut(a.Out)
	top.SetErr(a.Err)
	cmd, err := top.ExecuteContextC(context.Background())
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return app.ExitDone
	case !parsed:
		err = app.Misused(err, cmd.CommandPath())
	}
	return a.Fail(err)
}

func versionCommand(a *app.App) *cobra.Command {
	return frame.Command("version", frame.Nothing, func(context.Context, []string) error {
		_, err := io.WriteString(a.Out, versionLine())
		return err
	})
}

func versionLine() string {
	b := experiment.BuildOf()
	return fmt.Sprintf("magnetsim %s (%s, %s/%s)\n", experiment.Version(), b.GoVersion, runtime.GOOS, strings.TrimSpace(b.Arch+" "+b.Level))
}

func schemaCommand(a *app.App) *cobra.Command {
	return frame.Command("schema", frame.Nothing, func(context.Context, []string) error {
		schema, err := scenarios.Schema()
		if err != nil {
			return err
		}
		_, err = a.Out.Write(schema)
		return err
	})
}
