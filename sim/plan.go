package sim

import "math"

// plan is what would flow with no curb, outage or noise: per trial, drawn once.
// Buyers order by it and correct for what happens (model section 4). What
// belongs to one step lies together, since a step reads a few steps of all items.
type plan struct {
	before, length int
	base           table[lane]    // b_c(s), by step and consumer: planned requirement, t per step
	outlook        table[outlook] // by step and material
	growth         []lane         // scratch, by step
}

// outlook is what the plan says of one material in one step.
type outlook struct {
	required lane // R(s)
	home     lane // K⁰(s): planned capacity of its plants
	made     lane // E(s) = min(K⁰, R)
	sumR     lane // Σ R over the steps from 0 to s−1
	sumE     lane // Σ E over the steps from 0 to s−1
}

// use returns b_c(s).
func (p *plan) use(c, s int) *lane { return p.base.at(s+p.before, c) }

// look returns the outlook of material m in step s.
func (p *plan) look(m, s int) *outlook { return p.outlook.at(s+p.before, m) }

// drawPlan fills the plan of every trial, walked downstream to upstream. It runs
// past the horizon by the longest lag, and a step more for each stage that looks
// ahead.
func (b *Block) drawPlan() {
	p, m := &b.plan, b.m
	p.before = b.world.before
	p.length = p.before + m.steps + b.world.reach + len(m.materials) + 3
	p.base.shape(p.length, len(m.consumers))
	p.outlook.shape(p.length, len(m.materials))
	for i := range m.sectors {
		b.planSector(i)
	}
	for n := len(m.order) - 1; n >= 0; n-- {
		b.planMaterial(m.order[n])
	}
}

// planSector fills b = B·share·Δ·(1+g)^{sΔ}·season of a sector's lines.
func (b *Block) planSector(i int) {
	p, sec := &b.plan, &b.m.sectors[i]
	p.growth = resize(p.growth, p.length)
	for l := range Lanes {
		q := math.Pow(1+b.val[sec.growth][l], b.m.dt)
		x := 1.0
		for s := p.before; s < p.length; s++ {
			p.growth[s][l] = x
			x *= q
		}
		x = 1
		for s := p.before - 1; s >= 0; s-- {
			x /= q
			p.growth[s][l] = x
		}
	}
	for _, c := range sec.lines {
		var level lane
		level.product(&b.val[sec.demand], &b.val[b.m.consumers[c].share])
		for s := range p.length {
			scale := b.m.dt * sec.seasonIn(b.m.months.at(s-p.before))
			x, g := p.base.at(s, c), &p.growth[s]
			for l := range x {
				x[l] = level[l] * g[l] * scale
			}
		}
	}
}

// seasonIn returns the seasonal factor of a calendar month, 0 for January.
func (s *sector) seasonIn(month uint8) float64 {
	if s.season == nil {
		return 1
	}
	return s.season[month]
}

// planMaterial fills R = [Σb + S(s+1) − S(s)]⁺, K⁰, E = min(K⁰, R) of a material
// and what its plants then need of their inputs.
func (b *Block) planMaterial(m int) {
	p, mat := &b.plan, &b.m.materials[m]
	for s := range p.length {
		next := min(s+1, p.length-1)
		x := p.outlook.at(s, m)
		var moved lane // what is added and taken to find it
		x.required.fill(0)
		for _, c := range mat.consumers {
			now, then, cover := p.base.at(s, c), p.base.at(next, c), &b.val[b.m.consumers[c].cover]
			for l := range x.required {
				x.required[l] += now[l] + cover[l]*(then[l]-now[l])/b.m.dt
				moved[l] += now[l] + cover[l]*(then[l]+now[l])/b.m.dt
			}
		}
		for l := range x.required {
			if x.required[l] < trifle*moved[l] {
				x.required[l] = 0
			}
		}
		b.planHome(m, s)
	}
	first := p.outlook.at(p.before, m)
	first.sumR.fill(0)
	first.sumE.fill(0)
	for s := p.before + 1; s < p.length; s++ {
		x, last := p.outlook.at(s, m), p.outlook.at(s-1, m)
		for l := range Lanes {
			x.sumR[l] = last.sumR[l] + last.required[l]
			x.sumE[l] = last.sumE[l] + last.made[l]
		}
	}
}

// planHome fills K⁰ and E of a material at row s and the planned requirement of
// its plants' inputs: recipe × E·K⁰_p/K⁰.
func (b *Block) planHome(m, s int) {
	p, mat := &b.plan, &b.m.materials[m]
	x := p.outlook.at(s, m)
	x.home.fill(0)
	for _, j := range mat.plants {
		plant := &b.m.plants[j]
		k := &b.plt[j].planned
		b.capacity(k, plant.capacity, &plant.exists, s-p.before)
		x.home.add(k)
	}
	var part lane // E/K⁰
	for l := range part {
		x.made[l] = min(x.home[l], x.required[l])
		if x.home[l] > 0 {
			part[l] = x.made[l] / x.home[l]
		}
	}
	for _, j := range mat.plants {
		planned := &b.plt[j].planned
		for _, c := range b.m.plants[j].inputs {
			need, recipe := p.base.at(s, c), &b.val[b.m.consumers[c].recipe]
			for l := range need {
				need[l] = recipe[l] * part[l] * planned[l]
			}
		}
	}
}

// ramped sets rho to ρ at the midpoint of step s: nothing before the start, a
// linear ramp to the whole, nothing at all where the event of success failed.
func (b *Block) ramped(rho *lane, x *existence, s int) {
	if x.always {
		rho.fill(1)
		return
	}
	mid := (float64(s) + 0.5) * b.m.dt
	t0, years, ok := &b.val[x.start], &b.val[x.ramp], &b.val[x.won]
	for l := range rho {
		rho[l] = ok[l]
		if since := mid - t0[l]; since < -trifle*b.m.dt {
			rho[l] = 0
		} else if since < years[l] {
			rho[l] *= max(0, since) / years[l]
		}
	}
}

// capacity sets k to CΔρ.
func (b *Block) capacity(k *lane, capacity fig, x *existence, s int) {
	b.ramped(k, x, s)
	c := &b.val[capacity]
	for l := range k {
		k[l] *= c[l] * b.m.dt
	}
}

// target sets t to the cover target of consumer c at the start of step k,
// S(k) = T·b(k)/Δ.
func (b *Block) target(t *lane, c, k int) {
	base, cover := b.plan.use(c, k), &b.val[b.m.consumers[c].cover]
	perYear := 1 / b.m.dt
	for l := range t {
		t[l] = cover[l] * base[l] * perYear
	}
}
