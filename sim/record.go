package sim

import "math"

// subject is what shortfall is counted for: a sector, all sectors, or all use
// of one material, each within one stage of the chain, since tonnes of
// different stages do not add up.
type subject struct {
	name  string
	kind  Subject
	lines []int // consumers
}

// subjectState counts one subject's trial so far.
type subjectState struct {
	wanted, short lane // e and h of the step, t

	tally                                    // at the end
	worst                        lane        // largest h/e
	steps, first, spell, longest lane        // steps; first is +Inf while never short
	recovered                    lane        // step, +Inf while short or not yet recovered
	onset                        lane        // step in which the first curb binds, +Inf for none
	since                        lane        // first short step from then on, +Inf while there is none
	pending                      [Lanes]bool // it was short and has not recovered
}

// shortAt is the share of effective demand that must be newly unmet for a step
// to count as short, by more than rounding.
const shortAt = 0.01 + trifle

func (b *Block) startRecord() {
	for i := range b.subject {
		b.subject[i] = subjectState{}
		b.subject[i].first.fill(math.Inf(1))
		b.subject[i].recovered.fill(math.Inf(1))
		b.subject[i].since.fill(math.Inf(1))
	}
	b.onsets()
	for i := range b.pile {
		s := &b.pile[i]
		s.lowest, s.topFill = s.level, lane{}
		s.paid = lane{}
		s.paid.addProduct(&s.level, &b.val[b.m.materials[b.m.stockpiles[i].material].price])
	}
}

// record adds step k to what the trials report.
func (b *Block) record(k int) {
	for i := range b.subject {
		b.recordSubject(i, k)
	}
	for i := range b.sec {
		for _, c := range b.m.sectors[i].lines {
			b.con[c].book()
			b.recordPrice(i, c)
		}
	}
	for i := range b.pile {
		b.recordPile(i)
	}
	for i, f := range b.m.follows {
		f(b, &b.follow[i])
	}
}

// recordPrice adds what line c of sector i pays above the base price on what it
// uses: use · (π − 1) · P.
func (b *Block) recordPrice(i, c int) {
	m := b.m.consumers[c].material
	x := &b.m.materials[m]
	if !x.moves || !x.priced {
		return
	}
	paid, price, multiple := &b.sec[i].dearer, &b.val[x.price], &b.mat[m].price
	for l, used := range b.con[c].used {
		paid[l] += used * (multiple[l] - 1) * price[l]
	}
}

// book adds the step to the sums of a line's trial.
func (s *consumerState) book() {
	t := &s.sum
	t.demand.add(&s.demand)
	t.lost.add(&s.lost)
	t.waits.add(&s.waits)
	t.swapped.add(&s.swapped)
	t.movedIn.add(&s.movedIn)
	t.priced.add(&s.priced)
}

// add adds the sums of another line.
func (t *tally) add(x *tally) {
	t.demand.add(&x.demand)
	t.lost.add(&x.lost)
	t.waits.add(&x.waits)
	t.swapped.add(&x.swapped)
	t.movedIn.add(&x.movedIn)
	t.priced.add(&x.priced)
	t.backlog.add(&x.backlog)
}

func (b *Block) recordSubject(i, k int) {
	s := &b.subject[i]
	s.wanted.fill(0)
	s.short.fill(0)
	for _, c := range b.m.subjects[i].lines {
		s.wanted.add(&b.con[c].effective)
		s.short.add(&b.con[c].short)
	}
	for l, h := range s.short {
		if h > 0 || s.pending[l] {
			b.spells(i, l, float64(k))
		} else {
			s.spell[l] = 0
		}
	}
}

// spells follows the shortages of subject i in one trial: it has recovered at
// the first step after its last short one in which the backlog is at most 1% of
// demand and the stock at least 90% of its target.
func (b *Block) spells(i, l int, k float64) {
	s := &b.subject[i]
	s.worst[l] = max(s.worst[l], ratio(s.short[l], s.wanted[l]))
	if s.short[l] > shortAt*s.wanted[l] {
		s.steps[l]++
		s.spell[l]++
		s.longest[l] = max(s.longest[l], s.spell[l])
		s.first[l] = min(s.first[l], k)
		if k >= s.onset[l] {
			s.since[l] = min(s.since[l], k)
		}
		s.recovered[l], s.pending[l] = math.Inf(1), true
		return
	}
	s.spell[l] = 0
	if s.pending[l] && b.well(i, l) {
		s.recovered[l], s.pending[l] = k, false
	}
}

// well reports whether the backlog of subject i is at most 1% of its demand and
// its own stock at least 90% of its target.
func (b *Block) well(i, l int) bool {
	backlog, stock, target := 0.0, 0.0, 0.0
	for _, c := range b.m.subjects[i].lines {
		con := &b.con[c]
		backlog += con.backlog[l]
		stock += con.stock[l]
		target += con.ratio[l] * con.cover[l]
	}
	return backlog <= shortAt*b.subject[i].wanted[l] && stock >= 0.9*target-trifle*b.subject[i].wanted[l]
}

// recordPile adds a step to the accounts of stockpile i. Tonnes are bought at
// the day's price; what is held costs a share of its value at the base price.
func (b *Block) recordPile(i int) {
	s, x := &b.pile[i], &b.m.stockpiles[i]
	price, multiple := &b.val[b.m.materials[x.material].price], &b.mat[x.material].price
	rate := &b.val[x.holding]
	for l := range s.level {
		s.sumReleased[l] += s.released[l]
		s.sumBought[l] += s.bought[l]
		s.paid[l] += s.bought[l] * price[l] * multiple[l]
		s.held[l] += rate[l] * b.m.dt * s.level[l] * price[l]
		s.lowest[l] = min(s.lowest[l], s.level[l])
		if s.goal[l] > 0 {
			s.topFill[l] = max(s.topFill[l], min(1, s.level[l]/s.goal[l]))
		}
	}
}

// finish closes the books and fills the columns of results.
func (b *Block) finish() {
	b.ledger.close(b)
	for i := range b.subject {
		for _, c := range b.m.subjects[i].lines {
			b.con[c].sum.backlog = b.con[c].backlog
			b.subject[i].tally.add(&b.con[c].sum)
		}
	}
	for i := range b.sec {
		for _, c := range b.m.sectors[i].lines {
			b.sec[i].lost.add(&b.con[c].sum.lost)
		}
	}
	for i, r := range b.m.reports {
		r(b, &b.result[i])
	}
}
