package app

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// interruptible returns a context that the first interrupt (Ctrl-C, or a
// request to end) cancels. A second one removes what is not saved and ends the
// program. The function returned gives interrupts their usual meaning back.
func (a *App) interruptible(ctx context.Context, bar progress, f *folder) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	signals, done := make(chan os.Signal, 2), make(chan struct{})
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case <-signals:
		case <-done:
			return
		}
		bar.log("Interrupted: finishing the trials that are being played; once more quits at once.")
		cancel()
		select {
		case <-signals:
		case <-done:
			return
		}
		f.discard()
		a.Exit(exitInterrupted)
	}()
	release := sync.OnceFunc(func() {
		signal.Stop(signals)
		close(done)
		cancel()
	})
	return ctx, release
}
