package sim

import "magnetsim/sim/lane"

// start sets the state before step 0: stocks at their initial level, and under
// way what each source shipped of the plan's imports with the curbs and delays
// then in force.
func (b *Block) start() {
	b.startRules()
	b.startMoney()
	b.startPeriods()
	clear(b.sec)
	for c := range b.con {
		b.con[c] = lane.Consumer{}
		b.con[c].Ratio.Fill(1)
		b.startStock(c)
		b.startSubstitution(c)
	}
	for m := range b.mat {
		s := &b.mat[m]
		*s = lane.Material{Underway: b.underway[m]}
		for _, x := range []*lane.Vector{&s.Psi, &s.Replace, &s.Supply, &s.Price, &s.Peak} {
			x.Fill(1)
		}
		lane.Logarithm(&s.LogCap, &b.val[b.m.materials[m].priceCap])
	}
	clear(b.src)
	clear(b.plt)
	for j := range b.road {
		b.road[j] = resize(b.road[j], len(b.world.road[j]))
		copy(b.road[j], b.world.road[j])
	}
	for i := range b.pile {
		b.startPile(i)
	}
	b.startHoards()
	b.startRecord()
	b.ledger.open(b)
}

// startRules turns the market's times into steps.
func (b *Block) startRules() {
	restocking, forecast := &b.val[b.m.restocking], &b.val[b.m.forecast]
	for l := range b.alpha {
		b.perStepGap[l] = 1 / max(1, restocking[l]/b.m.dt)
		b.alpha[l] = smoothing(b.m.dt, forecast[l])
	}
}

// startStock sets the stock of consumer c, its target where none is given, and what it
// has yet to make up.
func (b *Block) startStock(c int) {
	x, s := &b.m.consumers[c], &b.con[c]
	lane.Target(&s.Stock, &b.val[x.cover], b.plan.use(c, 0), 1/b.m.dt)
	b.given(&s.Stock, x.starts, x.initial, c)
	b.given(&s.Backlog, x.waits, x.waiting, c)
}

// given sets x to an amount that is given of consumer c, in tonnes or in years of what is
// planned to be used at the start.
func (b *Block) given(x *lane.Vector, how startStock, amount fig, c int) {
	switch given := &b.val[amount]; how {
	case inTonnes:
		*x = *given
	case inUse:
		for l, base := range b.plan.use(c, 0) {
			x[l] = given[l] * base / b.m.dt
		}
	}
}

func (b *Block) startPile(i int) {
	s, x := &b.pile[i], &b.m.stockpiles[i]
	*s = lane.Pile{}
	x.goal(&s.Goal, b.val, &b.plan, 0, b.m.dt)
	x.begin(&s.Level, &s.Goal, b.val, &b.plan, b.m.dt)
	for l := range s.Begun {
		s.Begun[l], s.Last[l], s.Freed[l] = -1, -never, -never
		s.Delay[l] = float64(b.wholeSteps(b.val[x.delay][l]))
	}
	b.startFit(i)
}

// never is a number of steps longer than any horizon.
const never = 1 << 30
