package verbs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/sim/unit"
)

// mostShards is the most into which a run is cut.
const mostShards = 100_000

// part is --shard 3/64: one, from 1, of so many. Of is 0 where it is not given.
type part struct{ nth, of int }

// String implements pflag.Value.
func (p *part) String() string {
	if p.of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", p.nth, p.of)
}

// Type implements pflag.Value.
func (p *part) Type() string {
	return "part, such as 3/64 for the third of 64 (at most " + unit.Grouped(mostShards) + ")"
}

// Set implements pflag.Value.
func (p *part) Set(text string) error {
	nth, of, ok := strings.Cut(text, "/")
	i, err1 := strconv.Atoi(nth)
	n, err2 := strconv.Atoi(of)
	if !ok || err1 != nil || err2 != nil || n < 1 || n > mostShards || i < 1 || i > n {
		return errors.New("no part")
	}
	p.nth, p.of = i, n
	return nil
}

// addShard defines the flag.
func (r *run) addShard(c *cobra.Command) {
	c.Flags().Var(&r.shard, "shard", "play and write part `I/N` alone, such as 3/64; \"magnetsim merge\" makes the results of all")
	for _, other := range []string{"dry-run", "json", "no-save", "resume", "trials-csv", "trials-all", "precision", "require-precision"} {
		frame.Apart(c, "shard", other)
	}
}

// playShard plays a part of an experiment and writes it into the folder of its shards.
func (r *run) playShard(ctx context.Context, x *experiment.Experiment) error {
	if len(x.Precision) > 0 {
		return errors.New("a shard plays trials that are fixed beforehand, and the scenario stops at a precision: add --set run.precision=null")
	}
	head := folder.NewShardHead(x, r.shard.nth, r.shard.of)
	dir := r.Place(x.Loaded.Name, x.Hash[:8]+"-shards")
	path := filepath.Join(dir, head.Name())
	if done, err := r.isThere(head, path); done || err != nil {
		return err
	}
	if err := r.keepScenario(dir, x.YAML); err != nil {
		return err
	}
	ctx, bar, end := r.Playing(ctx, nil)
	defer end()
	err := folder.WriteFiles(r.App, r.Force, folder.Content{Name: path, Write: func(w io.Writer) error {
		defer bar.Stop()
		return head.Write(w, func(w io.Writer) error { return head.Task.Record(ctx, r.Player(), bar.Update, w) })
	}})
	if ctx.Err() != nil && err != nil {
		return app.Interrupted{}
	}
	return err
}

// isThere reports whether a shard stands already, and refuses to play one where another
// stands. So a job that is started twice does nothing the second time.
func (r *run) isThere(head folder.ShardHead, path string) (bool, error) {
	if _, err := os.Lstat(path); err != nil || r.Force {
		return false, nil
	}
	there, err := folder.OpenShard(path)
	why := ""
	if err == nil {
		why = head.Unlike(there.ShardHead)
	}
	switch {
	case err != nil:
		return false, fmt.Errorf("%s is in the way: %w\n  --force replaces it, -o FOLDER writes elsewhere", r.Shown(path), err)
	case why != "":
		return false, fmt.Errorf("%s is there already, of another run: %s\n  --force replaces it, -o FOLDER writes elsewhere", r.Shown(path), why)
	}
	r.Note("%s is there already: nothing is played. --force plays it again.", r.Shown(path))
	return true, nil
}

// keepScenario writes the scenario into the folder of its shards, from which each of them
// can be played; another may not stand there.
func (r *run) keepScenario(dir string, yaml []byte) error {
	path := filepath.Join(dir, experiment.ResolvedName)
	there, err := folder.ReadRegular(path, int64(len(yaml))+1)
	switch {
	case err == nil && string(there) == string(yaml):
		return nil
	case err == nil && !r.Force:
		return fmt.Errorf("%s holds shards of another run: %s is of other values, policies, trials or seed\n  choose another folder with -o", r.Shown(dir), experiment.ResolvedName)
	}
	quiet := *r.App
	quiet.Out = io.Discard
	return folder.WriteFiles(&quiet, true, folder.Content{Name: path, Write: folder.Bytes(yaml)})
}
