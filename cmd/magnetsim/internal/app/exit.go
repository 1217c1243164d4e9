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
	command string // whose help tells more
}

// Misused is the error of a command line that is not understood, of a command whose help
// tells more.
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

// Fail shows an error and returns the exit code that belongs to it.
func (a *App) Fail(err error) int {
	var wrong usage
	var shown ShownProblems
	var bad scenarios.Problems
	var failed Failure
	switch {
	case errors.As(err, &wrong):
		a.Say("magnetsim: %s\n  see: %s --help", strings.TrimSpace(wrong.Error()), wrong.command)
		return ExitUsage
	case errors.As(err, &shown):
		return ExitInvalid
	case errors.As(err, &bad):
		bad.Render(a.Err) // if this cannot be written, nothing can
		return ExitInvalid
	case errors.As(err, &failed):
		a.Say("magnetsim: %v", failed)
		return failed.Code
	case errors.Is(err, Interrupted{}):
		return ExitInterrupted
	}
	a.Say("magnetsim: %v", err)
	return ExitFailed
}

// Fault tells of a panic without its trace, which MAGNETSIM_DEBUG=1 shows.
func (a *App) Fault(p any) int {
	fmt.Fprintf(a.Err, "magnetsim: a fault of the program: %v\n", p)
	if a.Env("MAGNETSIM_DEBUG") != "" {
		a.Err.Write(debug.Stack())
	} else {
		fmt.Fprintln(a.Err, "  please report it with the command and the scenario; MAGNETSIM_DEBUG=1 shows where it happened")
	}
	return ExitFailed
}
