package sim

import (
	"errors"

	"magnetsim/sim/draw"
)

// Block plays trials of one model, Lanes at a time: the state of a block of
// trials as a struct of arrays, one lane a trial. It belongs to one goroutine
// and reuses its memory: after the first blocks nothing is allocated.
type Block struct {
	m      *Model
	stops  func() bool // nil: never
	design draw.Design
	first  uint64
	n      int

	val     []lane    // by number
	normals []float64 // scratch of the copulas

	world      restriction
	proxy      proxy
	plan       plan
	perStepGap lane // 1/τ: the part of a gap that buyers order in a step
	alpha      lane // weight of the newest step in a forecast
	sec        []sectorState
	con        []consumerState
	mat        []materialState
	src        []sourceState
	plt        []plantState
	pile       []pileState

	ledger  ledger
	subject []subjectState
	follow  []lane // series now
	result  []lane // metrics

	wants             []lane    // scratch of an allocation, by place in the material's consumers
	need, give, floor []float64 // the same in one lane
}

// NewBlock returns a block that plays trials of m.
func (m *Model) NewBlock() *Block {
	b := &Block{
		m: m, val: make([]lane, len(m.numbers.list)),
		sec: make([]sectorState, len(m.sectors)), con: make([]consumerState, len(m.consumers)),
		mat: make([]materialState, len(m.materials)), src: make([]sourceState, len(m.sources)),
		plt: make([]plantState, len(m.plants)), pile: make([]pileState, len(m.stockpiles)),
		subject: make([]subjectState, len(m.subjects)), follow: make([]lane, len(m.series)),
		result:  make([]lane, len(m.metrics)),
		normals: make([]float64, len(m.numbers.list)),
		wants:   make([]lane, len(m.consumers)), need: make([]float64, len(m.consumers)),
		give: make([]float64, len(m.consumers)), floor: make([]float64, len(m.consumers)),
	}
	for i, x := range m.numbers.list {
		if !x.random {
			b.val[i].fill(x.dist.Mean())
		}
	}
	b.world.init(b)
	b.ledger.init(m)
	return b
}

// Play plays trials first to first+n−1 of the design, n at most Lanes. At the
// end of every step it calls observe, which may be nil, with the index of the
// step: SeriesNow then holds that step's values. It returns an error, and no
// results, where a figure of a trial is out of its range.
func (b *Block) Play(d draw.Design, first uint64, n int, observe func(step int)) error {
	if err := b.Draw(d, first, n); err != nil {
		return err
	}
	if err := b.restrict(); err != nil {
		return err
	}
	b.drawPlan()
	b.start()
	for k := range b.m.steps {
		if err := b.stopped(); err != nil {
			return err
		}
		b.step(k)
		if observe != nil {
			observe(k)
		}
	}
	b.finish()
	return nil
}

// ErrStopped says that a play was stopped before its end.
var ErrStopped = errors.New("stopped")

// StopWhen lets stop end a play, or a draw, in the middle: it is asked every step,
// and more often while a world is drawn. Play then returns ErrStopped and has no
// results.
func (b *Block) StopWhen(stop func() bool) { b.stops = stop }

func (b *Block) stopped() error {
	if b.stops != nil && b.stops() {
		return ErrStopped
	}
	return nil
}

// trial returns the trial that a lane plays: lanes beyond the last trial repeat
// it, so that a block holds no trial that was not asked for.
func (b *Block) trial(i int) uint64 { return b.first + uint64(min(i, b.n-1)) }

// Metric returns column i of the results, a number a trial, valid until the
// next Play.
func (b *Block) Metric(i int) []float64 { return b.result[i][:b.n] }

// Input returns column i of the sampled inputs, valid until the next Play.
func (b *Block) Input(i int) []float64 { return b.val[b.m.reported[i]][:b.n] }

// SeriesNow returns series i at the step that observe was called with.
func (b *Block) SeriesNow(i int) []float64 { return b.follow[i][:b.n] }

// Imbalance returns the largest relative error of a material's mass balance, or
// of the goods under way, in the trials last played.
func (b *Block) Imbalance() float64 { return b.ledger.worst(b.n) }
