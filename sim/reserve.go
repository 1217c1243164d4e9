package sim

import (
	"math"

	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
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
// file order, and hands the rest of the pool out.
func (b *Block) reserve(m, k int) {
	b.mat[m].Released = lane.Vector{}
	for _, i := range b.m.materials[m].stockpiles {
		s := &b.pile[i]
		x := &b.m.stockpiles[i]
		x.goal(&s.Goal, b.val, &b.plan, k, b.m.dt)
		perStep(&s.Fill, &b.val[x.fill], x.fillOver, &s.Goal, b.m.dt)
		b.barred(i, k)
		b.renew(i)
		b.condition(i, k)
		lane.Arm(s, float64(k), float64(b.wholeSteps(memory)))
		if anyOf(&s.Armed) {
			b.release(i, k)
		}
		lane.Fill(s, &b.mat[m].Pool, &b.market[m].Use)
		b.boughtFits(i)
	}
	lane.HandOut(b.buyers[m], b.scratch.Scratch, &b.mat[m].Pool)
}

// anyOf reports whether some lane is not 0.
func anyOf(x *lane.Vector) bool {
	for _, v := range x {
		if v != 0 {
			return true
		}
	}
	return false
}

// condition sets where the trigger of stockpile i holds.
func (b *Block) condition(i, k int) {
	x, c, w := &b.m.stockpiles[i], &b.pile[i].Condition, &b.scratch
	switch x.trigger {
	case chain.OnCurb:
		*c = lane.Vector{}
		b.curbed(c, x.material, k)
		return
	case chain.OnCover:
		w.Total, w.Other = lane.Vector{}, lane.Vector{}
		for _, n := range x.eligible {
			lane.SpareCover(&w.Total, &w.Other, &b.con[n], b.base[n])
		}
		lane.IsLow(c, &w.Total, &w.Other, &b.val[x.cover], b.m.dt)
		return
	}
	w.Total, w.Other = lane.Vector{}, lane.Vector{}
	for _, n := range x.eligible {
		lane.Lack(&w.Total, &w.Other, &b.con[n])
	}
	lane.IsShort(c, &w.Total, &w.Other)
}

// release releases from stockpile i, where it is armed, what those who may draw need,
// up to its level and rate, allocated by the scenario's rule.
func (b *Block) release(i, k int) {
	x, s, w := &b.m.stockpiles[i], &b.pile[i], &b.scratch
	mat := &b.m.materials[x.material]
	claims := w.want[:len(mat.consumers)]
	w.Total = lane.Vector{}
	for n, c := range mat.consumers {
		switch {
		case !x.isEligible[n]:
			claims[n] = lane.Vector{}
		case x.trigger == chain.OnCover:
			lane.ClaimCover(&claims[n], &w.Total, &b.con[c], &s.Armed, &b.val[x.cover], b.base[c], b.m.dt)
		default:
			lane.Claim(&claims[n], &w.Total, &b.con[c], &s.Armed)
		}
	}
	b.claimFits(i, claims, &w.Total)
	b.releaseRate(i)
	lane.Release(&w.Rest, s, &b.mat[x.material], &w.Total, &w.Rate, &b.market[x.material].Use, float64(k))
	b.share(x.material, claims, &w.Rest)
	for n, c := range mat.consumers {
		if x.isEligible[n] {
			lane.AddTwo(&b.con[c].Stock, &b.drawn[i].to[n], &claims[n], &claims[n])
		}
	}
	b.takeFits(i, claims)
}

// releaseRate sets the most that stockpile i may release in a step, t.
func (b *Block) releaseRate(i int) {
	x, rate := &b.m.stockpiles[i], &b.scratch.Rate
	if x.unlimited {
		rate.Fill(math.Inf(1))
		return
	}
	perStep(rate, &b.val[x.release], x.releaseOver, &b.pile[i].Goal, b.m.dt)
}

// pilePlan is what decides how full a strategic stock is to be, whatever happens.
type pilePlan struct {
	eligible              []int // consumers
	initial, target, fill fig
	starts                startStock
	targetOfUse, fillOver bool
}

// goal sets t to the target in step k: tonnes, or years of the planned use of those who
// may draw.
func (x *pilePlan) goal(t *lane.Vector, val []lane.Vector, p *plan, k int, dt float64) {
	if !x.targetOfUse {
		*t = val[x.target]
		return
	}
	x.use(t, p, k)
	lane.UseFor(t, &val[x.target], dt)
}

// use sets t to the planned use in step k of those who may draw.
func (x *pilePlan) use(t *lane.Vector, p *plan, k int) {
	*t = lane.Vector{}
	for _, c := range x.eligible {
		lane.Add(t, p.use(c, k))
	}
}

// begin sets the level at the start, the target where none is given.
func (x *pilePlan) begin(level, goal *lane.Vector, val []lane.Vector, p *plan, dt float64) {
	switch given := &val[x.initial]; x.starts {
	case inTonnes:
		*level = *given
	case inUse:
		x.use(level, p, 0)
		lane.UseFor(level, given, dt)
	default:
		*level = *goal
	}
}

// advance moves a level to what is planned of step k, where nothing is ever released.
func (x *pilePlan) advance(level *lane.Vector, val []lane.Vector, p *plan, k int, dt float64) {
	var goal, most lane.Vector
	x.goal(&goal, val, p, k, dt)
	if k == 0 {
		x.begin(level, &goal, val, p, dt)
		return
	}
	perStep(&most, &val[x.fill], x.fillOver, &goal, dt)
	for l := range level {
		level[l] = max(level[l], min(goal[l], level[l]+most[l]))
	}
}

// perStep turns a rate into tonnes a step: t/yr, or the years for one target.
func perStep(x, rate *lane.Vector, over bool, target *lane.Vector, dt float64) {
	if over {
		lane.PerStepOver(x, target, rate, dt)
	} else {
		lane.Scale(x, rate, dt)
	}
}
