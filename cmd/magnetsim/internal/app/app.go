// Package app is the program as every verb sees it: streams, environment, files, clock and
// paths, messages and progress, scenarios by what was typed, and exit codes.
//
// An App is handed all that, and what plays, so that everything but signals can be tested in memory.
// Results go to standard output, messages and progress to standard error. The packages
// beside this one import it; it imports none of them.
package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"magnetsim/scenarios"
	"magnetsim/sim/mc"
)

// App is the program with all that it needs of the world.
type App struct {
	Out, Err io.Writer
	Env      func(key string) string
	Dir      string // the working folder, absolute
	Root     fs.FS  // all files: names are absolute paths without the leading slash
	Now      func() time.Time
	Exit     func(code int) // ends the program at once, for a second interrupt

	KeepAfter time.Duration // of play, before a journal is kept

	Name      string           // of the program, in help and errors; "" for magnetsim
	Player    mc.Player        // what plays; nil for goroutines of this process
	Elsewhere Elsewhere        // where else the program can play; nil for nowhere
	Commands  []*cobra.Command // of the program, beside those that all programs have

	Quiet bool // no messages but errors
}

// Elsewhere is where a program can play that does not only play in its own process.
type Elsewhere interface {
	// Flags defines the flags of a verb that plays which say where.
	Flags(f *pflag.FlagSet)
	// Run runs the verb, after it has put into a.Player what plays by the flags.
	Run(ctx context.Context, a *App, verb func(context.Context) error) error
}

// A command that reads a scenario and plays little is done within moments, a tenth of which were
// spent on collecting garbage. That is done when there is as much of it as of what is held: so
// for a while this much more is held, which is never touched, and so never taken from the machine.
const (
	spareBytes = 24 << 20
	spareTime  = time.Second
)

// System returns the program on the machine's own streams, files and clock.
// A reader of the output that stops reading (as "| head" does) does not end the
// program, so that results are still saved.
func System() *App {
	signal.Ignore(syscall.SIGPIPE)
	spare := make([]byte, spareBytes)
	time.AfterFunc(spareTime, func() { runtime.KeepAlive(spare) })
	dir, err := os.Getwd()
	if err != nil {
		dir = string(os.PathSeparator)
	}
	return &App{
		Out: os.Stdout, Err: os.Stderr, Env: os.Getenv, Dir: dir,
		Root: os.DirFS(rootOf(dir)), Now: time.Now, Exit: os.Exit, KeepAfter: 5 * time.Second,
	}
}

// Terminal tells whether a stream is a terminal that can move its cursor.
func (a *App) Terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && a.Env("TERM") != "dumb"
}

// Color tells whether a stream may carry colours (no-color.org).
func (a *App) Color(w io.Writer) bool { return a.Terminal(w) && a.Env("NO_COLOR") == "" }

// Width returns the columns of a stream: of its terminal, else of the
// environment, else 0 for unknown.
func (a *App) Width(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			return columns
		}
	}
	columns, err := strconv.Atoi(a.Env("COLUMNS"))
	if err != nil {
		return 0
	}
	return max(0, columns)
}

// Say writes a message for people to standard error.
func (a *App) Say(format string, args ...any) {
	io.WriteString(a.Err, scenarios.Printable(fmt.Sprintf(format+"\n", args...))) // if this cannot be written, nothing can
}

// Note tells something that is not an error, unless it is to be quiet.
func (a *App) Note(format string, args ...any) {
	if !a.Quiet {
		a.Say(format, args...)
	}
}

// Each returns what f makes of each of all.
func Each[T, U any](all []T, f func(T) U) []U {
	var made []U
	for _, x := range all {
		made = append(made, f(x))
	}
	return made
}

// Unique returns what is among all, each once, in the order in which they come.
func Unique[T comparable](all []T) []T {
	seen := map[T]bool{}
	return slices.DeleteFunc(slices.Clone(all), func(x T) bool {
		again := seen[x]
		seen[x] = true
		return again
	})
}

// The exit codes.
const (
	ExitDone        = 0
	ExitFailed      = 1
	ExitUsage       = 2
	ExitInvalid     = 3
	ExitCriteria    = 4
	ExitImprecise   = 5
	ExitCells       = 6
	ExitInterrupted = 130
)

// usage is a command line that is not understood.
type usage struct {
	error
	command string // whose help tells more, without the program; "" for all of it
}

// Misused is the error of a command line that is not understood, of a command (without
// the program) whose help tells more.
func Misused(err error, command string) error { return usage{err, command} }

// Failure is one that has an exit code of its own, such as of criteria.
type Failure struct {
	Code int
	Text string
}

func (f Failure) Error() string { return f.Text }

// ShownProblems are those of a scenario that were shown already.
type ShownProblems struct{ scenarios.Problems }

// Interrupted is a run that was stopped by a signal; all was said on the way.
type Interrupted struct{}

func (Interrupted) Error() string { return "interrupted" }

// called is the name of the program.
func (a *App) called() string { return cmp.Or(a.Name, "magnetsim") }

// Fail shows an error and returns the exit code that belongs to it.
func (a *App) Fail(err error) int {
	var wrong usage
	var shown ShownProblems
	var bad scenarios.Problems
	var failed Failure
	switch {
	case errors.As(err, &wrong):
		see := strings.TrimSpace(a.called() + " " + wrong.command)
		a.Say("%s: %s\n  see: %s --help", a.called(), strings.TrimSpace(wrong.Error()), see)
		return ExitUsage
	case errors.As(err, &shown):
		return ExitInvalid
	case errors.As(err, &bad):
		bad.Render(a.Err) // if this cannot be written, nothing can
		return ExitInvalid
	case errors.As(err, &failed):
		a.Say("%s: %v", a.called(), failed)
		return failed.Code
	case errors.Is(err, Interrupted{}):
		return ExitInterrupted
	}
	a.Say("%s: %v", a.called(), err)
	return ExitFailed
}

// Fault tells of a panic without its trace, which MAGNETSIM_DEBUG=1 shows.
func (a *App) Fault(p any) int {
	fmt.Fprintf(a.Err, "%s: internal error: %v\n", a.called(), p)
	if a.Env("MAGNETSIM_DEBUG") != "" {
		a.Err.Write(debug.Stack())
	} else {
		fmt.Fprintln(a.Err, "  please report this with the command and the scenario; MAGNETSIM_DEBUG=1 shows where it happened")
	}
	return ExitFailed
}
