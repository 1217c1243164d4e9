// Package app is the program as every verb sees it: streams, environment, files, clock and
// paths, messages and progress, scenarios by what was typed, and exit codes.
//
// An App is handed all that, so that everything but signals can be tested in memory.
// Results go to standard output, messages and progress to standard error. The packages
// beside this one import it; it imports none of them.
package app

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/term"

	"magnetsim/scenarios"
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

	Quiet bool // no messages but errors
}

// System returns the program on the machine's own streams, files and clock.
// A reader of the output that stops reading (as "| head" does) does not end the
// program, so that results are still saved.
func System() *App {
	signal.Ignore(syscall.SIGPIPE)
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
