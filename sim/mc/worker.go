package mc

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// worker plays blocks in one goroutine.
type worker struct {
	design   draw.Design
	variants []variant
	stop     func() bool // whether a block is to be given up
	anew     func() performer
	player   performer
	tapes    []*tape   // by variant
	trial    []float64 // sums of a trial that is played again
	kept     []kept    // the blocks on the tapes, in order
	record   []byte    // scratch of the journal
}

// kept is a block that is on the tapes.
type kept struct {
	index  uint64
	trials int // of it that did not fail
}

func newWorker(p *Plan, c cast, stop func() bool) *worker {
	w := &worker{design: p.Design, variants: c.variants, stop: stop, anew: c.player}
	for _, v := range c.variants {
		w.tapes = append(w.tapes, newTape(v.steps, len(v.series), p.each()))
	}
	w.replace()
	return w
}

// replace takes a new player.
func (w *worker) replace() {
	w.player = w.anew()
	w.player.StopWhen(w.stop)
}

// play plays the trials of b in every variant: together, and one at a time if
// any of them fails, so that only that one is lost. It is false where the block was
// given up.
func (w *worker) play(b *block) bool {
	w.begin()
	err := w.attempt(b, 0, b.n, func(v int) []float64 { return w.tapes[v].sums })
	switch {
	case errors.Is(err, sim.ErrStopped):
		return false
	case err != nil:
		return w.replay(b)
	}
	w.advance(b.n)
	return true
}

// finish hands the series of a block that was played, or recalled, on: the sums
// with the block, the bins on the tapes until the block is put in.
func (w *worker) finish(b *block) {
	for v, t := range w.tapes {
		b.sums[v] = t.sums
	}
	w.kept = append(w.kept, kept{b.index, b.n - b.failed})
}

// end lets others use what the worker has, which has nothing left to count.
func (w *worker) end() {
	for _, t := range w.tapes {
		tapes.Put(t)
	}
	w.tapes = nil
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
func (w *worker) replay(b *block) bool {
	w.begin()
	b.imbalance = 0
	before := w.tapes[0].width
	for lane := range b.n {
		if !w.replayTrial(b, lane) {
			w.advance(before - w.tapes[0].width)
			return false
		}
	}
	return true
}

func (w *worker) replayTrial(b *block, lane int) bool {
	rows := len(w.tapes[0].sums)
	if w.trial == nil {
		w.trial = make([]float64, len(w.variants)*rows)
	}
	before := b.imbalance
	err := w.attempt(b, lane, 1, func(v int) []float64 { return w.trial[v*rows : (v+1)*rows] })
	switch {
	case errors.Is(err, sim.ErrStopped):
		return false
	case err != nil:
		b.imbalance = before
		b.fail(lane, err)
		return true
	}
	w.advance(1)
	for v, t := range w.tapes {
		for i := range t.sums {
			t.sums[i] += w.trial[v*rows+i]
		}
	}
	return true
}

// full reports whether another block might not fit on the tapes.
func (w *worker) full() bool { return w.tapes[0].full() }

// empty counts the blocks before next that are on the tapes, and leaves the others.
func (w *worker) empty(follows []*follow, next uint64) {
	blocks, trials := 0, 0
	for blocks < len(w.kept) && w.kept[blocks].index < next {
		trials += w.kept[blocks].trials
		blocks++
	}
	if blocks == 0 {
		return
	}
	w.kept = slices.Delete(w.kept, 0, blocks)
	for v, t := range w.tapes {
		follows[v].addBins(t, trials)
		t.forget(trials)
	}
}

// attempt plays n trials of every variant from a lane on, records their series on the
// tapes and their sums where sums says. A panic comes back as an error, and the player,
// whose state may be broken, is replaced.
func (w *worker) attempt(b *block, lane, n int, sums func(variant int) []float64) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
			w.replace()
		}
	}()
	var observe func(v, step int)
	if w.tapes[0].series > 0 {
		observe = func(v, step int) { w.tapes[v].record(w.player.Of(v), step, n, sums(v)) }
	}
	if err := w.player.Play(w.design, b.first+uint64(lane), n, observe); err != nil {
		return err
	}
	for v := range w.variants {
		b.keep(w.player.Of(v), v, lane, n)
		if err := w.sound(b, v, lane, n); err != nil {
			return err
		}
	}
	return nil
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
