package sim

import "magnetsim/sim/lane"

// step plays step k of every trial: the stages of model section 5, in order.
func (b *Block) step(k int) {
	b.pass(k) // 0 where a period begins or ends
	b.meet()
	b.demand() // 1 what is required; the world has moved its curbs, outages and ramps (trade.go)
	b.hoard(k)
	b.want(k) // 2 plants
	for _, m := range b.m.order {
		b.arrive(m, k)
		b.make(m)
		b.allocate(m)                           // 3 the pool to consumers
		b.reserve(m, k)                         // 4 the strategic stock, and the rest of the pool
		lane.Use(b.lines[m], &b.ledger.used[m]) // 5
	}
	b.forecast() // 6
	b.substitute()
	b.reprice()
	for m := range b.m.materials {
		b.order(m, k) // 7
		b.send(m, k)  // 8
	}
	b.record(k) // 9
}
