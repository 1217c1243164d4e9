package sim

// trade advances what sources can do in step k, which may lie before the start:
// capacity K = CΔρv, the shares w of those that exist, the normal volume n, the
// most that can be shipped M, and the lag.
//
//	w_j = share_j ρ_j / Σ share ρ
//	n   = min(CΔρ, κB), B with what is coming
//	M   = fK + min((1−f)K, nQ)
//	ℓ   = max(1, round((lead + mean delay)/Δ))
func (b *Block) trade(k int) {
	for m := range b.m.materials {
		s := &b.mat[m]
		s.existing.fill(0)
		s.use.fill(0)
		s.coming.fill(0)
		for _, c := range b.m.materials[m].consumers {
			b.con[c].base = b.plan.use(c, k)
			s.use.add(b.con[c].base)
		}
	}
	for j := range b.src {
		b.offer(j, k)
	}
	for m := range b.m.materials {
		b.importShare(m, k)
		for _, j := range b.m.materials[m].sources {
			b.restrain(j, k)
		}
	}
}

// importShare sets, for material m, what turns share·ρ into w, and I/R, negative
// where nothing is required.
func (b *Block) importShare(m, k int) {
	s, now := &b.mat[m], b.plan.look(m, k)
	r, made := &now.required, &now.made
	for l := range s.existing {
		if s.existing[l] > 0 {
			s.existing[l] = 1 / s.existing[l]
		}
		s.imports[l] = -1
		if r[l] > 0 {
			s.imports[l] = (r[l] - made[l]) / r[l]
		}
	}
}

// offer sets the capacity and the lag of source j, and adds its share ρ to what
// exists.
func (b *Block) offer(j, k int) {
	s, x := &b.src[j], &b.m.sources[j]
	b.ramped(&s.weight, &x.exists, k)
	share, c := &b.val[x.share], &b.val[x.capacity]
	for l := range s.nominal {
		s.nominal[l] = c[l] * b.m.dt * s.weight[l]
		s.weight[l] *= share[l]
	}
	s.capacity = s.nominal
	if x.outage >= 0 && k >= 0 {
		s.capacity.product(&s.nominal, b.world.up.at(k, x.outage))
	}
	if !x.prompt || k == -b.world.before {
		delay, lead := &b.world.at(x.exposure, k).delay, &b.val[x.lead]
		for l := range s.lag {
			s.lag[l] = b.lag(lead[l] + delay[l])
		}
	}
	b.mat[x.material].existing.add(&s.weight)
}

// restrain sets w, κ, the normal volume and the most that source j can ship. While
// no part of a step is free κ may rise but not fall: a quota is a share of what
// was normal before, and rivals that ramp up do not tighten it. Before the
// start a trial looks back as far as its own longest lag, whatever others need.
func (b *Block) restrain(j, k int) {
	s, x := &b.src[j], &b.m.sources[j]
	part, imports := &b.mat[x.material].existing, &b.mat[x.material].imports
	strain := b.world.at(x.exposure, k)
	free, quota := &strain.free, &strain.quota
	use := &b.mat[x.material].use
	var coming lane
	b.coming(&coming, j, k)
	for l := range Lanes {
		s.weight[l] *= part[l]
		imported := imports[l]
		if imported < 0 && use[l] == 0 && coming[l] > 0 {
			if then := b.plan.look(x.material, k+s.lag[l]); then.required[l] > 0 {
				imported = 1 - then.made[l]/then.required[l]
			}
		}
		if imported >= 0 && k >= -b.world.own[l] {
			plan := min(1, s.weight[l]*imported)
			if free[l] > 0 || plan > s.kappa[l] {
				s.kappa[l] = plan
			}
		}
		f, cap := free[l], s.capacity[l]
		s.normal[l] = min(s.nominal[l], s.kappa[l]*(use[l]+coming[l]))
		s.most[l] = f*cap + min((1-f)*cap, s.normal[l]*quota[l])
	}
}

// coming sets x to what plants that have not reached their full capacity will use more
// than now when goods arrive that source j ships in step k: so much of the use that a
// quota and switching rest on is planned and not yet there, and must be ordered ahead.
func (b *Block) coming(x *lane, j, k int) {
	m := b.m.sources[j].material
	for _, c := range b.m.materials[m].newcomers {
		var ready lane
		b.ramped(&ready, &b.m.plants[b.m.consumers[c].plant].exists, k)
		for l := range x {
			if ready[l] < 1 {
				x[l] += positive(b.plan.use(c, k+b.src[j].lag[l])[l] - b.con[c].base[l])
			}
		}
	}
	b.mat[m].coming.max(x)
}
