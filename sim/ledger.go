package sim

import "math"

// ledger keeps the mass balance of every material: what was there at the start
// or shipped or made is in stock, in the pool, under way, or used.
type ledger struct {
	opening, shipped, made, used []lane // by material, t
	gap                          lane   // largest relative error at the end
	delivered, blocked           []lane // by account, t
	premium                      []lane // by origin, currency
}

func (g *ledger) init(m *Model) {
	for _, x := range []*[]lane{&g.opening, &g.shipped, &g.made, &g.used} {
		*x = make([]lane, len(m.materials))
	}
	g.delivered, g.blocked = make([]lane, len(m.accounts)), make([]lane, len(m.accounts))
	g.premium = make([]lane, len(m.origins))
}

// open clears the ledger and notes what is there at the start.
func (g *ledger) open(b *Block) {
	for m := range g.opening {
		b.holdings(&g.opening[m], m)
		g.shipped[m].fill(0)
		g.made[m].fill(0)
		g.used[m].fill(0)
	}
	for _, list := range [][]lane{g.delivered, g.blocked, g.premium} {
		for i := range list {
			list[i].fill(0)
		}
	}
}

// holdings sets x to the tonnes of material m in stock, in the pool, in the
// strategic stocks and under way, the last counted shipment by shipment.
func (b *Block) holdings(x *lane, m int) {
	mat := &b.m.materials[m]
	*x = b.mat[m].pool
	for _, c := range mat.consumers {
		x.add(&b.con[c].stock)
	}
	for _, i := range mat.stockpiles {
		x.add(&b.pile[i].level)
	}
	for _, j := range mat.sources {
		for r := range b.src[j].road {
			x.add(&b.src[j].road[r])
		}
	}
}

// depart books what is shipped of material m from the start on.
func (g *ledger) depart(b *Block, m, k int) {
	if k < 0 {
		return
	}
	for _, j := range b.m.materials[m].sources {
		g.shipped[m].add(&b.src[j].ship)
	}
}

// close compares, at the end of the trials, both sides of every account.
func (g *ledger) close(b *Block) {
	g.gap.fill(0)
	var have, road lane
	for m := range g.opening {
		b.holdings(&have, m)
		road.fill(0)
		for _, j := range b.m.materials[m].sources {
			for r := range b.src[j].road {
				road.add(&b.src[j].road[r])
			}
		}
		for l := range have {
			in := g.opening[m][l] + g.shipped[m][l] + g.made[m][l]
			out := have[l] + g.used[m][l]
			g.gap[l] = worse(g.gap[l], math.Abs(in-out)/max(1, in))
			g.gap[l] = worse(g.gap[l], math.Abs(road[l]-b.mat[m].underway[l])/max(1, in))
		}
	}
}

// worse returns the larger of two errors; one that is not a number is infinite.
func worse(a, b float64) float64 {
	if math.IsNaN(b) {
		return math.Inf(1)
	}
	return max(a, b)
}

// worst returns the largest relative error of the first n trials.
func (g *ledger) worst(n int) float64 {
	top := 0.0
	for _, x := range g.gap[:n] {
		top = max(top, x)
	}
	return top
}

// deliver books what arrives from source j.
func (b *Block) deliver(j int, due *lane) {
	x := &b.m.sources[j]
	b.ledger.delivered[x.account].add(due)
	if !x.dearer {
		return
	}
	paid, price, premium := &b.ledger.premium[x.origin], &b.val[b.m.materials[x.material].price], &b.val[x.premium]
	for l := range paid {
		paid[l] += due[l] * price[l] * premium[l]
	}
}

// noteBlocked books what curbs keep source j from shipping of its normal
// volume: [min(n, K) − M]⁺.
func (b *Block) noteBlocked(j int) {
	s, x := &b.src[j], &b.ledger.blocked[b.m.sources[j].account]
	for l := range x {
		x[l] += positive(min(s.normal[l], s.capacity[l]) - s.most[l])
	}
}
