package mc

import (
	"context"
	"errors"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Job is one play of many.
type Job struct {
	Plan Plan // its Workers are those of the pool
	// Done takes the sample of the job, or the error of a faulty plan. Its own
	// error ends all jobs. Those of different jobs may be called at once.
	Done func(*Sample, error) error

	cast *cast // instead of the plan's models, for tests
}

// PlayAll plays jobs 0 to n−1 with one pool of workers, 0 for one a processor.
// A worker prepares and begins a job of its own as long as there is one left,
// and then helps with the one that has most blocks to play: so all are busy when
// jobs are small, and also while the last and largest is played. Preparing makes a
// job ready, in the worker's goroutine; it returns nil where there is nothing to
// play.
//
// Every sample is that of Play, bit for bit. Where ctx is cancelled, blocks in
// flight are finished, jobs that have begun are done with what they have
// (Complete false), and no other begins.
func PlayAll(ctx context.Context, workers, n int, prepare func(i int) *Job) error {
	workers = Plan{Workers: workers, Trials: 1 << 30}.withDefaults().Workers
	group, ctx := errgroup.WithContext(ctx)
	p := &pool{workers: workers, jobs: n, prepare: prepare}
	p.changed = sync.NewCond(&p.mu)
	stop := context.AfterFunc(ctx, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.changed.Broadcast()
	})
	defer stop()
	for range workers {
		group.Go(func() error { return p.work(ctx) })
	}
	return group.Wait()
}

// pool is many jobs being played.
type pool struct {
	workers int
	jobs    int
	prepare func(i int) *Job

	mu        sync.Mutex
	changed   *sync.Cond // a job was opened, or none will be
	next      int        // job to prepare
	preparing int        // jobs that are being prepared
	open      []*opened
}

// opened is a job that is played.
type opened struct {
	*run
	job    *Job
	ctx    context.Context
	cancel context.CancelFunc
	hands  int // workers on it
	err    error
}

func (p *pool) work(ctx context.Context) error {
	for {
		o, err := p.join(ctx)
		if o == nil || err != nil {
			return err
		}
		if err := p.leave(o, o.work(o.ctx)); err != nil {
			return err
		}
	}
}

// join returns the job that a worker takes part in next, nil where there is
// nothing left to do. The worker counts among its hands.
func (p *pool) join(ctx context.Context) (*opened, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for ctx.Err() == nil {
		if p.next < p.jobs {
			if o, err := p.begin(ctx); o != nil || err != nil {
				return o, err
			}
			continue
		}
		if o := p.largest(); o != nil {
			o.hands++
			return o, nil
		}
		if p.preparing == 0 {
			break
		}
		p.changed.Wait()
	}
	return nil, nil
}

// begin prepares the next job, without the lock, and opens it; nil where it has
// nothing to play.
func (p *pool) begin(ctx context.Context) (*opened, error) {
	i := p.next
	p.next++
	p.preparing++
	p.mu.Unlock()
	job := p.prepare(i)
	o, err := p.ready(ctx, job)
	p.mu.Lock()
	p.preparing--
	p.changed.Broadcast()
	if o != nil {
		p.open = append(p.open, o)
	}
	return o, err
}

// ready makes a job playable. A faulty plan is done at once.
func (p *pool) ready(ctx context.Context, job *Job) (*opened, error) {
	if job == nil {
		return nil, nil
	}
	c := job.cast
	if c == nil {
		models := castOf(job.Plan)
		c = &models
	}
	plan := job.Plan
	plan.Workers = p.workers
	r, err := newRun(plan, *c)
	if err != nil {
		return nil, job.Done(nil, err)
	}
	o := &opened{run: r, job: job, hands: 1}
	o.ctx, o.cancel = context.WithCancel(ctx)
	return o, nil
}

// largest returns the open job with most blocks left to play, nil for none.
func (p *pool) largest() *opened {
	var best *opened
	most := uint64(0)
	for _, o := range p.open {
		if taken := o.taken.Load(); o.err == nil && taken < o.total && o.total-taken > most {
			best, most = o, o.total-taken
		}
	}
	return best
}

// leave takes a worker off a job; the last one completes it. A job that failed
// is left by all.
func (p *pool) leave(o *opened, err error) error {
	p.mu.Lock()
	if err != nil {
		o.err = errors.Join(o.err, err)
		o.cancel()
	}
	o.hands--
	last := o.hands == 0
	if last {
		for i := range p.open {
			if p.open[i] == o {
				p.open = append(p.open[:i], p.open[i+1:]...)
				break
			}
		}
	}
	p.mu.Unlock()
	if !last {
		return nil
	}
	o.cancel()
	if o.err != nil {
		return o.job.Done(nil, o.err)
	}
	return o.job.Done(o.result(), nil)
}
