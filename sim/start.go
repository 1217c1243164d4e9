package sim

import "math"

// start sets the state before step 0: stocks at their initial level, and under
// way what each source shipped of the plan's imports with the curbs and delays
// then in force.
func (b *Block) start() {
	b.startRules()
	b.startSectors()
	for c := range b.con {
		s := &b.con[c]
		*s = consumerState{}
		s.ratio.fill(1)
		b.startStock(c)
		b.startSubstitution(c)
	}
	for m := range b.mat {
		b.mat[m] = materialState{}
		for _, x := range []*lane{&b.mat[m].psi, &b.mat[m].replace, &b.mat[m].supply, &b.mat[m].price, &b.mat[m].peak} {
			x.fill(1)
		}
	}
	for i := range b.pile {
		b.startPile(i)
	}
	b.startRecord()
	b.ship0()
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

func (b *Block) startSectors() {
	for i := range b.sec {
		s, x := &b.sec[i], &b.m.sectors[i]
		*s = sectorState{}
		s.factor.fill(1)
		s.fresh.fill(1)
		theta := &b.val[x.persistence]
		for l := range s.phi {
			s.noise[l] = b.design.Noise(b.trial(l), x.noise)
			if theta[l] > 0 {
				s.phi[l] = math.Exp(-b.m.dt / theta[l])
			}
		}
	}
}

func (b *Block) startStock(c int) {
	x, s := &b.m.consumers[c], &b.con[c]
	switch given := &b.val[x.initial]; x.starts {
	case inTonnes:
		s.stock = *given
	case inUse:
		base := b.plan.use(c, 0)
		for l := range s.stock {
			s.stock[l] = given[l] * base[l] / b.m.dt
		}
	default:
		b.target(&s.stock, c, 0)
	}
}

func (b *Block) startPile(i int) {
	s, x := &b.pile[i], &b.m.stockpiles[i]
	*s = pileState{}
	b.pileTarget(&s.goal, i, 0)
	switch given := &b.val[x.initial]; x.starts {
	case inTonnes:
		s.level = *given
	case inUse:
		b.eligibleUse(&s.level, i, 0)
		for l := range s.level {
			s.level[l] *= given[l] / b.m.dt
		}
	default:
		s.level = s.goal
	}
	for l := range Lanes {
		s.begun[l], s.last[l], s.freed[l] = -1, -never, -never
	}
}

// never is a number of steps longer than any horizon.
const never = 1 << 30

// ship0 plays the shipments of the steps before the start, with no rerouting.
func (b *Block) ship0() {
	for j := range b.src {
		s := &b.src[j]
		s.kappa.fill(0)
		s.road = resize(s.road, b.world.reach+1)
		for i := range s.road {
			s.road[i].fill(0)
		}
	}
	for k := -b.world.before; k < 0; k++ {
		b.trade(k)
		for m := range b.m.materials {
			for _, j := range b.m.materials[m].sources {
				s := &b.src[j]
				for l := range Lanes {
					then := b.plan.look(m, k+s.lag[l])
					s.ask[l] = s.weight[l] * (then.required[l] - then.made[l])
				}
				b.limit(&s.ship, j, &s.ask, k)
				for l := range Lanes {
					if k+s.lag[l] < 0 {
						s.ship[l] = 0
					}
				}
			}
			b.depart(m, k)
		}
	}
}
