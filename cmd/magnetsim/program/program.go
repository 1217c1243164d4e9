// Package program is magnetsim for programs that can play in more places than one process
// (cmd/magnetsim-cluster): the same verbs, with flags that say where, and commands beside
// them.
package program

import (
	"context"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/cmd/magnetsim/internal/verbs"
)

type (
	// App is a program with all that it needs of the world.
	App = app.App
	// Elsewhere is where it can play.
	Elsewhere = app.Elsewhere
	// Interrupted is the error of what was stopped by a signal; all was said on the way.
	Interrupted = app.Interrupted
	// Failure is one that has an exit code of its own, such as of criteria; results are saved.
	Failure = app.Failure
)

// System returns the program on the machine's own streams, files and clock.
func System() *App { return app.System() }

// Run runs a command line, without the program's name, until it is done or ctx ends, and
// returns the exit code.
func Run(ctx context.Context, a *App, args []string) int { return verbs.RunUntil(ctx, a, args) }

// Command returns a command that takes so many arguments: what text says of it (how it is
// used, what it does in a line, then at length, examples) and does.
func Command(text string, least, most int, what string, run func(ctx context.Context, args []string) error) *cobra.Command {
	return frame.CommandOf(text, frame.Takes{Args: frame.Count(least, most, what)}, run)
}

// Misused is the error of a command line that is not understood, of a command (without
// the program) whose help tells more.
func Misused(err error, command string) error { return app.Misused(err, command) }
