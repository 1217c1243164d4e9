package sim

import (
	"math"

	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// periods is what a block keeps for metrics of periods.
type periods struct {
	told   chain.Period   // the steps that a report tells of
	edge   int            // the last at which something was noted
	before []lane.Vector  // by window: what had come by its beginning
	lines  [][]lane.Tally // the same of lines, by window and consumer
	most   []lane.Vector  // by window: its extreme so far
	whole  []lane.Vector  // by running: that of all steps that are told, up to the last edge
	kept   []lane.Tally   // scratch
}

func newPeriods(m *Model) periods {
	p := periods{
		before: make([]lane.Vector, len(m.windows)), most: make([]lane.Vector, len(m.windows)),
		lines: make([][]lane.Tally, len(m.windows)), whole: make([]lane.Vector, len(m.runnings)),
	}
	for i, w := range m.windows {
		if w.how == byLine {
			p.lines[i] = make([]lane.Tally, len(m.consumers))
			p.kept = make([]lane.Tally, len(m.consumers))
		}
	}
	return p
}

// startPeriods forgets what was told.
func (b *Block) startPeriods() {
	p := &b.periods
	p.told, p.edge = chain.Period{From: b.m.measured.From}, b.m.measured.From
	clear(p.before)
	for _, lines := range p.lines {
		clear(lines)
	}
	for i, w := range b.m.windows {
		if w.running >= 0 {
			p.most[i].Fill(b.m.runnings[w.running].nothing())
		}
	}
	for i := range p.whole {
		p.whole[i].Fill(b.m.runnings[i].nothing())
	}
}

// pass notes what has come before step k where a period begins or ends there, and fills
// the columns where all ends that is told.
func (b *Block) pass(k int) {
	if !b.m.edges[k] {
		return
	}
	all := b.m.measured
	if k == all.From && k > 0 {
		b.openAnew(k)
	}
	b.periods.told = chain.Period{From: all.From, To: k}
	b.sumUp()
	b.takeExtremes(k)
	for i := range b.m.windows {
		switch w := &b.m.windows[i]; k {
		case w.period.From:
			b.beginWindow(i)
		case w.period.To:
			b.endWindow(i)
		}
	}
	if k == all.To {
		for i, r := range b.m.runnings {
			*r.at(b) = b.periods.whole[i]
		}
		for i, r := range b.m.reports {
			r(b, &b.result[i])
		}
	}
}

// openAnew begins the books at step k, as at the start: with stocks as they are, those of
// strategic stocks paid for.
func (b *Block) openAnew(k int) {
	clear(b.sec)
	for c := range b.con {
		b.con[c].Sum = lane.Tally{}
	}
	for m := range b.mat {
		b.mat[m].Peak = lane.Vector{}
	}
	for i := range b.pile {
		s := &b.pile[i]
		for _, x := range []*lane.Vector{&s.SumReleased, &s.SumBought, &s.Paid, &s.Held, &s.TopFill} {
			*x = lane.Vector{}
		}
	}
	b.startRecord()
	if b.m.discounts {
		for l, d := range b.val[b.m.discount] {
			now := math.Pow(1+d, -float64(k)*b.m.dt)
			for i := range b.pile {
				b.pile[i].Paid[l] *= now
			}
		}
	}
	clear(b.money.swapped)
	clear(b.money.delivered)
	clear(b.money.made)
	clear(b.ledger.premium)
	copy(b.ledger.earlier, b.ledger.delivered)
}

// takeExtremes adds the extremes of the steps since the last edge to those of the periods
// that they lie in, and begins anew.
func (b *Block) takeExtremes(k int) {
	p := &b.periods
	if k == b.m.measured.From {
		return
	}
	for i, w := range b.m.windows {
		if w.running >= 0 && w.period.From <= p.edge && k <= w.period.To {
			r := &b.m.runnings[w.running]
			r.merge(&p.most[i], r.at(b))
		}
	}
	for i := range b.m.runnings {
		r := &b.m.runnings[i]
		r.merge(&p.whole[i], r.at(b))
		r.at(b).Fill(r.nothing())
	}
	p.edge = k
}

// beginWindow notes what had come by the beginning of window i. By the beginning of all
// that is told nothing had, not even what was paid for stocks at that time.
func (b *Block) beginWindow(i int) {
	w := &b.m.windows[i]
	if w.period.From == b.m.measured.From {
		return
	}
	switch w.how {
	case summed:
		b.m.reports[w.of](b, &b.periods.before[i])
	case byLine:
		for c := range b.con {
			b.periods.lines[i][c] = b.con[c].Sum
		}
	}
}

// endWindow fills the column of window i.
func (b *Block) endWindow(i int) {
	w, p := &b.m.windows[i], &b.periods
	x, report := &b.result[len(b.m.reports)+i], b.m.reports[w.of]
	switch w.how {
	case summed:
		report(b, x)
		for l := range x {
			x[l] -= p.before[i][l]
		}
	case byLine:
		b.reportLines(x, i)
	case atEnd:
		report(b, x)
	case extreme:
		now := b.m.runnings[w.running].at(b)
		kept, told := *now, p.told
		*now, p.told = p.most[i], w.period
		report(b, x)
		*now, p.told = kept, told
	}
}

// reportLines tells of window i from what lines counted in it.
func (b *Block) reportLines(x *lane.Vector, i int) {
	w, p := &b.m.windows[i], &b.periods
	told := p.told
	p.told = w.period
	for c := range b.con {
		s, before := &b.con[c].Sum, &p.lines[i][c]
		p.kept[c] = *s
		for l := range s.Lost {
			s.Lost[l] -= before.Lost[l]
			s.Demand[l] -= before.Demand[l]
		}
	}
	b.sumUp()
	b.m.reports[w.of](b, x)
	for c := range b.con {
		b.con[c].Sum = p.kept[c]
	}
	p.told = told
	b.sumUp()
}

// years is the time that is told of, and until the time at which that ends, in years.
func (b *Block) years() float64 { return float64(b.periods.told.To-b.periods.told.From) * b.m.dt }
func (b *Block) until() float64 { return float64(b.periods.told.To) * b.m.dt }

// fromBeginning turns steps from the start, told in units of which each has so many, into
// such from the beginning of what is told.
func (b *Block) fromBeginning(x *lane.Vector, perStep float64) {
	if from := b.periods.told.From; from > 0 {
		for l := range x {
			x[l] -= float64(from) * perStep
		}
	}
}

// worthAtEnd is what money counts at the end of what is told; before that no stock has an
// end value.
func (b *Block) worthAtEnd() *lane.Vector {
	if b.periods.told.To < b.m.measured.To {
		return noLane
	}
	return &b.money.atEnd
}
