package sim

// order decides what buyers of material m ask of its sources in step k: what
// the plan says will be used when the goods arrive, plus a correction.
//
//	ψ      = Σrb/Σb
//	a      = min(1, made/min(K⁰(k), G))
//	G_j    = [ψR(k+ℓ_j) + corr]⁺
//	need_j = [G_j − a·min(K⁰(k+ℓ_j), G_j)]⁺,  ask_j = w_j·need_j
//	corr   = (PL* − PL − pool + N* − N)/τ + A + Σ max((rS(k+1) − X)/τ, −F) + backlog
func (b *Block) order(m, k int) {
	s := &b.mat[m]
	b.scale(m, k)
	var none lane
	for _, j := range b.m.materials[m].sources {
		src := &b.src[j]
		b.ask(src, m, k, &none)
	}
	b.dispatch(m, k, false)
	b.split(m, k)
	s.corr.fill(0)
	var ahead lane // Λ = Σq(ℓ − 1), steps
	b.pipelineGap(m, k, &ahead)
	for _, i := range b.m.materials[m].stockpiles {
		b.refill(i, k, &s.corr, &ahead)
	}
	for l := range s.corr {
		s.corr[l] *= b.perStepGap[l]
	}
	for _, i := range b.m.materials[m].stockpiles {
		s.corr.add(&b.pile[i].outright)
	}
	for _, c := range b.m.materials[m].consumers {
		b.restock(c, &s.corr, &ahead)
	}
	for _, j := range b.m.materials[m].sources {
		src := &b.src[j]
		b.ask(src, m, k, &s.corr)
	}
}

// scale sets ψ, how far requirement has moved from the plan, and a, how much of
// their planned output the plants deliver, so that imports replace a plant that
// is down.
func (b *Block) scale(m, k int) {
	s := &b.mat[m]
	var required, planned lane
	for _, c := range b.m.materials[m].consumers {
		required.addProduct(&b.con[c].ratio, b.con[c].base)
		planned.add(b.con[c].base)
	}
	home := &b.plan.look(m, k).home
	for l := range s.psi {
		s.psi[l] = 1
		if planned[l] > 0 {
			s.psi[l] = required[l] / planned[l]
		}
		if could := min(home[l], s.goal[l]); could > trifle*max(home[l], s.use[l]) {
			s.replace[l] = min(1, s.made[l]/could)
		}
	}
}

// ask sets what imports must bring when goods ordered now from a source of
// material m arrive, and the part of it that is asked of this source.
func (b *Block) ask(src *sourceState, m, k int, corr *lane) {
	s := &b.mat[m]
	for l := range src.need {
		then := b.plan.look(m, k+src.lag[l])
		g := positive(s.psi[l]*then.required[l] + corr[l])
		src.need[l] = positive(g - s.replace[l]*min(then.home[l], g))
		src.ask[l] = src.weight[l] * src.need[l]
	}
}

// split sets q, the share of the pipeline that each source should hold: in
// proportion to ship/need, the part of what was asked of everyone that it would
// send today; w where nothing is needed of it and it can ship.
func (b *Block) split(m, k int) {
	sources, use := b.m.materials[m].sources, &b.mat[m].use
	var all lane
	for _, j := range sources {
		src := &b.src[j]
		for l := range src.q {
			switch then := b.plan.look(m, k+src.lag[l]); {
			case src.need[l] > trifle*(use[l]+then.required[l]):
				src.q[l] = src.ship[l] / src.need[l]
			case src.most[l] > trifle*use[l]:
				src.q[l] = src.weight[l]
			default:
				src.q[l] = 0
			}
		}
		all.add(&src.q)
	}
	for l := range all {
		if all[l] > trifle {
			all[l] = 1 / all[l]
		} else {
			all[l] = 0
		}
	}
	for _, j := range sources {
		src := &b.src[j]
		for l := range src.q {
			if all[l] > 0 {
				src.q[l] *= all[l]
			} else {
				src.q[l] = src.weight[l]
			}
		}
	}
}

// pipelineGap adds PL* − PL − pool to the correction, with
// PL* = Σ q_j [Σ_{s=k+1}^{k+ℓ_j−1} (ψR − aE)(s)]⁺, what should be under way
// before today's order, and sets Λ.
func (b *Block) pipelineGap(m, k int, ahead *lane) {
	s := &b.mat[m]
	now := b.plan.look(m, k+1)
	for _, j := range b.m.materials[m].sources {
		src := &b.src[j]
		for l := range s.corr {
			then := b.plan.look(m, k+src.lag[l])
			flow := s.psi[l]*(then.sumR[l]-now.sumR[l]) - s.replace[l]*(then.sumE[l]-now.sumE[l])
			s.corr[l] += src.q[l] * positive(flow)
			ahead[l] += src.q[l] * float64(src.lag[l]-1)
		}
	}
	for l := range s.corr {
		s.corr[l] -= s.underway[l] + s.pool[l]
	}
}

// refill adds N* − N of stockpile i to the correction and sets what is ordered
// outright.
//
//	T = max(target, N),  N* = min(T, N + fill·Δ·min(Λ, n)),  A = min(T − N*, fill·Δ)
//
// Orders pause in a step that releases and for 4 weeks after: a stock in use
// must not compete with those it serves.
func (b *Block) refill(i, k int, corr, ahead *lane) {
	s := &b.pile[i]
	pause := b.wholeSteps(memory)
	for l := range corr {
		s.outright[l] = 0
		if k-s.freed[l] <= pause {
			s.ordered[l] = 0
			continue
		}
		rate := b.fillStep(i, l)
		top := max(s.goal[l], s.level[l])
		due := min(top, s.level[l]+rate*min(ahead[l], float64(s.ordered[l])))
		s.outright[l] = min(top-due, rate)
		corr[l] += due - s.level[l]
		s.ordered[l]++
	}
}

// restock adds the gap of one consumer's stock, spread over τ, and the backlog
// that it will want to work off: soon = min(backlog, γFΛ) over τ, and of the
// rest γF a step. A surplus counts at most as much as the consumer will use, so
// that it never stands for another's need.
func (b *Block) restock(c int, corr, ahead *lane) {
	s := &b.con[c]
	for l := range corr {
		corr[l] += max((s.ratio[l]*s.cover[l]-s.stock[l])*b.perStepGap[l], -s.ratio[l]*s.base[l])
	}
	i := b.m.consumers[c].sector
	if i < 0 {
		return
	}
	gamma := &b.val[b.m.sectors[i].catchUp]
	for l := range corr {
		if s.backlog[l] > 0 {
			rate := gamma[l] * s.ratio[l] * s.base[l]
			soon := min(s.backlog[l], rate*ahead[l])
			corr[l] += soon*b.perStepGap[l] + min(s.backlog[l]-soon, rate)
		}
	}
}
