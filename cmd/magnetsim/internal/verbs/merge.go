package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/sim/mc"
	"magnetsim/sim/unit"
)

// merging is a run whose trials, or a sweep whose cells, were played before, shard by shard.
type merging struct {
	run
	x, y string // axes of the figures of a sweep
}

func mergeCommand(a *app.App) *cobra.Command {
	m := &merging{run: run{Frame: frame.Frame{App: a, Verb: "run", Page: "merge", Data: "summary"}}}
	c := m.Command(frame.Takes{
		Args:  frame.Count(1, math.MaxInt, `the folders that "magnetsim run --shard" or "magnetsim sweep --shard" wrote`),
		Words: frame.Folders,
	}, m.merge)
	m.addTrials(c)
	addAxes(c, &m.x, &m.y)
	return c
}

// merge makes the results of a run from the shards in some folders.
func (m *merging) merge(ctx context.Context, dirs []string) error {
	var shards []*folder.Shard
	for _, dir := range dirs {
		some, err := folder.Shards(m.App, m.Absolute(dir))
		if err != nil {
			return err
		}
		shards = append(shards, some...)
	}
	if len(shards) == 0 {
		return fmt.Errorf("there are no shards in %s\n  \"magnetsim run SCENARIO --shard 1/4 -o %s\" writes the first of four", strings.Join(dirs, ", "), dirs[0])
	}
	if err := m.whole(shards, dirs[0]); err != nil {
		return err
	}
	if here := experiment.BuildOf().String(); shards[0].Build != here {
		return fmt.Errorf("the shards were played by another build of the program (%s; this one is %s), so the last digits of their numbers may differ\n  merge them with that build, or play them again", shards[0].Build, here)
	}
	if shards[0].Sweep != nil {
		if err := m.without("a sweep", "trials-csv", "trials-all"); err != nil {
			return err
		}
		return m.mergeSweep(shards)
	}
	if err := m.without("a run", "x", "y"); err != nil {
		return err
	}
	return m.mergeRun(ctx, shards)
}

// without refuses flags that mean nothing for what is merged.
func (m *merging) without(what string, flags ...string) error {
	for _, f := range flags {
		if m.Changed(f) {
			return m.Misused(fmt.Errorf("--%s does not apply to shards of %s", f, what))
		}
	}
	return nil
}

// mergeRun makes the results of a run from all of its shards.
func (m *merging) mergeRun(ctx context.Context, shards []*folder.Shard) error {
	x, err := m.experiment(shards[0])
	if err != nil {
		return err
	}
	to, err := m.OpenAs(x.Loaded.Name, x.Hash[:8])
	if err != nil {
		return err
	}
	m.App.Player = gathered{app: m.App, shards: shards}
	return m.perform(ctx, x, to)
}

// experiment is the run that shards are of.
func (m *merging) experiment(s *folder.Shard) (*experiment.Experiment, error) {
	x, err := experiment.OpenResolved([]byte(s.Task.Scenario))
	if err != nil {
		return nil, err
	}
	if x.Hash != s.Hash {
		return nil, fmt.Errorf("%s is damaged: its scenario is not the one that was played", m.Shown(s.Path))
	}
	return x, nil
}

// mostNamed is how many missing shards are named, each with its command.
const mostNamed = 10

// whole sorts shards, and refuses any but all of one run, each once.
func (m *merging) whole(shards []*folder.Shard, dir string) error {
	slices.SortStableFunc(shards, func(a, b *folder.Shard) int { return cmp.Compare(a.First, b.First) })
	first := shards[0]
	there := make([]*folder.Shard, first.Of+1) // by shard
	for _, s := range shards {
		if why := first.Unlike(s.ShardHead); why != "" {
			return fmt.Errorf("the shards belong to different runs: in %s %s as in %s\n  give only the folders of one run", m.Shown(s.Path), why, m.Shown(first.Path))
		}
		for i := s.First; i <= s.Last; i++ {
			if other := there[i]; other != nil {
				return fmt.Errorf("the shard %d/%d is there twice: %s and %s\n  remove one of them", i, s.Of, m.Shown(other.Path), m.Shown(s.Path))
			}
			there[i] = s
		}
	}
	var missing []int
	for i := 1; i <= first.Of; i++ {
		if there[i] == nil {
			missing = append(missing, i)
		}
	}
	if missing == nil {
		return nil
	}
	if err := (shardsIn{&m.Frame, m.Absolute(dir)}).keepScenarios(first.ShardHead); err != nil {
		return err
	}
	lines := []string{fmt.Sprintf("%d of %s %s missing; play them with:", len(missing), unit.Counted(first.Of, "shard"), are(len(missing)))}
	for _, i := range missing[:min(mostNamed, len(missing))] {
		lines = append(lines, first.Command(i, m.Shown(m.Absolute(dir))))
	}
	if more := missing[min(mostNamed, len(missing)):]; len(more) > 0 {
		lines = append(lines, "… and the shards "+strings.Join(app.Each(more, func(i int) string { return fmt.Sprint(i) }), ", "))
	}
	return errors.New(strings.Join(lines, "\n  "))
}

// are is the verb of so many.
func are(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// gathered is a player of what was played before: the shards of a run, in their order.
type gathered struct {
	mc.Local
	app    *app.App
	shards []*folder.Shard
}

// Play implements mc.Player.
func (g gathered) Play(ctx context.Context, p mc.Plan) (*mc.Sample, error) {
	var all mc.Union
	done := 0
	for _, s := range g.shards {
		if ctx.Err() != nil {
			return nil, app.Interrupted{}
		}
		part := s.On(p)
		part.Shows = nil // shards show all
		part.Progress = func(now, _ int) { p.Progress(done+now, p.Trials) }
		err := s.Read(func(recording io.Reader) error { return all.Replay(part, recording) })
		if err != nil {
			return nil, fmt.Errorf("%s: %w\n  play it again with --force", g.app.Shown(s.Path), err)
		}
		done += part.Trials
	}
	return all.Sample(), nil
}
