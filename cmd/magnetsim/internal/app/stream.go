package app

import (
	"fmt"
	"io"
	"os"
	"strconv"

	"golang.org/x/term"

	"magnetsim/scenarios"
)

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
