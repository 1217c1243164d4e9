package sim

import (
	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// priceMemory is the time constant, in years, over which the price follows
// supply: 4 weeks.
const priceMemory = 4 * 7 / chain.DaysPerYear

// reprice moves the price multiple π of every material whose price responds. It follows
// what supply can meet, not the pool over use, which would return to 1 under a
// permanent cut.
func (b *Block) reprice() {
	for m := range b.m.materials {
		x := &b.m.materials[m]
		if !x.moves {
			continue
		}
		lane.Reprice(b.buyers[m], b.scratch.Scratch, &b.mat[m], &b.market[m], &b.val[x.elasticity], &b.val[x.priceCap], smoothing(b.m.dt, priceMemory))
	}
}
