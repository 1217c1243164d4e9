package cluster

import (
	"context"
	"fmt"
	"io"
	"time"

	"magnetsim/cmd/magnetsim-cluster/internal/store"
	"magnetsim/sim/mc"
)

// gathering puts what shards gave together, in their order, one at a time.
type gathering struct {
	store  *store.Store
	ref    Ref
	plan   mc.Plan
	next   int       // shard to take
	sample mc.Union  // of those before it
	away   time.Time // since when nothing can be read; zero where something can
}

// groups takes what the shards of groups gave, up to before one.
func (g *gathering) groups(ctx context.Context, to int) error {
	for group := g.next / g.ref.inGroup(); group < to; group++ {
		from, to := g.ref.group(group)
		if g.ref.merged(group) {
			if err := g.take(ctx, g.ref.groupName(group), from, to); err != nil {
				return err
			}
			continue
		}
		if err := g.shards(ctx, to); err != nil {
			return err
		}
	}
	return nil
}

// shards takes what shards gave, up to before one.
func (g *gathering) shards(ctx context.Context, to int) error {
	for g.next < to {
		if err := g.take(ctx, g.ref.shardName(g.next), g.next, g.next+1); err != nil {
			return err
		}
	}
	return nil
}

// unreadable is the error of an object of which nothing was read, which may pass.
type unreadable struct{ error }

func (u unreadable) Unwrap() error { return u.error }

// take takes an object that shards gave, from one to before another. One that is begun is
// taken whole, since its trials are shown on the way.
func (g *gathering) take(ctx context.Context, name string, from, to int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	part := g.ref.part(g.plan, from, to)
	part.Progress = nil
	begun := false
	err := g.store.ReadPlain(context.WithoutCancel(ctx), name, func(r io.Reader) error {
		begun = true
		return g.sample.Replay(part, r)
	})
	if err != nil && !begun {
		return unreadable{err}
	}
	if err != nil {
		return fmt.Errorf("shard %d of %d: %w", from+1, g.ref.Shards, err)
	}
	g.next = to
	return nil
}

// rest takes what there is more, up to a shard that is missing.
func (g *gathering) rest(ctx context.Context) error {
	for g.next < g.ref.Shards {
		there, err := g.store.Has(ctx, g.ref.shardName(g.next))
		if err != nil || !there {
			return err
		}
		if err := g.shards(ctx, g.next+1); err != nil {
			return err
		}
	}
	return nil
}

// beyond says, where more shards are kept than were taken, that results are of those alone.
func (g *gathering) beyond(kept int) string {
	if kept <= g.next {
		return ""
	}
	return fmt.Sprintf("\n  The results are of the first %d, up to one that is missing.", g.next)
}

// partial is the sample of the trials up to where some are missing, of all that were asked
// for.
func (g *gathering) partial(ctx context.Context) (*mc.Sample, error) {
	s := g.sample.Sample()
	if s == nil {
		none := g.plan.On(mc.Span{First: g.plan.First})
		none.Of, none.Rows = max(g.plan.Of, g.plan.Trials), nil
		var err error
		if s, err = mc.Play(context.WithoutCancel(ctx), none); err != nil {
			return nil, err
		}
	}
	s.Asked = int64(g.plan.Trials)
	s.Complete = s.Done == s.Asked
	return s, nil
}
