package sim

import "math"

// plan is what would flow with no curb, outage or noise: per trial, drawn once.
// Buyers order by it and correct for what happens (model section 4). Arrays
// are by item and step; step s stands at index s + before.
type plan struct {
	before, length int
	base           [][]lane // b_c(s), by consumer: planned requirement, t per step
	required       [][]lane // R(s), by material
	home           [][]lane // K⁰(s), by material: planned capacity of its plants
	made           [][]lane // E(s) = min(K⁰, R), by material
	sumRequired    [][]lane // Σ R over the steps from 0 to s−1
	sumMade        [][]lane // Σ E over the steps from 0 to s−1
	growth         []lane   // scratch, by step
}

// drawPlan fills the plan of every trial, walked downstream to upstream. It runs past the
// horizon by the longest lag, and a step more for each stage that looks ahead.
func (b *Block) drawPlan() {
	p, m := &b.plan, b.m
	p.before = b.world.before
	p.length = p.before + m.steps + b.world.reach + len(m.materials) + 2
	p.base = reshape(p.base, len(m.consumers), p.length)
	for _, table := range []*[][]lane{&p.required, &p.home, &p.made} {
		*table = reshape(*table, len(m.materials), p.length)
	}
	p.sumRequired = reshape(p.sumRequired, len(m.materials), p.length+1)
	p.sumMade = reshape(p.sumMade, len(m.materials), p.length+1)
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
			x, g := &p.base[c][s], &p.growth[s]
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
		r := &p.required[m][s]
		r.fill(0)
		for _, c := range mat.consumers {
			now, then, cover := &p.base[c][s], &p.base[c][next], &b.val[b.m.consumers[c].cover]
			for l := range r {
				r[l] += now[l] + cover[l]*(then[l]-now[l])/b.m.dt
			}
		}
		b.planHome(m, s)
	}
	sumR, sumE := p.sumRequired[m], p.sumMade[m]
	sumR[p.before].fill(0)
	sumE[p.before].fill(0)
	for s := p.before; s < p.length; s++ {
		for l := range Lanes {
			sumR[s+1][l] = sumR[s][l] + p.required[m][s][l]
			sumE[s+1][l] = sumE[s][l] + p.made[m][s][l]
		}
	}
}

// planHome fills K⁰ and E of a material at index s and the planned requirement
// of its plants' inputs: recipe × E·K⁰_p/K⁰.
func (b *Block) planHome(m, s int) {
	p, mat := &b.plan, &b.m.materials[m]
	r, home, made := &p.required[m][s], &p.home[m][s], &p.made[m][s]
	home.fill(0)
	for _, j := range mat.plants {
		plant := &b.m.plants[j]
		var k lane
		b.capacity(&k, plant.capacity, &plant.exists, s-p.before)
		b.plt[j].planned = k
		home.add(&k)
	}
	for l := range r {
		r[l] = positive(r[l])
		made[l] = min(home[l], r[l])
	}
	for _, j := range mat.plants {
		for _, c := range b.m.plants[j].inputs {
			x, recipe := &p.base[c][s], &b.val[b.m.consumers[c].recipe]
			for l := range x {
				x[l] = 0
				if home[l] > 0 {
					x[l] = recipe[l] * made[l] * b.plt[j].planned[l] / home[l]
				}
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
		if since := mid - t0[l]; since < 0 {
			rho[l] = 0
		} else if since < years[l] {
			rho[l] *= since / years[l]
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
	base, cover := &b.plan.base[c][k+b.plan.before], &b.val[b.m.consumers[c].cover]
	perYear := 1 / b.m.dt
	for l := range t {
		t[l] = cover[l] * base[l] * perYear
	}
}

// reshape returns a table of rows × columns that reuses x's memory where it can.
func reshape(x [][]lane, rows, columns int) [][]lane {
	x = resize(x, rows)
	for i := range x {
		x[i] = resize(x[i], columns)
	}
	return x
}
