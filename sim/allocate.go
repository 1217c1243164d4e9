package sim

import (
	"math"

	"magnetsim/sim/chain"
)

// enough is how near to the whole need a pool counts as all of it. In a steady
// state pool and need are the same sum in another order; without it rounding
// would decide who is served.
const enough = 1 - dust

// dust is the part of a step's need below which tonnes are rounding.
const dust = 1e-12

// trifle is the part of a step's use, of a step or of a whole below which nothing is
// decided: what rounding, or an 11th digit of an input, leaves where nothing should be
// must not open a stock, pause orders or divide by itself.
const trifle = 1e-9

// allocate shares the pool of material m: round 1 for what is needed now,
// [U − X]⁺, round 2 for restocking, [rS(k+1) + U − X]⁺.
func (b *Block) allocate(m int) {
	b.round(m, func(s *consumerState, need *lane) {
		for l := range need {
			need[l] = positive(s.required[l] - s.stock[l])
		}
	})
	b.round(m, func(s *consumerState, need *lane) {
		for l := range need {
			need[l] = positive(s.ratio[l]*s.cover[l] + s.required[l] - s.stock[l])
		}
	})
}

// round shares the pool of material m over the needs that the function states.
// What is shared in proportion is done for all lanes at once; other rules and
// floors lane by lane, where the pool is not enough.
func (b *Block) round(m int, state func(s *consumerState, need *lane)) {
	mat, s := &b.m.materials[m], &b.mat[m]
	if len(mat.consumers) == 0 {
		return
	}
	var total, scale lane
	for n, c := range mat.consumers {
		state(&b.con[c], &b.wants[n])
		total.add(&b.wants[n])
	}
	scarce := false
	for l := range total {
		scale[l] = 1
		if s.pool[l] < total[l]*enough {
			scarce = true
			if !mat.byQueue {
				scale[l] = s.pool[l] / total[l]
			}
		}
	}
	if scarce && mat.byQueue {
		b.queue(m, &total)
	}
	for n, c := range mat.consumers {
		stock, need := &b.con[c].stock, &b.wants[n]
		for l := range stock {
			x := need[l] * scale[l]
			stock[l] += x
			s.pool[l] -= x
		}
	}
	for l := range s.pool {
		s.pool[l] = positive(s.pool[l])
	}
}

// queue replaces, in the lanes where the pool of material m is not enough, the
// needs by what each consumer gets.
func (b *Block) queue(m int, total *lane) {
	mat, pool := &b.m.materials[m], &b.mat[m].pool
	for l := range total {
		if pool[l] >= total[l]*enough {
			continue
		}
		for n := range mat.consumers {
			b.need[n] = b.wants[n][l]
		}
		b.share(m, l, pool[l])
		for n := range mat.consumers {
			b.wants[n][l] = b.give[n]
		}
	}
}

// share divides an amount over b.need into b.give, by place in the material's
// consumers: first every floor, a share of its own need, then by the rule.
func (b *Block) share(m, l int, amount float64) {
	mat := &b.m.materials[m]
	n := len(mat.consumers)
	need, give := b.need[:n], b.give[:n]
	clear(give)
	if mat.floors {
		floors := 0.0
		for i, c := range mat.consumers {
			b.floor[i] = need[i] * b.val[b.m.consumers[c].floor][l]
			floors += b.floor[i]
		}
		scale := proportion(amount, floors)
		for i := range give {
			give[i] = b.floor[i] * scale
			need[i] = positive(need[i] - give[i])
		}
		amount = positive(amount - floors*scale)
	}
	for _, class := range mat.places {
		if b.m.allocation == chain.EqualShares {
			amount = pour(need, give, class, amount)
		} else {
			amount = inProportion(need, give, class, amount)
		}
	}
}

// proportion returns the share of a need that an amount covers, at most 1.
func proportion(amount, need float64) float64 {
	if need <= amount {
		return 1
	}
	return amount / need
}

// inProportion gives the members of a class their need, or all the same share
// of it, and returns what is left.
func inProportion(need, give []float64, class []int, amount float64) float64 {
	total := 0.0
	for _, i := range class {
		total += need[i]
	}
	scale := proportion(amount, total)
	for _, i := range class {
		give[i] += need[i] * scale
	}
	return positive(amount - total*scale)
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
