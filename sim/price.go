package sim

import (
	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// priceMemory is the time constant, in years, over which the price follows
// supply: 4 weeks.
const priceMemory = 4 * 7 / chain.DaysPerYear

// openPrice notes, at the start of the step, the stocks of material m and their
// targets.
func (b *Block) openPrice(m int) {
	s := &b.mat[m]
	s.Stocks, s.Targets = lane.Vector{}, lane.Vector{}
	for _, c := range b.m.materials[m].consumers {
		lane.Held(s, &b.con[c], &b.val[b.m.consumers[c].cover], b.base[c], 1/b.m.dt)
	}
}

// reprice moves the price multiple π of every material whose price responds. It follows
// what supply can meet, not the pool over use, which would return to 1 under a
// permanent cut.
func (b *Block) reprice() {
	for m := range b.m.materials {
		x := &b.m.materials[m]
		if !x.moves {
			continue
		}
		wanted := &b.scratch.total
		*wanted = lane.Vector{}
		for _, c := range x.consumers {
			lane.Add(wanted, &b.con[c].Effective)
		}
		lane.Reprice(&b.mat[m], wanted, &b.market[m].Use, &b.val[x.elasticity], &b.val[x.priceCap], smoothing(b.m.dt, priceMemory))
	}
}
