package mc

import (
	"context"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"magnetsim/sim"
)

// Play plays a plan. Where ctx is cancelled it finishes the blocks in flight, but
// for those that are given up (see GivingUp), and returns, without an error, the
// sample of the trials up to there, Complete false. An error is that of a faulty plan or of Plan.Rows; trials that
// fail are counted in the sample.
func Play(ctx context.Context, p Plan) (*Sample, error) {
	return play(ctx, p, castOf(p))
}

func play(ctx context.Context, p Plan, c cast) (*Sample, error) {
	r, err := newRun(p, c)
	if err != nil {
		return nil, err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(r.plan.Workers)
	for range r.plan.Workers {
		group.Go(func() error { return r.work(ctx) })
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return r.result(), nil
}

func newRun(p Plan, c cast) (*run, error) {
	if err := p.check(c.variants); err != nil {
		return nil, err
	}
	p = p.withDefaults()
	if p.NoSeries {
		c.variants = withoutSeries(c.variants)
	}
	return &run{gatherer: newGatherer(p, c.variants), player: c.player, total: uint64(blocks(p.Trials))}, nil
}

// result returns the sample once all workers have left.
func (r *run) result() *Sample {
	s := r.sample
	for _, w := range r.left {
		w.empty(s.follows, r.next)
		w.end()
	}
	s.Complete = s.Done == s.Asked
	if s.Done > 0 {
		s.Spans = []Span{{r.plan.First, int(s.Done)}}
	}
	return s
}

// run is a plan being played.
type run struct {
	*gatherer
	player func() performer // a new one for every goroutine
	total  uint64           // blocks
	taken  atomic.Uint64    // blocks that workers have taken, in order
}

// work plays blocks until there are none or ctx is cancelled. A block once taken
// is played, or none after it counts, so that what is kept has no holes.
func (r *run) work(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("a model cannot be played: %v", p)
		}
		if err != nil {
			r.stop()
		}
	}()
	w := newWorker(&r.plan, cast{r.variants, r.player}, givenUp(ctx))
	for ctx.Err() == nil && r.room(w) {
		b, ok := r.take(ctx)
		if !ok {
			break
		}
		if !w.recall(&r.plan, b) {
			if !w.play(b) {
				r.stop()
				break
			}
			if err := w.note(&r.plan, b); err != nil {
				return err
			}
		}
		w.finish(b)
		if err := r.deliver(b); err != nil {
			return err
		}
	}
	r.leave(w)
	if b, ok := w.player.(band); ok {
		b.rest()
	}
	return nil
}

type givingUp struct{}

// GivingUp returns a context that tells plays when patience ends: once it is
// cancelled, blocks in flight are played on until now is closed, and then given up.
func GivingUp(ctx context.Context, now <-chan struct{}) context.Context {
	return context.WithValue(ctx, givingUp{}, now)
}

// givenUp returns whether blocks in flight are to be given up.
func givenUp(ctx context.Context) func() bool {
	now, _ := ctx.Value(givingUp{}).(<-chan struct{})
	return func() bool {
		select {
		case <-now:
			return true
		default:
			return false
		}
	}
}

// take returns the next block to play, and whether there is one.
func (r *run) take(ctx context.Context) (*block, bool) {
	var b *block
	select {
	case b = <-r.free:
	case <-ctx.Done():
		return nil, false
	}
	i := r.taken.Add(1) - 1
	if i >= r.total {
		r.free <- b
		return nil, false
	}
	done := int(i) * sim.Lanes
	first := r.plan.First + uint64(done)
	b.reset(first/sim.Lanes, first, min(sim.Lanes, r.plan.Trials-done))
	return b, true
}
