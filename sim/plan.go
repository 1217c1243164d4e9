package sim

import (
	"math"
	"unsafe"

	"magnetsim/sim/lane"
)

// plan is what would flow with no curb, outage or noise: per trial, drawn once.
// Buyers order by it and correct for what happens (model section 4). It is made as far
// ahead as the step at hand looks, so that what is made is read while it is in the
// cache: the tables are rings of the steps from there on. What belongs to one step lies
// together, since a step reads a few steps of all items.
type plan struct {
	before, rows int
	base         table[lane.Vector]  // b_c(s), by step and consumer: planned requirement, t per step
	outlook      table[lane.Outlook] // by step and material
	capacity     table[lane.Vector]  // by step and plant: CΔρ, t per step

	sown   int                // steps before which sectors are planned
	made   []int              // by place in the order of materials: steps before which they are
	level  []lane.Vector      // by consumer: B·share, t a year; of a sector's line
	yearly []lane.Vector      // by sector: (1+g)^Δ
	growth []lane.Vector      // by sector: (1+g)^{sΔ} of the step last planned
	past   table[lane.Vector] // the same of the steps before the start, by step and sector
	scraps []scraps           // by plant
}

// row returns the row of the tables in which step s is.
func (p *plan) row(s int) int { return (s + p.before) % p.rows }

// use returns b_c(s).
func (p *plan) use(c, s int) *lane.Vector { return p.base.at(p.row(s), c) }

// look returns the outlook of material m in step s.
func (p *plan) look(m, s int) *lane.Outlook { return p.outlook.at(p.row(s), m) }

// ready returns CΔρ of plant j in step s.
func (p *plan) ready(j, s int) *lane.Vector { return p.capacity.at(p.row(s), j) }

// outlooks are the numbers of a material's outlook in the first row of the table, every
// stride of them a row later.
type outlooks struct{ required, home, made, sumR, sumE []float64 }

// stride is the numbers from a row of outlooks to the next.
func (p *plan) stride() float64 { return float64(p.outlook.columns * outlookSize) }

// useStride is the numbers from a row of planned use to the next.
func (p *plan) useStride() float64 { return float64(p.base.columns * Lanes) }

const outlookSize = int(unsafe.Sizeof(lane.Outlook{}) / 8)

// all returns the outlooks of material m, for gathering.
func (p *plan) all(m int) outlooks {
	n := (len(p.outlook.cells) - m) * outlookSize
	all := unsafe.Slice(&p.outlook.at(0, m).Required[0], n) // an Outlook is nothing but its vectors
	return outlooks{all, all[Lanes:], all[2*Lanes:], all[3*Lanes:], all[4*Lanes:]}
}

// uses returns the planned use of consumer c, for gathering.
func (p *plan) uses(c int) []float64 {
	return unsafe.Slice(&p.base.at(0, c)[0], (len(p.base.cells)-c)*Lanes)
}

// drawPlan draws what the plan of every trial grows from. A material looks a step
// further than those upstream of it.
func (w *world) drawPlan() {
	p, m := &w.plan, w.m
	p.before = w.strains.before
	p.rows = w.strains.reach + len(m.materials) + 3
	if w.keeps { // scenes point to it
		p.rows += p.before + m.steps
	}
	p.base.shape(p.rows, len(m.consumers))
	p.outlook.shape(p.rows, len(m.materials))
	p.capacity.shape(p.rows, len(m.plants))
	p.past.shape(p.before, len(m.sectors))
	p.level, p.yearly, p.growth = resize(p.level, len(m.consumers)), resize(p.yearly, len(m.sectors)), resize(p.growth, len(m.sectors))
	p.sown, p.made = -p.before, resize(p.made, len(m.order))
	for n := range p.made {
		p.made[n] = -p.before
	}
	for i := range m.sectors {
		sec := &m.sectors[i]
		for l, g := range w.val[sec.growth] {
			p.yearly[i][l] = math.Pow(1+g, m.dt)
		}
		next := allOnes
		for s := p.before - 1; s >= 0; s-- {
			lane.Shrink(p.past.at(s, i), next, &p.yearly[i])
			next = p.past.at(s, i)
		}
		for _, c := range sec.lines {
			lane.Product(&p.level[c], &w.val[sec.demand], &w.val[m.consumers[c].share])
		}
	}
	p.scraps = resize(p.scraps, len(m.plants))
	for j := range m.plants {
		if m.plants[j].scrap != nil {
			w.drawScrap(j)
		}
	}
}

// allOnes is 1 in every lane.
var allOnes = func() *lane.Vector {
	x := new(lane.Vector)
	x.Fill(1)
	return x
}()

// planTo makes the plan up to step s, walked downstream to upstream.
func (w *world) planTo(s int) {
	p, order := &w.plan, w.m.order
	for ; p.sown <= s+len(order); p.sown++ {
		for i := range w.m.sectors {
			w.planSector(i, p.sown)
		}
		w.planScrap(p.sown)
	}
	for n := len(order) - 1; n >= 0; n-- {
		for ; p.made[n] <= s+n; p.made[n]++ {
			w.planMaterial(order[n], p.made[n])
		}
	}
}

// planSector sets b = B·share·Δ·(1+g)^{sΔ}·season of a sector's lines in step s.
func (w *world) planSector(i, s int) {
	p, sec := &w.plan, &w.m.sectors[i]
	growth := &p.growth[i]
	switch {
	case s < 0:
		growth = p.past.at(s+p.before, i)
	case s == 0:
		growth.Fill(1)
	default:
		lane.Times(growth, &p.yearly[i])
	}
	scale := w.m.dt * sec.seasonIn(w.m.months.at(s))
	for _, c := range sec.lines {
		lane.PlanUse(p.use(c, s), &p.level[c], growth, scale)
	}
}

// seasonIn returns the seasonal factor of a calendar month, 0 for January.
func (s *sector) seasonIn(month uint8) float64 {
	if s.season == nil {
		return 1
	}
	return s.season[month]
}

// planMaterial sets R = [Σb + S(s+1) − S(s)]⁺, K⁰, E = min(K⁰, R) of a material in step s
// and what its plants then need of their inputs: recipe × E·K⁰_p/K⁰.
func (w *world) planMaterial(m, s int) {
	p, mat := &w.plan, &w.m.materials[m]
	moved, part := &w.spare, &w.imports // what is added and taken to find R; E/K⁰
	x := p.look(m, s)
	x.Required, x.Home, *moved = lane.Vector{}, lane.Vector{}, lane.Vector{}
	for _, c := range mat.consumers {
		lane.PlanRequired(&x.Required, moved, p.use(c, s), p.use(c, s+1), &w.val[w.m.consumers[c].cover], 1/w.m.dt)
	}
	for _, j := range mat.plants {
		k := p.ready(j, s)
		w.ramped(k, &w.m.plants[j].exists, s)
		if x := &w.m.plants[j]; x.scrap == nil {
			lane.Capacity(k, k, &w.val[x.capacity], w.m.dt)
		} else {
			w.comesBack(&w.atScrap, j, s)
			lane.Collect(k, &w.atScrap, &w.val[x.scrap.collected], &w.val[x.scrap.yield], &w.val[x.capacity], w.m.dt)
		}
		lane.Add(&x.Home, k)
	}
	lane.PlanTrade(x, part, moved)
	for _, j := range mat.plants {
		for _, c := range w.m.plants[j].inputs {
			lane.PlanNeed(p.use(c, s), &w.val[w.m.consumers[c].recipe], part, p.ready(j, s))
		}
	}
	if s > 0 {
		lane.PlanSums(x, p.look(m, s-1))
	} else {
		x.SumR, x.SumE = lane.Vector{}, lane.Vector{}
	}
}

// steepRamp is the part of a step within which a ramp counts as none.
const steepRamp = 1e-3

// ramped sets rho to ρ at the midpoint of step s: nothing before the start, a
// linear ramp to the whole, nothing at all where the event of success failed.
func (w *world) ramped(rho *lane.Vector, x *existence, s int) {
	if x.always {
		rho.Fill(1)
		return
	}
	lane.Ramp(rho, &w.val[x.start], &w.val[x.ramp], &w.val[x.won], (float64(s)+0.5)*w.m.dt, -trifle*w.m.dt, steepRamp*w.m.dt)
}
