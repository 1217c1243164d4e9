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
	mat, s, x, trades := &b.m.materials[m], &b.mat[m], b.scratch.Scratch, b.trades[m]
	lane.Lean(b.buyers[m], x, s, b.plan.look(m, k), &b.market[m])
	lane.Ask(trades, s, noLane)
	b.dispatch(m, 0)
	lane.Pipeline(trades, x, s, b.plan.look(m, k+1), &b.market[m])
	for _, i := range mat.stockpiles {
		// Orders pause in a step that releases and for 4 weeks after: a stock in use must
		// not compete with those it serves.
		lane.Refill(&b.pile[i], &s.Corr, &x.Ahead, float64(k-b.wholeSteps(memory)))
	}
	lane.Times(&s.Corr, &b.perStepGap)
	for _, i := range mat.stockpiles {
		lane.Add(&s.Corr, &b.pile[i].Outright)
	}
	lane.Restock(b.buyers[m], &s.Corr, &x.Ahead, &b.perStepGap)
	lane.Ask(trades, s, &s.Corr)
}

// noLane is 0 in every lane.
var noLane = new(lane.Vector)
