package frame

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/sim/mc"
)

// patience is how long blocks in flight are played on after an interrupt.
const patience = 3 * time.Second

// interruptions returns the signals that ask the program to end: Ctrl-C, a request to
// end, and a terminal that is closed, unless (as by nohup) that is to be ignored.
func interruptions() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}

// Interruptible returns a context that the first interrupt cancels. Trials in flight
// are given up where they take longer than patience. A second interrupt removes what is
// not saved and ends the program. The function returned gives interrupts their usual
// meaning back.
func Interruptible(ctx context.Context, a *app.App, bar *app.Progress, f *folder.Folder) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	signals, done := make(chan os.Signal, 2), make(chan struct{})
	signal.Notify(signals, interruptions()...)
	late := make(chan struct{})
	ctx = mc.GivingUp(ctx, late)
	go func() {
		select {
		case <-signals:
		case <-done:
			return
		}
		bar.Log("Interrupted: finishing the trials in progress; press Ctrl-C again to quit at once.")
		cancel()
		timer := time.AfterFunc(patience, func() { close(late) })
		defer timer.Stop()
		select {
		case <-signals:
		case <-done:
			return
		}
		f.Discard()
		a.Exit(app.ExitInterrupted)
	}()
	release := sync.OnceFunc(func() {
		signal.Stop(signals)
		close(done)
		cancel()
	})
	return ctx, release
}
