package sim

import (
	"math"

	"magnetsim/sim/lane"
)

// subject is what shortfall is counted for: a sector, all sectors, or all use
// of one material, each within one stage of the chain, since tonnes of
// different stages do not add up.
type subject struct {
	name  string
	kind  Subject
	lines []int // consumers
}

func (b *Block) startRecord() {
	for i := range b.subject {
		s := &b.subject[i]
		*s = lane.Subject{}
		for _, x := range []*lane.Vector{&s.First, &s.Recovered, &s.Since, &s.Onset} {
			x.Fill(math.Inf(1))
		}
		for _, c := range b.m.subjects[i].lines {
			lane.Fall(&s.Onset, &b.onset[b.m.consumers[c].material])
		}
	}
	for i := range b.pile {
		s := &b.pile[i]
		b.startDrawing(i)
		s.Lowest = s.Level
		lane.AddProduct(&s.Paid, &s.Level, &b.val[b.m.materials[b.m.stockpiles[i].material].price])
	}
}

// record adds step k to what the trials report.
func (b *Block) record(k int) {
	for i := range b.subject {
		lane.Count(b.counted[i], &b.subject[i], float64(k), math.Inf(1))
	}
	for i := range b.sec {
		for _, c := range b.m.sectors[i].lines {
			b.recordPrice(i, c)
		}
	}
	for i := range b.pile {
		x := &b.m.stockpiles[i]
		lane.Account(&b.pile[i], &b.val[b.m.materials[x.material].price], &b.mat[x.material].Price, &b.val[x.holding], &b.money.now, b.m.dt)
		b.recordRotation(i)
		lane.Drawn(b.drawn[i].Drawing, &b.pile[i], float64(k))
	}
	b.discount()
}

// recordPrice adds what line c of sector i pays above the base price on what it
// uses: use · (π − 1) · P.
func (b *Block) recordPrice(i, c int) {
	m := b.m.consumers[c].material
	if x := &b.m.materials[m]; x.moves && x.priced {
		lane.Dearer(&b.sec[i].dearer, &b.con[c].Used, &b.mat[m].Price, &b.val[x.price], &b.money.now)
	}
}

// addTally adds the sums of another line.
func addTally(t, x *lane.Tally) {
	lane.AddTwo(&t.Demand, &t.Lost, &x.Demand, &x.Lost)
	lane.AddTwo(&t.Waits, &t.Swapped, &x.Waits, &x.Swapped)
	lane.AddTwo(&t.MovedIn, &t.Priced, &x.MovedIn, &x.Priced)
	lane.Add(&t.Backlog, &x.Backlog)
}

// sumUp adds up what lines have counted so far.
func (b *Block) sumUp() {
	for i := range b.subject {
		b.subject[i].Sum = lane.Tally{}
		for _, c := range b.m.subjects[i].lines {
			b.con[c].Sum.Backlog = b.con[c].Backlog
			addTally(&b.subject[i].Sum, &b.con[c].Sum)
		}
	}
	for i := range b.sec {
		b.sec[i].lost = lane.Vector{}
		for _, c := range b.m.sectors[i].lines {
			lane.Add(&b.sec[i].lost, &b.con[c].Sum.Lost)
		}
		if !b.m.discounts {
			b.sec[i].present = b.sec[i].lost
		}
	}
}

// finish closes the books.
func (b *Block) finish() {
	b.ledger.close(b)
	b.pass(b.m.steps)
}

// positive returns [x]⁺ = max(0, x); NaN stays NaN.
func positive(x float64) float64 {
	if x < 0 {
		return 0
	}
	return x
}
