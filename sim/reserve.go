package sim

import (
	"math"

	"magnetsim/sim/chain"
)

// memory is how long, in years, an episode outlives its condition, and orders
// for a stock stay paused after a release: 4 weeks.
const memory = 4 * 7 / chain.DaysPerYear

// half is half a step less what rounding may take from one, so that halves go up.
const half = 0.5 + trifle

// wholeSteps returns a time as steps, rounded, halves up.
func (b *Block) wholeSteps(years float64) int {
	return int(min(never, math.Floor(years/b.m.dt+half)))
}

// reserve lets the strategic stocks of material m release or fill in step k, in
// file order, and hands the rest of the pool to the consumers.
func (b *Block) reserve(m, k int) {
	b.mat[m].released.fill(0)
	for _, i := range b.m.materials[m].stockpiles {
		b.pileTarget(&b.pile[i].goal, i, k)
		for l := range Lanes {
			b.pile[i].released[l], b.pile[i].bought[l] = 0, 0
			condition := b.condition(i, l, k)
			armed := b.arm(i, l, k, condition)
			if armed {
				b.releaseTo(i, l, k)
			}
			if b.pile[i].released[l] == 0 {
				b.fillFrom(i, l)
			}
		}
	}
	b.handOut(m)
}

// pileTarget sets t to the target of stockpile i in step k: tonnes, or years of
// the planned use of those who may draw from it.
func (b *Block) pileTarget(t *lane, i, k int) {
	x := &b.m.stockpiles[i]
	if !x.targetOfUse {
		*t = b.val[x.target]
		return
	}
	b.eligibleUse(t, i, k)
	years := &b.val[x.target]
	for l := range t {
		t[l] *= years[l] / b.m.dt
	}
}

// eligibleUse sets t to the planned use in step k of those who may draw from
// stockpile i.
func (b *Block) eligibleUse(t *lane, i, k int) {
	t.fill(0)
	for _, c := range b.m.stockpiles[i].eligible {
		t.add(b.plan.use(c, k))
	}
}

// condition reports whether the trigger of stockpile i holds in lane l.
func (b *Block) condition(i, l, k int) bool {
	x := &b.m.stockpiles[i]
	switch x.trigger {
	case chain.OnCurb:
		for _, j := range b.m.materials[x.material].sources {
			if x := b.world.at(b.m.sources[j].exposure, k); x.free[l] < 1 || x.delay[l] > 0 {
				return true
			}
		}
		return false
	case chain.OnCover:
		above, use := 0.0, 0.0
		for _, c := range x.eligible {
			s := &b.con[c]
			above += positive(s.stock[l] - s.required[l])
			use += b.planned(c, l, k) * s.ratio[l]
		}
		return above < (b.val[x.cover][l]/b.m.dt-trifle)*use
	}
	short, wanted := 0.0, 0.0
	for _, c := range x.eligible {
		s := &b.con[c]
		short += positive(s.required[l] - s.stock[l])
		wanted += s.required[l]
	}
	return short > wanted*trifle
}

// planned returns b_c(k) in lane l.
func (b *Block) planned(c, l, k int) float64 { return b.plan.use(c, k)[l] }

// arm follows the episode of stockpile i in lane l and reports whether it may
// release in step k: an episode lives from the first step of the condition
// until the memory after its last, and releases from the administrative delay
// on, which runs once.
func (b *Block) arm(i, l, k int, condition bool) bool {
	s := &b.pile[i]
	if k-s.last[l] > b.wholeSteps(memory) { // before today's condition, which begins another
		s.begun[l] = -1
	}
	if condition {
		if s.begun[l] < 0 {
			s.begun[l] = k
		}
		s.last[l] = k
	}
	return s.begun[l] >= 0 && k-s.begun[l] >= b.wholeSteps(b.val[b.m.stockpiles[i].delay][l])
}

// releaseTo releases from stockpile i in lane l what those who may draw need,
// up to its level and rate, allocated by the scenario's rule.
func (b *Block) releaseTo(i, l, k int) {
	x, s := &b.m.stockpiles[i], &b.pile[i]
	mat := &b.m.materials[x.material]
	total := 0.0
	for n, c := range mat.consumers {
		b.need[n] = 0
		if x.isEligible[n] {
			b.need[n] = b.claim(x, c, l, k)
		}
		total += b.need[n]
	}
	most := min(total, b.releaseRate(x, s, l))
	amount := min(most, s.level[l])
	kept := s.goal[l]+s.level[l]+s.sumReleased[l] > 0 // a stock that nobody keeps is not exhausted
	if kept && amount < most*(1-trifle) {
		s.exhausted[l] = 1
	}
	if !(amount > trifle*b.mat[x.material].use[l]) {
		return
	}
	b.share(x.material, l, amount)
	for n, c := range mat.consumers {
		b.con[c].stock[l] += b.give[n]
	}
	s.level[l] = positive(s.level[l] - amount)
	s.released[l] = amount
	s.freed[l] = k
	b.mat[x.material].released[l] += amount
}

// claim is the need of consumer c on a release: [U − X]⁺, under the cover
// trigger [U + c*F/Δ − X]⁺, which lifts its cover back to the threshold.
func (b *Block) claim(x *stockpile, c, l, k int) float64 {
	s := &b.con[c]
	lift := 0.0
	if x.trigger == chain.OnCover {
		lift = b.val[x.cover][l] * s.ratio[l] * b.planned(c, l, k) / b.m.dt
	}
	need := s.required[l] + lift
	if need-s.stock[l] < dust*need {
		return 0
	}
	return need - s.stock[l]
}

// releaseRate returns the most that a stockpile may release in a step, t.
func (b *Block) releaseRate(x *stockpile, s *pileState, l int) float64 {
	if x.unlimited {
		return math.Inf(1)
	}
	return b.perStep(b.val[x.release][l], x.releaseOver, s.goal[l])
}

// perStep turns a rate into tonnes a step: t/yr, or the years for one target.
func (b *Block) perStep(rate float64, over bool, target float64) float64 {
	switch {
	case !over:
		return rate * b.m.dt
	case rate > b.m.dt:
		return target * b.m.dt / rate
	}
	return target
}

// fillStep returns the most that stockpile i may fill in a step, t.
func (b *Block) fillStep(i, l int) float64 {
	x := &b.m.stockpiles[i]
	return b.perStep(b.val[x.fill][l], x.fillOver, b.pile[i].goal[l])
}

// fillFrom fills stockpile i from what the pool has left.
func (b *Block) fillFrom(i, l int) {
	x, s := &b.m.stockpiles[i], &b.pile[i]
	pool := &b.mat[x.material].pool
	bought := min(pool[l], min(b.fillStep(i, l), positive(s.goal[l]-s.level[l])))
	if bought < dust*b.mat[x.material].use[l] {
		return // what rounding left in the pool
	}
	s.level[l] += bought
	s.bought[l] = bought
	pool[l] = positive(pool[l] - bought)
}

// handOut gives the rest of the pool of material m to its consumers in
// proportion to their forecast F = rb. What nobody uses stays in the pool.
func (b *Block) handOut(m int) {
	mat, pool := &b.m.materials[m], &b.mat[m].pool
	var all lane
	for n, c := range mat.consumers {
		b.wants[n].product(&b.con[c].ratio, b.con[c].base)
		all.add(&b.wants[n])
	}
	for l := range pool {
		if all[l] > 0 {
			all[l], pool[l] = pool[l]/all[l], 0
		}
	}
	for n, c := range mat.consumers {
		b.con[c].stock.addProduct(&all, &b.wants[n])
	}
}
