package sim

import "magnetsim/sim/lane"

// order decides what buyers of material m ask of its sources in step k: what
// the plan says will be used when the goods arrive, plus a correction.
//
//	ψ      = Σrb/Σb
//	a      = min(1, made/min(K⁰(k), G))
//	G_j    = [ψR(k+ℓ_j) + corr]⁺
//	need_j = [G_j − a·min(K⁰(k+ℓ_j), G_j)]⁺,  ask_j = w_j·need_j
//	corr   = (PL* − PL − pool + N* − N)/τ + A + Σ max((rS(k+1) − X)/τ, −F) + backlog
func (b *Block) order(m, k int) {
	mat, s, x := &b.m.materials[m], &b.mat[m], &b.scratch
	b.lean(m, k)
	b.ask(m, noLane)
	b.dispatch(m, k, lane.Switched)
	b.pipeline(m, k)
	for _, i := range mat.stockpiles {
		// Orders pause in a step that releases and for 4 weeks after: a stock in use must
		// not compete with those it serves.
		lane.Refill(&b.pile[i], &s.Corr, &x.ahead, float64(k-b.wholeSteps(memory)))
	}
	lane.Times(&s.Corr, &b.perStepGap)
	for _, i := range mat.stockpiles {
		lane.Add(&s.Corr, &b.pile[i].Outright)
	}
	for _, c := range mat.consumers {
		if i := b.m.consumers[c].sector; i >= 0 {
			lane.RestockLine(&b.con[c], &s.Corr, &x.ahead, &b.perStepGap, b.base[c], &b.val[b.m.sectors[i].catchUp])
		} else {
			lane.Restock(&b.con[c], &s.Corr, &b.perStepGap, b.base[c])
		}
	}
	b.ask(m, &s.Corr)
}

// pipeline sets q, the share of the pipeline that each source of material m should
// hold, in proportion to what it would send today of what is asked of all; with it the
// correction PL* − PL − pool, where PL* = Σ q_j [Σ_{s=k+1}^{k+ℓ_j−1} (ψR − aE)(s)]⁺
// should be under way before today's order; and Λ = Σq(ℓ − 1), steps.
func (b *Block) pipeline(m, k int) {
	mat, s, x := &b.m.materials[m], &b.mat[m], &b.scratch
	x.total, x.ahead, s.Corr = lane.Vector{}, lane.Vector{}, lane.Vector{}
	for _, j := range mat.sources {
		lane.Split(&b.src[j], &x.total, b.offer[j].Offer, b.offer[j].then, &b.market[m].Use)
	}
	lane.Inverse(&x.total)
	pipeline := lane.PipelineAll
	if len(mat.plants) > 0 {
		pipeline = lane.Pipeline
	}
	for _, j := range mat.sources {
		pipeline(&b.src[j], b.offer[j].Offer, b.offer[j].then, s, b.plan.look(m, k+1), &s.Corr, &x.ahead, &x.total)
	}
	lane.LessUnderway(s)
}

// noLane is 0 in every lane.
var noLane = new(lane.Vector)

// lean sets ψ, how far requirement has moved from the plan, and a, how much of
// their planned output the plants deliver, so that imports replace a plant that
// is down.
func (b *Block) lean(m, k int) {
	x := &b.scratch
	x.total, x.planned = lane.Vector{}, lane.Vector{}
	for _, c := range b.m.materials[m].consumers {
		lane.PlannedUse(&x.total, &x.planned, &b.con[c], b.base[c])
	}
	lane.Lean(&b.mat[m], &x.total, &x.planned, &b.plan.look(m, k).Home, &b.market[m].Use)
}

// ask sets what imports of material m must bring when goods ordered now arrive, and
// what is asked of each source.
func (b *Block) ask(m int, corr *lane.Vector) {
	ask := lane.AskAll
	if len(b.m.materials[m].plants) > 0 {
		ask = lane.Ask
	}
	for _, j := range b.m.materials[m].sources {
		ask(&b.src[j], b.offer[j].Offer, b.offer[j].then, &b.mat[m], corr)
	}
}
