package sim

import (
	"math"

	"magnetsim/sim/chain"
)

// priceMemory is the time constant, in years, over which the price follows
// supply: 4 weeks.
const priceMemory = 4 * 7 / chain.DaysPerYear

// openPrice notes, at the start of step k, the stocks of material m and their
// targets.
func (b *Block) openPrice(m, k int) {
	s := &b.mat[m]
	s.stocks.fill(0)
	s.targets.fill(0)
	var target lane
	for _, c := range b.m.materials[m].consumers {
		s.stocks.add(&b.con[c].stock)
		b.target(&target, c, k)
		s.targets.addProduct(&b.con[c].ratio, &target)
	}
}

// reprice moves the price multiple π of every material whose price responds.
//
//	y = min(1, (inflow + release + [ΣX − ½ΣrS]⁺)/Σe)
//	x ← x + (1 − exp(−Δ/4 weeks))(y − x)
//	π = clamp(x^{−1/ε}, 1, cap)
//
// It follows what supply can meet, not the pool over use, which would return to
// 1 under a permanent cut.
func (b *Block) reprice() {
	alpha := smoothing(b.m.dt, priceMemory)
	for m := range b.m.materials {
		x := &b.m.materials[m]
		if !x.moves {
			continue
		}
		s := &b.mat[m]
		var wanted lane
		for _, c := range x.consumers {
			wanted.add(&b.con[c].effective)
		}
		epsilon, top := &b.val[x.elasticity], &b.val[x.priceCap]
		for l := range s.price {
			y := 1.0
			if have := s.inflow[l] + s.released[l] + positive(s.stocks[l]-s.targets[l]/2); have < wanted[l]-trifle*s.use[l] {
				y = have / wanted[l]
			}
			s.supply[l] += alpha * (y - s.supply[l])
			s.price[l] = 1
			if s.supply[l] < 1 {
				s.price[l] = max(1, min(top[l], math.Pow(s.supply[l], -1/epsilon[l])))
			}
		}
		s.peak.max(&s.price)
	}
}
