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
	w.planTo(k + w.strains.reach + 1)
	for m := range w.market {
		for n, c := range w.m.materials[m].consumers {
			w.base[c] = w.plan.use(c, k)
			w.buyers[m][n].Base, w.buyers[m][n].Next = w.base[c], w.plan.use(c, k+1)
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
		trades := w.trades[m]
		lane.Open(w.buyers[m], trades, &w.market[m], w.plan.look(m, k))
		w.lookAhead(m, k)
		if len(w.m.materials[m].newcomers) > 0 {
			for n, j := range w.m.materials[m].sources {
				w.coming(&w.spare, j, k)
				lane.Imported(trades[n].Imports, trades[n].Planned, &w.spare, &w.market[m], trades[n].Then)
				lane.Rise(&w.market[m].Coming, &w.spare)
			}
		}
		lane.Restrain(trades, &w.market[m], w.strains.own, float64(k))
	}
}

// offered sets the capacity, the lag and the restrictions of source j.
func (w *world) offered(j, k int) {
	o, x := &w.offer[j], &w.m.sources[j]
	t := o.trade
	t.Strain = w.strains.at(x.exposure, k)
	if r := w.m.materials[x.material].rivals; r >= 0 {
		t.Rivals = w.strains.at(r, k)
	}
	first := k == -w.strains.before
	if first || !x.exists.always {
		w.ramped(&w.rho, &x.exists, k)
		lane.Offered(o.Offer, &w.rho, &w.val[x.capacity], &w.val[x.share], w.m.dt)
	}
	t.Capacity = &o.Nominal
	if x.outage >= 0 && k >= 0 {
		lane.Product(&o.Offer.Capacity, &o.Nominal, w.strains.up.at(k, x.outage))
		t.Capacity = &o.Offer.Capacity
	}
	if first || !x.prompt {
		lane.Schedule(o.Offer, &w.val[x.lead], &t.Strain.Delay, w.m.dt, half, float64(w.m.steps))
		o.alike = true
		for l, n := range o.Lag {
			o.lag[l] = int32(n)
			o.alike = o.alike && o.lag[l] == o.lag[0]
		}
	}
}

// lookAhead notes what is planned for when the goods arrive that the sources of material
// m ship in step k.
func (w *world) lookAhead(m, k int) {
	apart := w.apart[:0] // those whose lag differs from trial to trial
	for _, j := range w.m.materials[m].sources {
		o := &w.offer[j]
		if o.alike {
			o.trade.Then = w.plan.look(m, k+int(o.lag[0]))
			continue
		}
		o.trade.Then = &o.Offer.Then
		apart = append(apart, *o.trade)
	}
	w.apart = apart
	v := w.plan.all(m)
	lane.Find(apart, &w.number, float64(w.plan.row(k)), float64(w.plan.rows), w.plan.stride())
	lane.Look(apart, v.required, v.sumR)
	if len(w.m.materials[m].plants) > 0 {
		lane.LookHome(apart, v.home, v.made, v.sumE)
	}
}

// coming sets x to what plants that have not reached their full capacity will use more
// than now when goods arrive that source j ships in step k: so much of the use that a
// quota and switching rest on is planned and not yet there, and must be ordered ahead.
func (w *world) coming(x *lane.Vector, j, k int) {
	*x = lane.Vector{}
	lane.Indexes(&w.atUse, &w.offer[j].Lag, &w.number, float64(w.plan.row(k)), float64(w.plan.rows), w.plan.useStride())
	for _, c := range w.m.materials[w.m.sources[j].material].newcomers {
		lane.Newcomer(x, &w.grown[w.m.consumers[c].plant], w.base[c], w.plan.uses(c), &w.atUse)
	}
}

// makeReady sets K = CΔρv of plant j.
func (w *world) makeReady(j, k int) {
	planned := w.plan.ready(j, k)
	if x := &w.m.plants[j]; x.outage >= 0 {
		lane.Product(&w.halted[j], planned, w.strains.up.at(k, x.outage))
		w.ready[j] = &w.halted[j]
	} else {
		w.ready[j] = planned
	}
}
