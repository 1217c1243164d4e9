package mc

import (
	"fmt"
	"math"
	"sync"

	"magnetsim/sim"
)

// gatherer puts blocks into a sample in their order, whoever played them.
type gatherer struct {
	plan     Plan
	variants []variant
	free     chan *block // bounds the blocks that are played but not yet put in

	mu      sync.Mutex
	sample  *Sample
	waiting map[uint64]*block // by index
	next    uint64            // index of the next block to put in
	err     error
	over    bool       // no block will be put in any more
	moved   *sync.Cond // next rose, or it is over
	left    []*worker  // whose tapes hold what was not put in when they left
}

func newGatherer(p Plan, variants []variant) *gatherer {
	g := &gatherer{
		plan: p, variants: variants, sample: newSample(p, variants),
		free: make(chan *block, min(4*p.Workers, max(1, blocks(p.Trials)))), waiting: map[uint64]*block{}, next: p.First / sim.Lanes,
	}
	g.moved = sync.NewCond(&g.mu)
	for range cap(g.free) {
		g.free <- newBlock(variants, p.Rows != nil)
	}
	return g
}

// deliver takes a played block, and puts in all that are next in order.
func (g *gatherer) deliver(b *block) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.waiting[b.index] = b
	for g.err == nil {
		b, ok := g.waiting[g.next]
		if !ok {
			break
		}
		delete(g.waiting, g.next)
		g.next++
		g.err = g.put(b)
		g.free <- b
	}
	g.moved.Broadcast()
	return g.err
}

// stop lets nobody wait for a block that will not come.
func (g *gatherer) stop() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.over = true
	g.moved.Broadcast()
}

// room counts what is on a worker's full tapes of the blocks that are put in, and
// waits for one where none is. It is false where there will be no room.
func (g *gatherer) room(w *worker) bool {
	for w.full() {
		g.mu.Lock()
		for g.next <= w.kept[0].index && !g.over && g.err == nil {
			g.moved.Wait()
		}
		next := g.next
		g.mu.Unlock()
		if next <= w.kept[0].index {
			return false
		}
		w.empty(g.sample.follows, next)
	}
	return true
}

// leave takes a worker's leave: what is on its tapes is counted, now or in the end.
func (g *gatherer) leave(w *worker) {
	g.mu.Lock()
	next := g.next
	g.mu.Unlock()
	w.empty(g.sample.follows, next)
	if len(w.kept) == 0 {
		w.end()
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.left = append(g.left, w)
}

// put adds the next block to the sample. A panic of the plan's own functions
// comes back as an error.
func (g *gatherer) put(b *block) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("taking in trials %d to %d: %v", b.first, b.first+uint64(b.n)-1, r)
		}
	}()
	if g.plan.Rows != nil {
		if err := g.rows(b); err != nil {
			return err
		}
	}
	g.columns(b)
	for v, f := range g.sample.follows {
		f.sums.Add(b.index, b.sums[v])
	}
	g.sample.count(b)
	if g.plan.Progress != nil {
		g.plan.Progress(int(g.sample.Done), g.plan.Trials)
	}
	return nil
}

func (g *gatherer) rows(b *block) error {
	for v := range g.variants {
		err := g.plan.Rows(Rows{
			Variant: v, First: b.first, Model: g.variants[v].model, N: b.n, inputs: len(b.inputs[v]), metrics: len(b.metrics[v]),
			Input:  func(i int) []float64 { return b.inputs[v][i][:b.n] },
			Metric: func(i int) []float64 { return b.metrics[v][i][:b.n] },
			OK:     func(lane int) bool { return b.ok[lane] },
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// columns adds the metrics of the trials that did not fail.
func (g *gatherer) columns(b *block) {
	s, part := g.sample, g.parts(b)
	for i, m := range s.Metrics {
		zero := b.good(b.metrics[0][i])
		s.put(0, i, b.index, zero, part)
		for v := 1; v < s.Variants; v++ {
			values := b.good(b.metrics[v][i])
			s.put(v, i, b.index, values, part)
			if !m.Partial { // pairs of what is not defined in every trial are not compared
				s.pairs[v][i].add(b.index, zero, values, part)
			}
		}
	}
	for i, c := range s.crosses {
		for v := 1; v < s.Variants; v++ {
			s.crossed[v][i].add(b.index, b.change(v, c[0]), b.change(v, c[1]), part)
		}
	}
}

// put adds the values of a block to a column, but for those that are not defined.
func (s *Sample) put(variant, metric int, block uint64, values []float64, part []int) {
	if s.Metrics[metric].Partial {
		values, part = defined(values, part)
	}
	if part == nil {
		s.columns[variant][metric].Add(block, values)
		return
	}
	s.columns[variant][metric].AddParts(block, values, part)
}

// defined returns the values that are numbers, and their replicates.
func defined(values []float64, part []int) (kept []float64, of []int) {
	for i, x := range values {
		if math.IsNaN(x) {
			continue
		}
		kept = append(kept, x)
		if part != nil {
			of = append(of, part[i])
		}
	}
	return kept, of
}

// parts returns the replicate of every trial of a block that did not fail; nil
// where the design has none.
func (g *gatherer) parts(b *block) []int {
	if g.sample.replicates == 0 {
		return nil
	}
	part := make([]int, 0, b.n)
	for i := range b.n {
		if b.ok[i] {
			part = append(part, int(g.plan.Design.Group(b.first+uint64(i))))
		}
	}
	return part
}

// count adds to the sample how a block went.
func (s *Sample) count(b *block) {
	if b.failed > 0 && s.Failed == 0 {
		s.FirstError, s.FirstFail = b.err.Error(), b.firstFail
	}
	s.Done += int64(b.n)
	s.Failed += int64(b.failed)
	s.Imbalance = max(s.Imbalance, b.imbalance)
}
