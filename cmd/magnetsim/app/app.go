package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

// App is the program with all that it needs of the world.
type App struct {
	Out, Err io.Writer
	Env      func(key string) string
	Dir      string // the working folder, absolute
	Root     fs.FS  // all files: names are absolute paths without the leading slash
	Now      func() time.Time
	Exit     func(code int) // ends the program at once, for a second interrupt

	keepAfter time.Duration // of play, before a journal is kept

	quiet  bool // no messages but errors
	parsed bool // the command line was understood: an error is not one of usage
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
		Root: os.DirFS(rootOf(dir)), Now: time.Now, Exit: os.Exit, keepAfter: 5 * time.Second,
	}
}

// Run runs a command line, without the program's name, and returns the exit
// code.
func (a *App) Run(args []string) (code int) {
	defer func() {
		if p := recover(); p != nil {
			code = a.fault(p)
		}
	}()
	root := a.root()
	root.SetArgs(args)
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	cmd, err := root.ExecuteContextC(context.Background())
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return exitDone
	case !a.parsed:
		err = usage{err, cmd.CommandPath()}
	}
	return a.tell(err)
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
