package app

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"magnetsim/scenarios"
)

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInvalid     = 3
	exitCriteria    = 4
	exitImprecise   = 5
	exitCells       = 6
	exitInterrupted = 130
)

const exitHelp = `Exit codes:
  0 done · 1 failed while running · 2 wrong usage · 3 scenario not found or not
  valid · 4 a criterion failed · 5 a required precision not reached · 6 cells of a
  sweep failed · 130 interrupted`

// usage is a command line that is not understood.
type usage struct {
	error
	command string // whose help tells more
}

// misused is the error of a command line that is not understood, of a command whose help
// tells more.
func misused(err error, command string) error { return usage{err, command} }

// coded is a failure that has an exit code of its own, such as of criteria.
type coded interface {
	error
	ExitCode() int
}

// shownProblems are those of a scenario that were shown already.
type shownProblems struct{ scenarios.Problems }

// interrupted is a run that was stopped by a signal; all was said on the way.
type interrupted struct{}

func (interrupted) Error() string { return "interrupted" }

// tell shows an error and returns the exit code that belongs to it.
func (a *App) tell(err error) int {
	var wrong usage
	var shown shownProblems
	var bad scenarios.Problems
	var failed coded
	switch {
	case errors.As(err, &wrong):
		a.say("magnetsim: %s\n  see: %s --help", strings.TrimSpace(wrong.Error()), wrong.command)
		return exitUsage
	case errors.As(err, &shown):
		return exitInvalid
	case errors.As(err, &bad):
		bad.Render(a.Err) // if this cannot be written, nothing can
		return exitInvalid
	case errors.As(err, &failed):
		a.say("magnetsim: %v", failed)
		return failed.ExitCode()
	case errors.Is(err, interrupted{}):
		return exitInterrupted
	}
	a.say("magnetsim: %v", err)
	return exitFailed
}

// fault tells of a panic without its trace, which MAGNETSIM_DEBUG=1 shows.
func (a *App) fault(p any) int {
	fmt.Fprintf(a.Err, "magnetsim: a fault of the program: %v\n", p)
	if a.Env("MAGNETSIM_DEBUG") != "" {
		a.Err.Write(debug.Stack())
	} else {
		fmt.Fprintln(a.Err, "  please report it with the command and the scenario; MAGNETSIM_DEBUG=1 shows where it happened")
	}
	return exitFailed
}
