package sim

import "magnetsim/sim/lane"

// list makes the lists that kernels go through, with what stays the same in all steps.
func (b *Block) list() {
	n := len(b.m.materials)
	b.buyers, b.lines, b.trades = make([][]lane.Buyer, n), make([][]lane.Buyer, n), make([][]lane.Trade, n)
	for m := range b.m.materials {
		b.buyers[m] = b.buyersOf(b.m.materials[m].consumers)
		b.trades[m] = make([]lane.Trade, len(b.m.materials[m].sources))
		lines := 0 // sectors come before plants
		for n, c := range b.m.materials[m].consumers {
			b.buyers[m][n].Want = &b.scratch.want[n]
			if b.m.consumers[c].sector >= 0 {
				lines = n + 1
			}
		}
		b.lines[m] = b.buyers[m][:lines]
	}
	for _, s := range b.m.subjects {
		b.counted = append(b.counted, b.buyersOf(s.lines))
	}
}

func (b *Block) buyersOf(consumers []int) []lane.Buyer {
	var list []lane.Buyer
	for _, c := range consumers {
		x := &b.m.consumers[c]
		y := lane.Buyer{Consumer: &b.con[c], Years: &b.val[x.cover], CatchUp: noLane, Beta: noLane}
		if x.sector >= 0 {
			y.CatchUp, y.Beta = &b.val[b.m.sectors[x.sector].catchUp], &b.val[b.m.sectors[x.sector].backlog]
		}
		list = append(list, y)
	}
	return list
}

// meet brings the lists to the step that the world is in.
func (b *Block) meet() {
	for m := range b.trades {
		copy(b.trades[m], b.world.trades[m])
		for n, j := range b.m.materials[m].sources {
			t := &b.trades[m][n]
			t.Source, t.Delivered = &b.src[j], &b.ledger.delivered[b.m.sources[j].account]
		}
		for n := range b.buyers[m] {
			x := &b.buyers[m][n]
			x.Base, x.Next = b.world.buyers[m][n].Base, b.world.buyers[m][n].Next
		}
	}
	for i, s := range b.m.subjects {
		for n, c := range s.lines {
			b.counted[i][n].Base = b.base[c]
		}
	}
}
