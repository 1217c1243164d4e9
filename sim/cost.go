package sim

import (
	"math"

	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// lever is what something costs beside the goods that it handles: a plant, a source, the
// means to substitute, the policy as a whole. What it spends follows from the numbers of
// the trial and is summed when it is asked for; only tonnes are counted step by step.
type lever struct {
	capital, from, over, yearly, perTonne fig
	capacity                              fig // where it is 0 there is nothing to pay for; −1 for no such number
	won                                   fig // 0 where it fails
	source, plant                         int // whose tonnes are paid for, −1 for nobody's
}

// compileCosts lists what has a cost. What has no chance of success is not built.
func (c *compiler) compileCosts() {
	zero, certain := c.m.numbers.certain(0), c.m.numbers.certain(1)
	add := func(x *chain.Cost, y lever) {
		y.capital, y.from, y.over = c.num(x.Capital, 0), c.numOr(x.From, y.from), c.num(x.Over, 0)
		y.yearly, y.perTonne = c.num(x.Yearly, 0), c.num(x.PerTonne, 0)
		c.m.levers = append(c.m.levers, y)
	}
	hopeless := func(success chain.Number) bool { return success.Given() && !success.Any() }
	if x := c.s.Cost; x != nil {
		add(x, lever{from: zero, capacity: -1, won: certain, source: -1, plant: -1})
	}
	for j, x := range c.s.Sources {
		if s := &c.m.sources[j]; x.Cost != nil && !hopeless(x.Success) {
			s.costed = x.Cost.PerTonne.Given()
			add(x.Cost, lever{from: c.numOr(x.Start, zero), capacity: s.capacity, won: s.exists.won, source: j, plant: -1})
		}
	}
	for j, x := range c.s.Plants {
		if p := &c.m.plants[j]; x.Cost != nil && !hopeless(x.Success) {
			p.costed = x.Cost.PerTonne.Given()
			add(x.Cost, lever{from: c.numOr(x.Start, zero), capacity: p.capacity, won: p.exists.won, source: -1, plant: j})
		}
	}
	c.eachSubstitution(func(x *chain.Substitution) {
		if x.Cost != nil { // what is replaced is counted by the line (substitute.go)
			y := *x.Cost
			y.PerTonne = chain.Number{}
			add(&y, lever{from: zero, capacity: -1, won: certain, source: -1, plant: -1})
		}
	})
	c.m.costed = c.s.Costs()
}

// eachSubstitution visits what was written of substitution, once each.
func (c *compiler) eachSubstitution(visit func(*chain.Substitution)) {
	for _, s := range c.s.Sectors {
		if s.Substitution != nil {
			visit(s.Substitution)
		}
		for _, u := range s.Uses {
			if u.Substitution != nil {
				visit(u.Substitution)
			}
		}
	}
}

// numOr returns the figure of a number, or another where it was not given.
func (c *compiler) numOr(x chain.Number, otherwise fig) fig {
	if x.Given() {
		return c.num(x, 0)
	}
	return otherwise
}

// addCapital adds what levers have spent once, up to a time:
//
//	capital · share of [from, from + over) that is past, each part at its time
func (b *Block) addCapital(x *lane.Vector, until float64) {
	for i := range b.m.levers {
		y := &b.m.levers[i]
		for l := range x {
			if most := b.val[y.capital][l]; most > 0 && b.built(y, l) {
				from, over := b.val[y.from][l], b.val[y.over][l]
				if over <= 0 {
					over = b.m.dt
				}
				x[l] += most / over * b.flow(l, from, min(until, from+over))
			}
		}
	}
}

// addRunning adds what levers have spent by the year and by the tonne, up to a time that
// is that of the step at hand.
func (b *Block) addRunning(x *lane.Vector, until float64) {
	for i := range b.m.levers {
		y := &b.m.levers[i]
		for l := range x {
			if b.val[y.yearly][l] > 0 && b.val[y.won][l] > 0 && b.built(y, l) {
				x[l] += b.val[y.yearly][l] * b.flow(l, b.val[y.from][l], until)
			}
		}
		switch {
		case y.source >= 0 && b.m.sources[y.source].costed:
			lane.AddProduct(x, &b.money.delivered[y.source], &b.val[y.perTonne])
		case y.plant >= 0 && b.m.plants[y.plant].costed:
			lane.AddProduct(x, &b.money.made[y.plant], &b.val[y.perTonne])
		}
	}
}

// built reports whether there is anything to pay for in lane l.
func (b *Block) built(y *lever, l int) bool { return y.capacity < 0 || b.val[y.capacity][l] > 0 }

// flow returns what a flow of 1 a year between two times, as far as they are told, counts
// at the start: each step's part of it at the step's midpoint.
//
//	Σ_k |[from, to) ∩ [kΔ, (k+1)Δ)| · (1+d)^−(k+½)Δ
func (b *Block) flow(l int, from, to float64) float64 {
	from, to = max(from, float64(b.m.measured.From)*b.m.dt), min(to, float64(b.m.measured.To)*b.m.dt)
	if !(from < to) {
		return 0
	}
	if !b.m.discounts {
		return to - from
	}
	dt, rate := b.m.dt, math.Log1p(b.val[b.m.discount][l])
	at := func(k float64) float64 { return math.Exp(-rate * (k + 0.5) * dt) }
	first, last := math.Floor(from/dt), math.Floor(to/dt)
	if first == last {
		return (to - from) * at(first)
	}
	whole := last - first - 1
	sum := ((first+1)*dt-from)*at(first) + (to-last*dt)*at(last)
	if rate == 0 {
		return sum + whole*dt
	}
	return sum + dt*at(first+1)*math.Expm1(-rate*dt*whole)/math.Expm1(-rate*dt)
}

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
