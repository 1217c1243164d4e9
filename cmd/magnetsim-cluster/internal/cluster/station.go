package cluster

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim-cluster/internal/store"
	"magnetsim/sim"
	"magnetsim/sim/mc"
)

// Station is where shards are played: the activities of a worker. A result that is in the
// store already is not made again, so a shard that is delivered twice is played once, or
// written twice alike.
type Station struct {
	Store  *store.Store
	beat   time.Duration // between signs of life; 0 for usualBeat
	worlds sim.Worlds    // those of the next shard take the room of these: to make it is a fortieth of a short one

	mu    sync.Mutex
	ready []*made // plans of plays, the last used last
}

// made is the plan of a play.
type made struct {
	id   string
	once sync.Once
	plan mc.Plan
	rows bool
	err  error
}

// usualBeat is the time between an activity's signs of life; a worker that has given none
// for mostSilence is taken for dead, and its shards are played by others.
const (
	usualBeat   = 3 * time.Second
	mostSilence = 20 * time.Second
)

// mostReady is how many plans are kept at hand.
const mostReady = 8

// planOf is the plan of a play, which is compiled once for many shards.
func (s *Station) planOf(ctx context.Context, r Ref) (mc.Plan, bool, error) {
	s.mu.Lock()
	m := &made{id: r.ID}
	for i, there := range s.ready {
		if there.id == r.ID {
			m = there
			s.ready = append(s.ready[:i], s.ready[i+1:]...)
			break
		}
	}
	s.ready = append(s.ready, m)
	if len(s.ready) > mostReady {
		s.ready = s.ready[1:]
	}
	s.mu.Unlock()
	m.once.Do(func() { m.plan, m.rows, m.err = s.make(ctx, r) })
	if m.err != nil { // which may pass
		s.forget(m)
	}
	return m.plan, m.rows, m.err
}

func (s *Station) forget(m *made) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.ready {
		if s.ready[i] == m {
			s.ready = append(s.ready[:i], s.ready[i+1:]...)
			return
		}
	}
}

func (s *Station) make(ctx context.Context, r Ref) (mc.Plan, bool, error) {
	p, err := read(ctx, s.Store, r)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return mc.Plan{}, false, fmt.Errorf("%w\n  a worker needs the same store as the command: see --store", err)
	case err != nil:
		return mc.Plan{}, false, err
	case p.Build != buildID():
		return mc.Plan{}, false, never(fmt.Errorf("the run is of the build %s, but this worker is of %s: the last digits of its numbers may differ", p.Build, buildID()))
	}
	plan, err := p.Task.Plan()
	if err != nil {
		return mc.Plan{}, false, never(err)
	}
	return plan, p.Task.Rows, nil
}

// never is an error that no other try can mend.
func never(err error) error {
	return temporal.NewNonRetryableApplicationError(err.Error(), "never", err)
}

// Play plays a shard and writes what it gave.
func (s *Station) Play(ctx context.Context, r Ref, shard int) error {
	return s.write(ctx, r.shardName(shard), func(ctx context.Context) (func(io.Writer) error, error) {
		plan, rows, err := s.planOf(ctx, r)
		if err != nil {
			return nil, err
		}
		plan = r.part(plan, shard, shard+1)
		plan.Worlds = &s.worlds
		return func(w io.Writer) error {
			return experiment.RecordWhole(ctx, mc.Local{Workers: 1}, plan, rows, w)
		}, nil
	})
}

// Merge puts what the shards of a group gave together.
func (s *Station) Merge(ctx context.Context, r Ref, group int) error {
	return s.write(ctx, r.groupName(group), func(ctx context.Context) (func(io.Writer) error, error) {
		plan, _, err := s.planOf(ctx, r)
		if err != nil {
			return nil, err
		}
		from, to := r.group(group)
		all := gathering{store: s.Store, ref: r, plan: plan, next: from}
		if err := all.shards(ctx, to); err != nil {
			return nil, err
		}
		return all.sample.Sample().WriteRecording, nil
	})
}

// write writes an object of a play, unless it is there, and gives signs of life meanwhile.
func (s *Station) write(ctx context.Context, name string, begin func(context.Context) (func(io.Writer) error, error)) error {
	ctx, over := context.WithCancel(ctx)
	defer over()
	go live(ctx, cmp.Or(s.beat, usualBeat), nil)
	if there, err := s.Store.Has(ctx, name); there || err != nil {
		return err
	}
	write, err := begin(ctx)
	if err != nil {
		return err
	}
	return s.Store.WritePlain(ctx, name, write)
}

// live gives signs of life, which also tell whether the activity was cancelled, each with
// what says returns; nil for nothing.
func live(ctx context.Context, every time.Duration, says func() any) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if says == nil {
				activity.RecordHeartbeat(ctx)
			} else {
				activity.RecordHeartbeat(ctx, says())
			}
		}
	}
}
