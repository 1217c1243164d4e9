package sim

import (
	"math"
	"slices"
	"strings"

	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// telling is how a metric is told of a part of the horizon.
type telling uint8

const (
	summed  telling = iota + 1 // by what came in it: what had come by its end, less what had by its beginning
	byLine                     // anew, from what each line wanted and lost in it
	atEnd                      // as it is at its end
	extreme                    // by the greatest, or the least, of its steps (compiler.extreme)
)

// tellings are those of the measures that can be told of a period. The others look at the
// whole: a spell or a recovery may begin in one year and end in another.
var tellings = map[string]telling{
	"shortfall": summed, "demand": summed, "time_short": summed, "delayed": summed, "priced_out": summed,
	"given_up": summed, "moved": summed, "moved_in": summed, "substitution_cost": summed,
	"value_lost": summed, "units_lost": summed, "surcharge": summed, "premium": summed, "burden": summed,
	"released": summed, "released_to": summed, "bought": summed, "time_exhausted": summed,
	"purchase": summed, "holding": summed, "end_value": summed, "cost": summed, "outlay": summed, "yearly_cost": summed,
	"delivered": summed, "blocked": summed,
	"shortfall_share": byLine, "shortage": byLine,
	"backlog":    atEnd,
	"worst_step": extreme, "first_short": extreme, "peak_price": extreme,
	"lowest": extreme, "filled": extreme, "exhausted": extreme, "first_release": extreme,
}

// mostYears is the number of calendar years that are told unasked at most: no table shows
// more.
const mostYears = 20

// everyYear reports whether a metric is told of every year unasked.
func everyYear(m Metric) bool {
	switch m.Measure {
	case "shortfall":
		return m.Kind == OfTotal || m.Kind == OfSector
	case "value_lost", "cost", "outlay":
		return m.Kind == OfTotal
	}
	return false
}

// window is a metric of a period.
type window struct {
	of      int // metric
	how     telling
	period  chain.Period
	running int // index of what is extreme, −1 for none
}

// running is a vector of which a metric tells the greatest or the least so far.
type running struct {
	of    int // metric
	least bool
	at    func(b *Block) *lane.Vector
}

// nothing is what the extreme of no step is.
func (r *running) nothing() float64 {
	if r.least {
		return math.Inf(1)
	}
	return 0
}

func (r *running) merge(x, y *lane.Vector) {
	if r.least {
		lane.Fall(x, y)
	} else {
		lane.Rise(x, y)
	}
}

// extreme notes of the metric that was reported last that it is the greatest or the least
// of all steps so far.
func (c *compiler) extreme(least bool, at func(b *Block) *lane.Vector) {
	c.extremes = append(c.extremes, running{len(c.m.metrics) - 1, least, at})
}

// compilePeriods adds the metrics of periods, behind all others.
func (c *compiler) compilePeriods() {
	c.m.edges = make([]bool, c.m.steps+1)
	c.m.edges[c.m.measured.From], c.m.edges[c.m.measured.To] = true, true
	whole := len(c.m.metrics)
	if years := c.s.Years(); len(years) <= mostYears {
		for i, m := range c.m.metrics[:whole] {
			if everyYear(m) {
				for _, p := range years {
					c.window(i, p)
				}
			}
		}
	}
	for _, name := range c.s.Measure.Also {
		base, label, _ := strings.Cut(name, "@")
		i := slices.IndexFunc(c.m.metrics[:whole], func(m Metric) bool { return m.Name == base })
		if p, err := c.s.Period(label); err == nil && i >= 0 {
			c.window(i, p)
		}
	}
}

// window adds a metric of a period, if it can be told and is not there.
func (c *compiler) window(of int, p chain.Period) {
	m := c.m.metrics[of]
	name := m.Name + "@" + p.Label
	how := tellings[m.Measure]
	if how == 0 || slices.ContainsFunc(c.m.metrics, func(x Metric) bool { return x.Name == name }) {
		return
	}
	m.Name, m.Subject, m.Kind, m.Period = name, m.Subject+"@"+p.Label, OfPeriod, p.Label
	m.Doc = strings.TrimSuffix(m.Doc, ".") + "; " + p.Words() + "."
	w := window{of, how, p, -1}
	if how == extreme {
		w.running = slices.IndexFunc(c.m.runnings, func(r running) bool { return r.of == of })
		if w.running < 0 {
			i := slices.IndexFunc(c.extremes, func(r running) bool { return r.of == of })
			w.running = len(c.m.runnings)
			c.m.runnings = append(c.m.runnings, c.extremes[i])
		}
	}
	c.m.metrics, c.m.windows = append(c.m.metrics, m), append(c.m.windows, w)
	c.m.edges[p.From], c.m.edges[p.To] = true, true
}

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
