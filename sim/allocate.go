package sim

import (
	"math"

	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// What does not count is the same here as in the kernels.
const (
	dust   = lane.Dust
	trifle = lane.Trifle
)

// allocate shares the pool of material m: round 1 for what is needed now,
// [U − X]⁺, round 2 for restocking, [rS(k+1) + U − X]⁺.
func (b *Block) allocate(m int) {
	b.round(m, lane.WantNow)
	b.round(m, lane.WantRestock)
}

// round shares the pool of material m over the needs that a kernel states.
func (b *Block) round(m int, state func([]lane.Buyer, *lane.Scratch)) {
	mat, pool, x := &b.m.materials[m], &b.mat[m].Pool, b.scratch.Scratch
	if len(mat.consumers) == 0 {
		return
	}
	state(b.buyers[m], x)
	if mat.byQueue {
		b.queue(m)
		lane.HandWhole(b.buyers[m], pool)
	} else {
		lane.Hand(b.buyers[m], x, pool)
	}
}

// queue replaces, in the lanes where the pool of material m is not enough, the
// wants by what each consumer gets.
func (b *Block) queue(m int) {
	x, pool := &b.scratch, &b.mat[m].Pool
	if !scarce(pool, &x.Total) {
		return
	}
	consumers := b.m.materials[m].consumers
	for n := range consumers {
		x.give[n] = x.want[n]
	}
	x.Rest = *pool
	b.share(m, x.give[:len(consumers)], &x.Rest)
	for n := range consumers {
		lane.Settle(&x.want[n], &x.give[n], pool, &x.Total)
	}
}

// scarce reports whether the pool is not enough in some lane.
func scarce(pool, total *lane.Vector) bool {
	for l, x := range total {
		if pool[l] < x*lane.Enough {
			return true
		}
	}
	return false
}

// share divides an amount, which it uses up, over the needs of the consumers of
// material m, by place, and replaces them by what is given: first every floor, a share
// of its own need, then by the rule.
func (b *Block) share(m int, needs []lane.Vector, amount *lane.Vector) {
	mat, x := &b.m.materials[m], &b.scratch
	gives := x.floor[:len(needs)] // what floors give
	for n := range gives {
		gives[n] = lane.Vector{}
	}
	if len(mat.floored) > 0 {
		x.Planned = lane.Vector{}
		for _, n := range mat.floored {
			lane.Guarantee(&gives[n], &x.Planned, &needs[n], &b.val[b.m.consumers[mat.consumers[n]].floor])
		}
		lane.Covered(&x.Part, amount, &x.Planned)
		for _, n := range mat.floored {
			lane.GrantFloor(&gives[n], &needs[n], &gives[n], &x.Part)
		}
	}
	for _, class := range mat.places {
		if b.m.allocation == chain.EqualShares {
			b.pour(needs, gives, class, amount)
			continue
		}
		x.Planned = lane.Vector{}
		for _, n := range class {
			lane.Add(&x.Planned, &needs[n])
		}
		lane.Covered(&x.Part, amount, &x.Planned)
		for _, n := range class {
			lane.AddProduct(&gives[n], &needs[n], &x.Part)
		}
	}
	copy(needs, gives)
}

// pour is the water filling of a class, lane by lane.
func (b *Block) pour(needs, gives []lane.Vector, class []int, amount *lane.Vector) {
	need, give := b.scratch.needs[:len(needs)], b.scratch.gives[:len(needs)]
	for l := range amount {
		for _, n := range class {
			need[n], give[n] = needs[n][l], gives[n][l]
		}
		amount[l] = pour(need, give, class, amount[l])
		for _, n := range class {
			gives[n][l] = give[n]
		}
	}
}

// pour raises the members of a class to the same level, each from what a floor gave
// it already and none above its need (water filling), and returns what is left. The
// needs are those that floors have left.
func pour(need, give []float64, class []int, amount float64) float64 {
	level := math.Inf(1)
	for _, i := range class {
		level = min(level, give[i])
	}
	for amount > 0 {
		next, open := math.Inf(1), 0 // where the next member begins or has enough; who stands at the level
		for _, i := range class {
			switch begins, ends := give[i], give[i]+need[i]; {
			case begins > level:
				next = min(next, begins)
			case ends > level:
				next, open = min(next, ends), open+1
			}
		}
		if open == 0 && math.IsInf(next, 1) {
			break
		}
		if step := (next - level) * float64(open); step > amount {
			level += amount / float64(open)
			amount = 0
		} else {
			level, amount = next, amount-step
		}
	}
	for _, i := range class {
		give[i] = max(give[i], min(give[i]+need[i], level))
	}
	return amount
}
