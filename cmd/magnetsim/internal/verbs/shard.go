package verbs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/sim/unit"
)

// part is --shard 3/64; none where it is not given.
type part struct{ folder.Part }

// Type implements pflag.Value.
func (p *part) Type() string {
	return "part, such as 3/64 for the third of 64, or 1-8/64 for the first eight (at most " + unit.Grouped(folder.MostShards) + ")"
}

// Set implements pflag.Value.
func (p *part) Set(text string) error {
	some, ok := folder.ParsePart(text)
	if !ok {
		return errors.New("not a part")
	}
	p.Part = some
	return nil
}

// add defines the flag, which excludes some others.
func (p *part) add(c *cobra.Command, without ...string) {
	c.Flags().Var(p, "shard", "play and write only part `I/N`, such as 3/64, or several, such as 1-8/64; \"magnetsim merge\" combines all parts")
	for _, other := range append(without, "dry-run", "json", "no-save", "resume") {
		frame.Apart(c, "shard", other)
	}
}

// playShard plays a part of an experiment and writes it into the folder of its shards.
func (r *run) playShard(ctx context.Context, x *experiment.Experiment) error {
	if len(x.Precision) > 0 {
		return errors.New("the scenario stops at a precision, but the trials of a shard must be fixed beforehand: add --set run.precision=null")
	}
	head := folder.NewShardHead(x, r.shard.Part)
	to := shardsIn{&r.Frame, r.Place(x.Loaded.Name, x.Hash[:8]+"-shards")}
	return to.write(head, func(w io.Writer) error {
		ctx, bar, end := r.Playing(ctx, nil)
		defer end()
		plan := r.shard.On(x.Plan())
		plan.Progress = bar.Update
		err := experiment.RecordWhole(ctx, r.Player(), plan, true, w)
		if err != nil && ctx.Err() != nil {
			return app.Interrupted{}
		}
		return err
	})
}

// shardsIn is the folder of the shards of a run or a sweep.
type shardsIn struct {
	*frame.Frame
	dir string
}

// write writes a shard, with the scenarios from which any of them is played, unless it is
// there already: so a job that is started twice does nothing the second time.
func (s shardsIn) write(head folder.ShardHead, record func(io.Writer) error) error {
	path := filepath.Join(s.dir, head.Name())
	if done, err := s.isThere(head, path); done || err != nil {
		return err
	}
	if err := s.keepScenarios(head); err != nil {
		return err
	}
	return folder.WriteFiles(s.App, s.Force, folder.Content{Name: path, Write: func(w io.Writer) error { return head.Write(w, record) }})
}

// isThere reports whether a shard stands already, and refuses to play one where another
// stands.
func (s shardsIn) isThere(head folder.ShardHead, path string) (bool, error) {
	if _, err := os.Lstat(path); err != nil || s.Force {
		return false, nil
	}
	there, err := folder.OpenShard(path)
	why := ""
	if err == nil {
		why = head.Unlike(there.ShardHead)
	}
	switch {
	case err != nil:
		return false, fmt.Errorf("%s already exists: %w\n  use --force to replace it, or -o FOLDER to write elsewhere", s.Shown(path), err)
	case why != "":
		return false, fmt.Errorf("%s already exists and belongs to another run: %s\n  use --force to replace it, or -o FOLDER to write elsewhere", s.Shown(path), why)
	}
	s.Note("%s already exists, so nothing is played; --force plays it again.", s.Shown(path))
	return true, nil
}

// keepScenarios writes the resolved scenarios into the folder; others may not stand there.
func (s shardsIn) keepScenarios(head folder.ShardHead) error {
	quiet := *s.App
	quiet.Out = io.Discard
	for _, f := range head.Scenarios() {
		path := filepath.Join(s.dir, filepath.FromSlash(f.Name))
		there, err := folder.ReadRegular(path, int64(len(f.YAML))+1)
		switch {
		case err == nil && string(there) == f.YAML:
			continue
		case err == nil && !s.Force:
			return fmt.Errorf("%s holds shards of another scenario: the values, policies, trials or seed of %s are different\n  choose another folder with -o", s.Shown(s.dir), f.Name)
		}
		if err := folder.WriteFiles(&quiet, true, folder.Content{Name: path, Write: folder.Bytes([]byte(f.YAML))}); err != nil {
			return err
		}
	}
	return nil
}
