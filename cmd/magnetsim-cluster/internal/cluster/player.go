// Package cluster plays plans on many machines, by way of a Temporal server: it hands a plan
// to workers in shards (Player), which play them (Station) and leave what they gave in a
// store, and puts that together in its order, to the bit what one machine gives.
//
// Plans and results go through the store, and the server knows references alone (Ref). A play
// is named after what is played, and by which build: so the same command, begun anew, goes on
// with what there is, and nothing is played twice into a result.
package cluster

import (
	"context"
	"fmt"
	"sync"
	"time"

	"go.temporal.io/sdk/client"
	"golang.org/x/sync/errgroup"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim-cluster/internal/store"
	"magnetsim/sim"
	"magnetsim/sim/mc"
)

// Player implements mc.Player by workers elsewhere. What takes less than it costs to send is
// played here.
type Player struct {
	Client  client.Client
	Store   *store.Store
	Say     func(format string, args ...any) // tells people what they should know meanwhile
	PerPart int                              // trials in a shard; 0 for what takes some seconds

	mu    sync.Mutex
	pace  map[pacing]float64 // seconds of one processor that a trial takes
	plays []Ref
	told  map[string]bool
}

// local is what plays here.
func (p *Player) local() mc.Player { return mc.Local{} }

// Play implements mc.Player.
func (p *Player) Play(ctx context.Context, plan mc.Plan) (*mc.Sample, error) {
	return p.play(ctx, plan, 1)
}

// mostAtATime is how many jobs are under way at a time.
const mostAtATime = 64

// PlayAll implements mc.Player.
func (p *Player) PlayAll(ctx context.Context, n int, prepare func(i int) *mc.Job) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(mostAtATime)
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error {
			if ctx.Err() != nil {
				return nil
			}
			job := prepare(i)
			if job == nil {
				return nil
			}
			return job.Done(p.play(ctx, job.Plan, n))
		})
	}
	return group.Wait()
}

// play plays one of so many plans that take about as long.
func (p *Player) play(ctx context.Context, plan mc.Plan, alike int) (*mc.Sample, error) {
	task, ok := experiment.TaskOf(plan)
	if !ok || plan.Trials == 0 {
		return p.local().Play(ctx, plan)
	}
	r, err := put(ctx, p.Store, task, func() (int, error) { return p.cut(ctx, plan, alike) })
	switch {
	case err != nil && ctx.Err() == nil:
		return nil, err
	case err != nil:
		return (&gathering{plan: plan}).partial(ctx)
	case r.Shards == 0:
		return p.local().Play(ctx, plan)
	}
	p.mu.Lock()
	p.plays = append(p.plays, r)
	p.mu.Unlock()
	return p.watch(ctx, r, plan)
}

// A shard takes from leastSeconds to mostSeconds of one processor: the more the larger the
// play is, so that there are enough for many workers of a small one, and no more than
// usualShards of a large one until they are as long as they may be. What takes less than
// tooShort is not sent away.
const (
	leastSeconds = 10
	mostSeconds  = 60
	usualShards  = 1000
	tooShort     = 2
)

// cut returns into how many shards a plan is cut; 0 where it is played here.
func (p *Player) cut(ctx context.Context, plan mc.Plan, alike int) (int, error) {
	if p.PerPart > 0 {
		return shardsOf(plan.Trials, float64(p.PerPart)), nil
	}
	perTrial, err := p.rehearse(ctx, plan)
	if err != nil {
		return 0, err
	}
	seconds := perTrial * float64(plan.Trials)
	if seconds*float64(alike) < tooShort {
		return 0, nil
	}
	each := min(max(seconds/usualShards, leastSeconds), mostSeconds)
	return shardsOf(plan.Trials, each/perTrial), nil
}

// mostShards is the most into which a play is cut.
const mostShards = 100_000

// shardsOf is into how many shards of about so many trials some are cut.
func shardsOf(trials int, each float64) int {
	blocks := (trials + sim.Lanes - 1) / sim.Lanes
	return min(max(1, int(float64(trials)/each+0.999999)), blocks, mostShards)
}

// rehearsal is how long trials are played, at least, to find out how long they take.
const rehearsal = 100 * time.Millisecond

// pacing is what plans are alike in whose trials take about as long.
type pacing struct {
	models, steps int
	looks         bool
}

// began is when the program began.
var began = time.Now()

// rehearse returns the seconds of one processor that a trial of a plan takes, by a few that
// are played here; of models like those of another plan they are not played again.
func (p *Player) rehearse(ctx context.Context, plan mc.Plan) (float64, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	like := pacing{len(plan.Models), plan.Models[0].Steps(), plan.Look != nil}
	if known, ok := p.pace[like]; ok {
		return known, nil
	}
	try := mc.Plan{Models: plan.Models, Design: plan.Design, First: plan.First, NoSeries: plan.NoSeries, Look: plan.Look}
	for trials := sim.Lanes; ; trials *= 4 {
		try.Trials = min(trials, plan.Trials)
		before := spent()
		if _, err := (mc.Local{Workers: 1}).Play(ctx, try); err != nil {
			return 0, err
		}
		took := spent() - before
		if try.Trials < plan.Trials && took < rehearsal && ctx.Err() == nil {
			continue
		}
		perTrial := max(took, time.Microsecond).Seconds() / float64(try.Trials)
		if p.pace == nil {
			p.pace = map[pacing]float64{}
		}
		p.pace[like] = perTrial
		return perTrial, nil
	}
}

// Tidy removes from the store what was played for this player: its results are saved.
func (p *Player) Tidy(ctx context.Context) error {
	for _, r := range p.plays {
		if err := p.Store.Remove(ctx, r.folder()); err != nil {
			return fmt.Errorf("the shards that were played could not be removed: %w", err)
		}
	}
	return nil
}

// once tells something, and only once.
func (p *Player) once(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	p.mu.Lock()
	known := p.told[text]
	if p.told == nil {
		p.told = map[string]bool{}
	}
	p.told[text] = true
	p.mu.Unlock()
	if !known && p.Say != nil {
		p.Say("%s", text)
	}
}
