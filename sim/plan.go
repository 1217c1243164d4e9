package sim

import (
	"math"
	"unsafe"

	"magnetsim/sim/lane"
)

// plan is what would flow with no curb, outage or noise: per trial, drawn once.
// Buyers order by it and correct for what happens (model section 4). What
// belongs to one step lies together, since a step reads a few steps of all items.
type plan struct {
	before, length int
	base           table[lane.Vector]  // b_c(s), by step and consumer: planned requirement, t per step
	outlook        table[lane.Outlook] // by step and material
	growth         []lane.Vector       // scratch, by step
	capacity       table[lane.Vector]  // by step and plant: CΔρ, t per step
}

// use returns b_c(s).
func (p *plan) use(c, s int) *lane.Vector { return p.base.at(s+p.before, c) }

// look returns the outlook of material m in step s.
func (p *plan) look(m, s int) *lane.Outlook { return p.outlook.at(s+p.before, m) }

// outlooks are the numbers of a material's outlook from a step on, every stride of them
// a step later.
type outlooks struct{ required, home, made, sumR, sumE []float64 }

// stride is the numbers from a step of an outlook to the next.
func (p *plan) stride() float64 { return float64(p.outlook.columns * outlookSize) }

// useStride is the numbers from a step of planned use to the next.
func (p *plan) useStride() float64 { return float64(p.base.columns * Lanes) }

const outlookSize = int(unsafe.Sizeof(lane.Outlook{}) / 8)

// from returns the outlooks of material m from step s on, for gathering.
func (p *plan) from(m, s int) outlooks {
	x := p.look(m, s)
	n := (len(p.outlook.cells) - (s+p.before)*p.outlook.columns - m) * outlookSize
	all := unsafe.Slice(&x.Required[0], n) // an Outlook is nothing but its vectors
	return outlooks{all, all[Lanes:], all[2*Lanes:], all[3*Lanes:], all[4*Lanes:]}
}

// usesFrom returns the planned use of consumer c from step s on, for gathering.
func (p *plan) usesFrom(c, s int) []float64 {
	n := (len(p.base.cells) - (s+p.before)*p.base.columns - c) * Lanes
	return unsafe.Slice(&p.use(c, s)[0], n)
}

// drawPlan fills the plan of every trial, walked downstream to upstream. It runs
// past the horizon by the longest lag, and a step more for each stage that looks
// ahead.
func (w *world) drawPlan() {
	p, m := &w.plan, w.m
	p.before = w.strains.before
	p.length = p.before + m.steps + w.strains.reach + len(m.materials) + 3
	p.base.shape(p.length, len(m.consumers))
	p.outlook.shape(p.length, len(m.materials))
	p.capacity.shape(p.length, len(m.plants))
	for i := range m.sectors {
		w.planSector(i)
	}
	for n := len(m.order) - 1; n >= 0; n-- {
		w.planMaterial(m.order[n])
	}
}

// planSector fills b = B·share·Δ·(1+g)^{sΔ}·season of a sector's lines.
func (w *world) planSector(i int) {
	p, sec := &w.plan, &w.m.sectors[i]
	p.growth = resize(p.growth, p.length)
	q := &w.rho // the growth of a step
	for l, g := range w.val[sec.growth] {
		q[l] = math.Pow(1+g, w.m.dt)
	}
	p.growth[p.before].Fill(1)
	for s := p.before + 1; s < p.length; s++ {
		lane.Grow(&p.growth[s], &p.growth[s-1], q)
	}
	for s := p.before - 1; s >= 0; s-- {
		lane.Shrink(&p.growth[s], &p.growth[s+1], q)
	}
	for _, c := range sec.lines {
		level := &w.spare
		lane.Product(level, &w.val[sec.demand], &w.val[w.m.consumers[c].share])
		for s := range p.length {
			lane.PlanUse(p.base.at(s, c), level, &p.growth[s], w.m.dt*sec.seasonIn(w.m.months.at(s-p.before)))
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
// and what its plants then need of their inputs: recipe × E·K⁰_p/K⁰.
func (w *world) planMaterial(m int) {
	p, mat := &w.plan, &w.m.materials[m]
	moved, part := &w.spare, &w.imports // what is added and taken to find R; E/K⁰
	for s := range p.length {
		next := min(s+1, p.length-1)
		x := p.outlook.at(s, m)
		x.Required, x.Home, *moved = lane.Vector{}, lane.Vector{}, lane.Vector{}
		for _, c := range mat.consumers {
			lane.PlanRequired(&x.Required, moved, p.base.at(s, c), p.base.at(next, c), &w.val[w.m.consumers[c].cover], 1/w.m.dt)
		}
		for _, j := range mat.plants {
			k := p.capacity.at(s, j)
			w.ramped(k, &w.m.plants[j].exists, s-p.before)
			lane.Capacity(k, k, &w.val[w.m.plants[j].capacity], w.m.dt)
			lane.Add(&x.Home, k)
		}
		lane.PlanTrade(x, part, moved)
		for _, j := range mat.plants {
			for _, c := range w.m.plants[j].inputs {
				lane.PlanNeed(p.base.at(s, c), &w.val[w.m.consumers[c].recipe], part, p.capacity.at(s, j))
			}
		}
	}
	first := p.outlook.at(p.before, m)
	first.SumR, first.SumE = lane.Vector{}, lane.Vector{}
	for s := p.before + 1; s < p.length; s++ {
		lane.PlanSums(p.outlook.at(s, m), p.outlook.at(s-1, m))
	}
}

// ramped sets rho to ρ at the midpoint of step s: nothing before the start, a
// linear ramp to the whole, nothing at all where the event of success failed.
func (w *world) ramped(rho *lane.Vector, x *existence, s int) {
	if x.always {
		rho.Fill(1)
		return
	}
	lane.Ramp(rho, &w.val[x.start], &w.val[x.ramp], &w.val[x.won], (float64(s)+0.5)*w.m.dt, -trifle*w.m.dt)
}
