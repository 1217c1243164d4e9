package sim

import "magnetsim/sim/lane"

// trade advances what sources can do in step k, which may lie before the start:
// capacity K = CΔρv, the shares w of those that exist, the normal volume n, the
// most that can be shipped M, the lag, and what is planned for when goods arrive.
//
//	w_j = share_j ρ_j / Σ share ρ
//	n   = min(CΔρ, κB), B with what is coming
//	M   = fK + min((1−f)K, nQ)
//	ℓ   = max(1, round((lead + mean delay)/Δ))
func (w *world) trade(k int) {
	for m := range w.market {
		s := &w.market[m]
		s.Existing, s.Use, s.Coming = lane.Vector{}, lane.Vector{}, lane.Vector{}
		for _, c := range w.m.materials[m].consumers {
			w.base[c] = w.plan.use(c, k)
			lane.Add(&s.Use, w.base[c])
		}
	}
	for j := range w.m.plants {
		if x := &w.m.plants[j].exists; !x.always {
			w.ramped(&w.grown[j], x, k)
		}
	}
	for j := range w.offer {
		w.offered(j, k)
	}
	for m := range w.market {
		lane.ImportShare(&w.market[m], w.plan.look(m, k))
		for _, j := range w.m.materials[m].sources {
			w.lookAhead(j, k)
			w.restrain(j, k)
		}
	}
}

// offered sets the capacity and the lag of source j, and adds its share ρ to what
// exists.
func (w *world) offered(j, k int) {
	o, x := &w.offer[j], &w.m.sources[j]
	first := k == -w.strains.before
	if first || !x.exists.always {
		w.ramped(&w.rho, &x.exists, k)
		lane.Offered(o.Offer, &w.rho, &w.val[x.capacity], &w.val[x.share], w.m.dt)
	}
	o.capacity = &o.Nominal
	if x.outage >= 0 && k >= 0 {
		lane.Product(&o.Capacity, &o.Nominal, w.strains.up.at(k, x.outage))
		o.capacity = &o.Capacity
	}
	if first || !x.prompt {
		delay := &w.strains.at(x.exposure, k).Delay
		lane.Schedule(o.Offer, &w.val[x.lead], delay, &w.number, w.m.dt, half, float64(w.m.steps), w.plan.stride())
		o.alike = true
		for l, n := range o.Lag {
			o.lag[l] = int32(n)
			o.alike = o.alike && o.lag[l] == o.lag[0]
		}
	}
	lane.Add(&w.market[x.material].Existing, &o.Share)
}

// lookAhead notes what is planned for when the goods arrive that source j ships in
// step k.
func (w *world) lookAhead(j, k int) {
	o, m := w.offer[j].Offer, w.m.sources[j].material
	if x := &w.offer[j]; x.alike {
		x.then = w.plan.look(m, k+int(x.lag[0]))
		return
	}
	w.offer[j].then = &o.Then
	v := w.plan.from(m, k)
	lane.Look(o, v.required)
	lane.LookSum(o, v.sumR)
	if x := &w.m.materials[m]; len(x.plants) > 0 {
		lane.LookHome(o, v.home, v.sumE)
		if k < 0 || len(x.newcomers) > 0 {
			lane.LookMade(o, v.made)
		}
	}
}

// restrain sets w, κ, the normal volume and the most that source j can ship.
func (w *world) restrain(j, k int) {
	o, x := &w.offer[j], &w.m.sources[j]
	s := &w.market[x.material]
	imports, use := &s.Imports, &s.Use
	if len(w.m.materials[x.material].newcomers) > 0 {
		imports, use = &w.imports, &w.rho
		w.coming(&w.spare, j, k)
		lane.Imported(imports, use, &w.spare, s, o.then)
		lane.Rise(&s.Coming, &w.spare)
	}
	lane.Restrain(o.Offer, s, imports, use, o.capacity, w.strains.at(x.exposure, k), w.strains.own, float64(k))
}

// coming sets x to what plants that have not reached their full capacity will use more
// than now when goods arrive that source j ships in step k: so much of the use that a
// quota and switching rest on is planned and not yet there, and must be ordered ahead.
func (w *world) coming(x *lane.Vector, j, k int) {
	*x = lane.Vector{}
	lane.Indexes(&w.atUse, &w.offer[j].Lag, &w.number, w.plan.useStride())
	for _, c := range w.m.materials[w.m.sources[j].material].newcomers {
		lane.Newcomer(x, &w.grown[w.m.consumers[c].plant], w.base[c], w.plan.usesFrom(c, k), &w.atUse)
	}
}

// makeReady sets K = CΔρv of plant j.
func (w *world) makeReady(j, k int) {
	planned := w.plan.capacity.at(k+w.plan.before, j)
	if x := &w.m.plants[j]; x.outage >= 0 {
		lane.Product(&w.halted[j], planned, w.strains.up.at(k, x.outage))
		w.ready[j] = &w.halted[j]
	} else {
		w.ready[j] = planned
	}
}
