package sim

import (
	"math"

	"magnetsim/sim/lane"
)

// money is what an amount at a time counts at the start: (1+d)^−t, of a flow in a step
// at the step's midpoint.
type money struct {
	*worth
	swapped []lane.Vector // by line: demand substituted so far, each tonne by what money counts at its time
	// The same of what is delivered, by source, and made, by plant, where it has a cost.
	delivered, made []lane.Vector
}

// worth is what 1 counts.
type worth struct {
	now     lane.Vector // of the step at hand
	perStep lane.Vector // (1+d)^−Δ
	atEnd   lane.Vector // at the horizon
}

// startMoney sets what money counts in the first step.
func (b *Block) startMoney() {
	x := &b.money
	x.now.Fill(1)
	x.atEnd.Fill(1)
	clear(x.swapped)
	clear(x.delivered)
	clear(x.made)
	if !b.m.discounts {
		return
	}
	horizon := float64(b.m.measured.To) * b.m.dt
	for l, d := range b.val[b.m.discount] {
		x.now[l] = math.Pow(1+d, -b.m.dt/2)
		x.perStep[l] = math.Pow(1+d, -b.m.dt)
		x.atEnd[l] = math.Pow(1+d, -horizon)
	}
}

// discount adds what the step's tonnes count, and goes on to the next step.
func (b *Block) discount() {
	if !b.m.discounts {
		return
	}
	x := &b.money
	for i := range b.sec {
		for _, c := range b.m.sectors[i].lines {
			lane.AddProduct(&b.sec[i].present, &b.con[c].Lost, &x.now)
			if s := b.m.consumers[c].substitution; s != nil && s.costed {
				lane.AddProduct(&x.swapped[c], &b.con[c].Swapped, &x.now)
			}
		}
	}
	lane.Times(&x.now, &x.perStep)
}
