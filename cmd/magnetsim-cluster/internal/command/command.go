// Package command is the command line of magnetsim-cluster: that of magnetsim, with the flags
// that say where else is played, and the commands worker and attach.
package command

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.temporal.io/sdk/client"

	"magnetsim/cmd/magnetsim-cluster/internal/cluster"
	"magnetsim/cmd/magnetsim-cluster/internal/store"
	"magnetsim/cmd/magnetsim/program"
)

//go:embed help
var pages embed.FS

// page is the text of a page of help.
func page(name string) string {
	text, err := pages.ReadFile("help/" + name + ".txt")
	if err != nil {
		panic(err) // it is not embedded
	}
	return string(text)
}

// Run runs a command line, without the program's name, and returns the exit code.
func Run(ctx context.Context, a *program.App, args []string) int {
	a.Elsewhere = &elsewhere{args: args}
	a.Name = "magnetsim-cluster"
	a.Commands = append(a.Commands, workerCommand(a), attachCommand(a))
	return program.Run(ctx, a, args)
}

// place is where a server and a store are.
type place struct{ on, store string }

func (p *place) flags(f *pflag.FlagSet) {
	f.StringVar(&p.on, "on", "", "use the Temporal server at `ADDRESS`: temporal://HOST:PORT/NAMESPACE")
	f.StringVar(&p.store, "store", "", "exchange plans and results in `STORE`, a folder or s3://BUCKET?region=REGION that all machines reach (default: MAGNETSIM_STORE, or a folder on this machine)")
}

// open connects to both.
func (p *place) open(ctx context.Context, a *program.App, identity string, level slog.Level) (client.Client, *store.Store, error) {
	at, err := cluster.ParseAddress(p.on)
	if err != nil {
		return nil, nil, program.Misused(err, "run")
	}
	where, err := p.where(a)
	if err != nil {
		return nil, nil, err
	}
	s, err := store.Open(ctx, where)
	if err != nil {
		return nil, nil, err
	}
	c, err := at.Dial(ctx, identity, a.Err, level)
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return c, s, nil
}

// where is the store: as the flag says, or the environment, or of this machine alone.
func (p *place) where(a *program.App) (string, error) {
	where := cmp.Or(p.store, a.Env("MAGNETSIM_STORE"))
	if where == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", errors.New("--store is missing: give the folder in which plans and results are exchanged")
		}
		return filepath.Join(cache, "magnetsim", "store"), nil
	}
	if store.IsFolder(where) {
		return a.Absolute(where), nil
	}
	return where, nil
}

// until returns a context that ends with an interrupt.
func until(ctx context.Context) (context.Context, func()) {
	return signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
}

// quiet is the level from which on nothing is logged.
const quiet = slog.LevelError + 1

// must stops where a command is made wrong.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// required makes flags of a command ones that must be given.
func required(c *cobra.Command, flags ...string) *cobra.Command {
	for _, f := range flags {
		must(c.MarkFlagRequired(f))
	}
	return c
}
