package mc

import (
	"fmt"
	"math"

	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// worker plays blocks in one goroutine.
type worker struct {
	design   draw.Design
	variants []variant
	players  []player  // by variant
	tapes    []*tape   // by variant
	trial    []float64 // sums of a trial that is played again
}

func newWorker(d draw.Design, variants []variant) *worker {
	w := &worker{design: d, variants: variants}
	for _, v := range variants {
		w.players = append(w.players, v.play())
		w.tapes = append(w.tapes, newTape(v.steps, len(v.series)))
	}
	return w
}

// play plays the trials of b in every variant: together, and one at a time if
// any of them fails, so that only that one is lost.
func (w *worker) play(b *block) {
	w.begin()
	for v, t := range w.tapes {
		if err := w.attempt(b, v, 0, b.n, t.sums); err != nil {
			w.replay(b)
			return
		}
	}
	w.advance(b.n)
}

func (w *worker) begin() {
	for _, t := range w.tapes {
		t.begin()
	}
}

// advance keeps on the tapes the trials that were recorded last.
func (w *worker) advance(n int) {
	for _, t := range w.tapes {
		t.width += n
	}
}

// replay plays the trials of b one at a time and keeps those that succeed in
// every variant.
func (w *worker) replay(b *block) {
	w.begin()
	b.imbalance = 0
	for lane := range b.n {
		w.replayTrial(b, lane)
	}
}

func (w *worker) replayTrial(b *block, lane int) {
	rows := len(w.tapes[0].sums)
	if w.trial == nil {
		w.trial = make([]float64, len(w.variants)*rows)
	}
	before := b.imbalance
	for v := range w.variants {
		if err := w.attempt(b, v, lane, 1, w.trial[v*rows:(v+1)*rows]); err != nil {
			b.imbalance = before
			b.fail(lane, err)
			return
		}
	}
	w.advance(1)
	for v, t := range w.tapes {
		for i := range t.sums {
			t.sums[i] += w.trial[v*rows+i]
		}
	}
}

// hand gives the series of the block just played to the variants' time series,
// the bins once the tapes are full.
func (w *worker) hand(b *block, follows []*follow) {
	for v, t := range w.tapes {
		follows[v].addSums(b.index, t.sums)
	}
	if w.tapes[0].full() {
		w.empty(follows)
	}
}

// empty counts what is on the tapes.
func (w *worker) empty(follows []*follow) {
	for v, t := range w.tapes {
		follows[v].addBins(t)
		t.width = 0
	}
}

// attempt plays n trials of a variant from a lane on, records their series on its
// tape and their sums in sums. A panic comes back as an error, and the player,
// whose state may be broken, is replaced.
func (w *worker) attempt(b *block, v, lane, n int, sums []float64) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
			w.players[v] = w.variants[v].play()
		}
	}()
	p, t := w.players[v], w.tapes[v]
	observe := func(step int) { t.record(p, step, n, sums) }
	if err := p.Play(w.design, b.first+uint64(lane), n, observe); err != nil {
		return err
	}
	b.keep(p, v, lane, n)
	return w.sound(b, v, lane, n)
}

// sound returns an error where a metric of a trial is not a number that it may be.
func (w *worker) sound(b *block, v, lane, n int) error {
	for i, m := range w.variants[v].metrics {
		for _, x := range b.metrics[v][i][lane : lane+n] {
			if !allowed(m, x) {
				return fmt.Errorf("%s is %v", m.Name, x)
			}
		}
	}
	return nil
}

func allowed(m sim.Metric, x float64) bool {
	return m.Partial && math.IsNaN(x) || !math.IsNaN(x) && (!math.IsInf(x, 0) || m.Never && x > 0)
}
