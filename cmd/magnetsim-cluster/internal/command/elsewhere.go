package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"magnetsim/cmd/magnetsim-cluster/internal/cluster"
	"magnetsim/cmd/magnetsim/program"
)

// elsewhere lets verbs be played by workers.
type elsewhere struct {
	args []string // as typed
	place
	detach  bool
	perPart int
}

// Flags implements program.Elsewhere.
func (e *elsewhere) Flags(f *pflag.FlagSet) {
	e.flags(f)
	f.BoolVar(&e.detach, "detach", false, "let a worker run the command and return at once; \"magnetsim-cluster attach\" fetches the results")
	f.IntVar(&e.perPart, "shard-trials", 0, "play in shards of `N` trials (default: of 10 to 60 seconds, measured beforehand)")
}

// Run implements program.Elsewhere.
func (e *elsewhere) Run(ctx context.Context, a *program.App, verb func(context.Context) error) error {
	switch {
	case e.on == "" && (e.detach || e.store != "" || e.perPart != 0):
		return program.Misused(errors.New("--detach, --store and --shard-trials need --on"), "run")
	case e.perPart < 0:
		return program.Misused(fmt.Errorf("--shard-trials %d: give a number of trials", e.perPart), "run")
	case e.on == "":
		return verb(ctx)
	}
	c, s, err := e.open(ctx, a, "", quiet)
	if err != nil {
		return err
	}
	defer c.Close()
	defer s.Close()
	if e.detach {
		return e.post(ctx, a, c, s, verb)
	}
	player := &cluster.Player{Client: c, Store: s, Say: a.Note, PerPart: e.perPart}
	a.Player = player
	err = verb(ctx)
	var judged program.Failure
	if err != nil && !errors.As(err, &judged) {
		return err // what was played is kept for the same command
	}
	return errors.Join(err, player.Tidy(ctx))
}

// without are command-line arguments less the flags that say where is played.
func without(args []string) (left []string) {
	for i := 0; i < len(args); i++ {
		name, _, joined := strings.Cut(args[i], "=")
		switch name {
		case "--on", "--store", "--shard-trials":
			if !joined {
				i++
			}
		case "--detach":
		default:
			left = append(left, args[i])
		}
	}
	return left
}
