package app

import (
	"errors"
	"fmt"
	"strings"

	"magnetsim/scenarios"
	"magnetsim/sim/unit"
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

// invalid is a scenario that cannot be used. Its problems have been shown where
// shown is set.
type invalid struct {
	problems scenarios.Problems
	shown    bool
}

func (e invalid) Error() string { return e.problems.Error() }

// interrupted is a run that was stopped by a signal; all was said on the way.
type interrupted struct{}

func (interrupted) Error() string { return "interrupted" }

// cellsFailed are cells of a sweep that have no results; the others are saved all
// the same.
type cellsFailed struct{ failed, of int }

func (e cellsFailed) Error() string {
	return fmt.Sprintf("%d of %s failed", e.failed, unit.Counted(e.of, "cell"))
}

// tell shows an error and returns the exit code that belongs to it.
func (a *App) tell(err error) int {
	var wrong usage
	var bad invalid
	var failed unmet
	var missed imprecise
	var cells cellsFailed
	switch {
	case errors.As(err, &wrong):
		a.say("magnetsim: %s\n  see: %s --help", strings.TrimSpace(wrong.Error()), wrong.command)
		return exitUsage
	case errors.As(err, &bad):
		if !bad.shown {
			bad.problems.Render(a.Err) // if this cannot be written, nothing can
		}
		return exitInvalid
	case errors.As(err, &failed):
		a.say("magnetsim: %v", failed)
		return exitCriteria
	case errors.As(err, &cells):
		fmt.Fprintf(a.Err, "magnetsim: %v\n", cells)
		return exitCells
	case errors.As(err, &missed):
		fmt.Fprintf(a.Err, "magnetsim: %v\n", missed)
		return exitImprecise
	case errors.Is(err, interrupted{}):
		return exitInterrupted
	}
	a.say("magnetsim: %v", err)
	return exitFailed
}
