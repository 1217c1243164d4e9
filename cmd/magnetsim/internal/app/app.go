// Package app is the program as every verb sees it: streams, environment, files, clock and
// paths, messages and progress, scenarios by what was typed, and exit codes.
//
// An App is handed all that, so that everything but signals can be tested in memory.
// Results go to standard output, messages and progress to standard error. The packages
// beside this one import it; it imports none of them.
package app

import (
	"io"
	"io/fs"
	"os"
	"os/signal"
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
