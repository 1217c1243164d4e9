// Package verbs is the command line: a file or a few for each verb, whose struct is one run
// of it, and Run, which runs a command line and returns the exit code.
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
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
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
	root.Use = cmp.Or(a.Name, root.Use)
	root.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	root.Version = experiment.Version()
	root.SuggestionsMinimumDistance = 2
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SetVersionTemplate(versionLine())
	root.SetFlagErrorFunc(frame.FlagError)
	root.SetHelpCommand(helpCommand(a, root))
	root.AddCommand(initCommand(a), validateCommand(a), showCommand(a), runCommand(a), sweepCommand(a), listCommand(a), oddsCommand(a), accuracyCommand(a), plotCommand(a), compareCommand(a), backtestCommand(a), reportCommand(a), exportCommand(a), schemaCommand(a), versionCommand(a))
	root.AddCommand(searchCommand(a), frontierCommand(a), sensitivityCommand(a), trialCommand(a), worstCommand(a), rareCommand(a), mergeCommand(a), serveCommand(a), pageCommand(a))
	root.AddCommand(a.Commands...)
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.Short = "Write the script by which a shell completes commands"
			onlyTopics(c)
		}
		mark(c, parsed)
	}
	return root
}

// helpCommand tells more of the commands of a root, and of the format of files.
func helpCommand(a *app.App, root *cobra.Command) *cobra.Command {
	words := func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		about, _, err := root.Find(args)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		known := slices.DeleteFunc(slices.Clone(about.Commands()), func(c *cobra.Command) bool { return !c.IsAvailableCommand() })
		return app.Each(known, func(c *cobra.Command) string { return c.Name() + "\t" + c.Short }), cobra.ShellCompDirectiveNoFileComp
	}
	help := frame.Command("help", frame.Takes{Words: words}, func(_ context.Context, args []string) error {
		about, rest, err := root.Find(args)
		if err != nil || len(rest) > 0 {
			return fmt.Errorf("there is no command %q%s", strings.Join(args, " "), frame.MeantOr(args[0], app.Each(root.Commands(), (*cobra.Command).Name), root.Name()+" --help lists them"))
		}
		return about.Help()
	})
	help.AddCommand(formatCommand(a))
	return help
}

// onlyTopics makes a command that has nothing but subcommands refuse what is
// none of them.
func onlyTopics(c *cobra.Command) {
	names := app.Each(c.Commands(), (*cobra.Command).Name)
	c.Args = func(_ *cobra.Command, args []string) error {
		what := "choose from " + strings.Join(names, ", ")
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
func Run(a *app.App, args []string) int { return RunUntil(context.Background(), a, args) }

// RunUntil is Run of a program that is interrupted when ctx ends.
func RunUntil(ctx context.Context, a *app.App, args []string) (code int) {
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
	cmd, err := top.ExecuteContextC(ctx)
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return app.ExitDone
	case !parsed:
		_, verb, _ := strings.Cut(cmd.CommandPath(), " ")
		err = app.Misused(err, verb)
	}
	return a.Fail(err)
}

func versionCommand(a *app.App) *cobra.Command {
	return frame.Command("version", frame.Nothing, func(context.Context, []string) error {
		_, err := io.WriteString(a.Out, versionLine())
		return err
	})
}

// versionLine tells the version, the commit where the build knows it, and the build.
func versionLine() string {
	b := experiment.BuildOf()
	commit, date, modified := experiment.Commit()
	if commit != "" {
		commit = "commit " + commit[:min(12, len(commit))] + " of " + date
		if modified {
			commit += ", modified"
		}
		commit += ", "
	}
	return fmt.Sprintf("magnetsim %s (%s%s, %s/%s)\n", experiment.Version(), commit, b.GoVersion, runtime.GOOS, strings.TrimSpace(b.Arch+" "+b.Level))
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

// starter is the shipped scenario that a newcomer begins with.
const starter = "minimal"

func initCommand(a *app.App) *cobra.Command {
	from := ""
	c := frame.Command("init", frame.Takes{Args: frame.Count(0, 1, "one folder, or none for the current one")}, func(_ context.Context, args []string) error {
		return writeStarter(a, append(args, ".")[0], from)
	})
	c.Flags().StringVar(&from, "from", starter, "copy the shipped scenario `NAME`")
	rows, _ := shippedRows(nil)
	frame.Must(c.RegisterFlagCompletionFunc("from", frame.Fixed(app.Each(rows, func(row []string) string { return strings.Join(row, "\t") }))))
	c.Long += "\n\nThese scenarios come with the program, and --from copies any of them; one that\nextends another finds it in the program:\n"
	for _, row := range rows {
		c.Long += fmt.Sprintf("  %-18s %s\n", row[0], row[1])
	}
	c.Long = strings.TrimSuffix(c.Long, "\n")
	return c
}

func writeStarter(a *app.App, folder, from string) error {
	if !a.IsShipped(from) {
		return app.NotFound(from)
	}
	if ext := strings.ToLower(filepath.Ext(folder)); ext == ".yaml" || ext == ".yml" {
		return app.Misused(fmt.Errorf("%s is the name of a file: give a folder instead, and %s.yaml is written into it", folder, from), "init")
	}
	text, err := fs.ReadFile(scenarios.Shipped, from+".yaml")
	if err != nil {
		return err
	}
	schema, err := scenarios.Schema()
	if err != nil {
		return err
	}
	dir := a.Absolute(folder)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	file := filepath.Join(dir, from+".yaml")
	if err := writeNew(file, text); errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s already exists\n  choose another folder: magnetsim init FOLDER", a.Shown(file))
	} else if err != nil {
		return err
	}
	// A schema that is there already may be of other scenarios, and the same.
	if err := writeNew(filepath.Join(dir, "schema.json"), schema); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	shown := a.Shown(file)
	_, err = fmt.Fprintf(a.Out, "Wrote %s. Next:\n  magnetsim validate %s --explain\n  magnetsim run %s\n", shown, shown, shown)
	return err
}

// writeNew writes a file that does not exist yet.
func writeNew(file string, data []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = cmp.Or(err, f.Close())
	if err != nil { // such as a full disk: half a file would be in the way of the next try
		os.Remove(file)
	}
	return err
}
