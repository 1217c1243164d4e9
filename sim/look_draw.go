package sim

import "magnetsim/sim/draw"

// Draw draws the world of trials first to first+n−1 of the design as Play does, n at
// most Lanes, and plays none of it: Input, Begins and Visits then tell of it, and
// nothing else does. It takes a small part of the time.
func (b *Block) Draw(d draw.Design, first uint64, n int) error {
	if err := b.draw(d, first, n); err != nil {
		return err
	}
	return b.ownNumbers()
}
