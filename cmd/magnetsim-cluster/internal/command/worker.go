package command

import (
	"cmp"
	"context"
	"log/slog"
	"runtime"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim-cluster/internal/cluster"
	"magnetsim/cmd/magnetsim/program"
)

func workerCommand(a *program.App) *cobra.Command {
	at, workers := &place{}, 0
	c := program.Command(page("worker"), 0, 0, "only flags", func(ctx context.Context, _ []string) error {
		ctx, release := until(ctx)
		defer release()
		workers = cmp.Or(workers, runtime.GOMAXPROCS(0))
		c, s, err := at.open(ctx, a, cluster.Identity(), slog.LevelError)
		if err != nil {
			return err
		}
		defer c.Close()
		defer s.Close()
		a.Note("Playing %d shards at a time for %s, with the store %s.\nBuild %s. Press Ctrl-C to stop; other workers then play the shards in progress.", workers, at.on, s, cluster.Build())
		return cluster.Work(ctx, c, s, workers, RunJob)
	})
	at.flags(c.Flags())
	c.Flags().IntVar(&workers, "workers", 0, "play `N` shards at a time, 0 for one per processor")
	return required(c, "on")
}
