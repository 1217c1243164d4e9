package sim

import "magnetsim/sim/draw"

// Band plays the same trials of several models side by side. Models that differ in
// nothing but what policies decide share their world: its draws, its curbs and its plan
// are made once. Every result is, bit for bit, that of the model's own Block. A band
// belongs to one goroutine.
type Band struct {
	worlds []*world
	blocks []*Block // by model
	pause  func()   // before every step; nil for none
}

// NewBand returns a band that plays trials of models, which have the same number of
// steps.
func NewBand(models []*Model) *Band { return (*Worlds)(nil).Band(models) }

// worldOf returns the world of a model: an earlier one where it is the same, one that is
// kept, or else a new one.
func (b *Band) worldOf(m *Model, kept *Worlds) *world {
	for _, w := range b.worlds {
		if w.m.sameWorld(m) {
			return w
		}
	}
	w := kept.take(m)
	if w == nil {
		w = newWorld(m)
	}
	b.worlds = append(b.worlds, w)
	return w
}

// Block returns the block of model i.
func (b *Band) Block(i int) *Block { return b.blocks[i] }

// StopWhen is that of a block, for all.
func (b *Band) StopWhen(stop func() bool) {
	for _, w := range b.worlds {
		w.StopWhen(stop)
	}
}

// Play is that of a block, for all; observe is called model by model.
func (b *Band) Play(d draw.Design, first uint64, n int, observe func(model, step int)) error {
	for _, w := range b.worlds {
		if err := w.meet(d, first, n); err != nil {
			return err
		}
		w.begin()
	}
	for _, x := range b.blocks {
		if err := x.ownNumbers(); err != nil {
			return err
		}
		x.start()
	}
	for k := range b.worlds[0].m.steps {
		if b.pause != nil {
			b.pause()
		}
		for _, w := range b.worlds {
			if err := w.stopped(); err != nil {
				return err
			}
			w.step(k)
		}
		for i, x := range b.blocks {
			x.step(k)
			if observe != nil {
				x.followStep()
				observe(i, k)
			}
		}
	}
	for _, x := range b.blocks {
		x.finish()
	}
	return nil
}
