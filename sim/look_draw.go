package sim

import (
	"fmt"

	"magnetsim/sim/draw"
)

// Draw draws the world of trials first to first+n−1 of the design as Play does, n at
// most Lanes, and plays none of it: Input, Begins and Visits then tell of it, and
// nothing else does. It takes a small part of the time.
func (b *Block) Draw(d draw.Design, first uint64, n int) error {
	if n < 1 || n > Lanes {
		return fmt.Errorf("a block holds 1 to %d trials, not %d", Lanes, n)
	}
	b.design, b.first, b.n = d, first, n
	b.sample()
	if err := b.check(); err != nil {
		return err
	}
	return b.drawEpisodes()
}
