package sim

import (
	"math"

	"magnetsim/sim/lane"
)

// ledger keeps the mass balance of every material: what was there at the start
// or shipped or made is in stock, in the pool, under way, or used.
type ledger struct {
	opening, shipped, made, used []lane.Vector // by material, t
	gap                          lane.Vector   // largest relative error at the end
	delivered, earlier           []lane.Vector // by account, t; earlier: before what is told
	premium                      []lane.Vector // by origin, currency
}

func (g *ledger) init(m *Model) {
	for _, x := range []*[]lane.Vector{&g.opening, &g.shipped, &g.made, &g.used} {
		*x = make([]lane.Vector, len(m.materials))
	}
	g.delivered, g.earlier, g.premium = make([]lane.Vector, len(m.accounts)), make([]lane.Vector, len(m.accounts)), make([]lane.Vector, len(m.origins))
}

// open clears the ledger and notes what is there at the start.
func (g *ledger) open(b *Block) {
	for m := range g.opening {
		b.holdings(&g.opening[m], m)
	}
	for _, list := range [][]lane.Vector{g.shipped, g.made, g.used, g.delivered, g.earlier, g.premium} {
		clear(list)
	}
}

// holdings sets x to the tonnes of material m in stock, in the pool, in the
// strategic stocks and under way, the last counted shipment by shipment.
func (b *Block) holdings(x *lane.Vector, m int) {
	mat := &b.m.materials[m]
	*x = b.mat[m].Pool
	for _, c := range mat.consumers {
		lane.Add(x, &b.con[c].Stock)
	}
	for _, i := range mat.stockpiles {
		lane.Add(x, &b.pile[i].Level)
	}
	for _, j := range mat.sources {
		for r := range b.road[j] {
			lane.Add(x, &b.road[j][r])
		}
	}
}

// close compares, at the end of the trials, both sides of every account.
func (g *ledger) close(b *Block) {
	g.gap.Fill(0)
	var have, road lane.Vector
	for m := range g.opening {
		b.holdings(&have, m)
		road.Fill(0)
		for _, j := range b.m.materials[m].sources {
			for r := range b.road[j] {
				lane.Add(&road, &b.road[j][r])
			}
		}
		for l := range have {
			in := g.opening[m][l] + g.shipped[m][l] + g.made[m][l]
			out := have[l] + g.used[m][l]
			g.gap[l] = worse(g.gap[l], math.Abs(in-out)/max(1, in))
			g.gap[l] = worse(g.gap[l], math.Abs(road[l]-b.mat[m].Underway[l])/max(1, in))
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
