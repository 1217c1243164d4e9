package sim

import (
	"math"
	"slices"

	"magnetsim/sim/chain"
	"magnetsim/sim/curb"
	"magnetsim/sim/lane"
)

// response is how the rates of a curb follow what the plan says of the economy: of
// recurring, and of going to a stricter state. It follows the plan and not the noise of a
// trial, so that every draw keeps its address; policies that build plants or fill stocks
// then change the odds of a curb.
type response struct {
	to         chain.Driver
	elasticity fig
	materials  []dependence
	piles      []pilePlan // of those materials, where it follows them
}

// dependence is what of a material comes from whom a curb hits.
type dependence struct {
	material int
	hits     [][]fig // by place in the material's sources: the shares at which it is hit
}

// leastDependence is the least that counts, so that a curb on nothing is rare and not
// impossible, and a start without dependence divides by something.
const leastDependence = 0.01

// compileResponses gives curbs what their rates follow.
func (c *compiler) compileResponses() {
	for i, x := range c.s.Curbs {
		p := &c.m.curbs[i]
		if r := x.Responds; r != nil && r.Elasticity.Given() && !r.Elasticity.Any() {
			x.Responds = nil
		}
		leaves := x.Regimes != nil && slices.ContainsFunc(x.Regimes.States, func(s chain.State) bool { return s.Responds != nil })
		if x.Responds == nil && !leaves {
			continue
		}
		r := &response{elasticity: c.m.numbers.certain(0), materials: c.dependences(i)}
		if x.Responds != nil {
			r.to, r.elasticity = x.Responds.To, c.num(x.Responds.Elasticity, 0)
			if r.to == chain.Shortage {
				refuse("curbs.%s.responds: a curb responds to dependence or stock_cover; only a state responds to shortage", x.Name)
			}
		}
		if len(r.materials) == 0 {
			refuse("curbs.%s.responds: it hits no source", x.Name)
		}
		if r.to == chain.StockCover {
			for _, s := range c.m.stockpiles {
				if slices.ContainsFunc(r.materials, func(d dependence) bool { return d.material == s.material }) {
					r.piles = append(r.piles, s.pilePlan)
				}
			}
		}
		p.responds = r
		if x.Regimes != nil {
			c.respondingStates(p.regimes, x)
		}
	}
}

// respondingStates notes which ways lead to stricter states, by the mean severity and
// then the mean delay, and which states end the sooner the more they keep away.
func (c *compiler) respondingStates(r *regimes, x chain.Curb) {
	stricter := func(a, b chain.State) bool {
		if x, y := a.Severity.Mean(), b.Severity.Mean(); x != y {
			return x > y
		}
		return a.Delay.Mean() > b.Delay.Mean()
	}
	for i, s := range x.Regimes.States {
		state := &r.states[i]
		for _, to := range state.to {
			state.stricter = append(state.stricter, x.Responds != nil && stricter(x.Regimes.States[to], s))
		}
		if s.Responds != nil {
			if s.Responds.To != chain.Shortage {
				refuse("curbs.%s.regimes.%s.responds: a state ends by the shortage that it makes", x.Name, s.Name)
			}
			state.leaves = c.num(s.Responds.Elasticity, 0)
		}
	}
}

// dependences lists, material by material, how curb i hits its sources.
func (c *compiler) dependences(i int) (all []dependence) {
	for m := range c.m.materials {
		d, some := dependence{material: m}, false
		for _, j := range c.m.materials[m].sources {
			var shares []fig
			for _, r := range c.reaches(c.s.Sources[j].Origin, c.s.Sources[j].Material) {
				if r.curb == i {
					shares = append(shares, c.m.curbs[i].hits[r.hit].share)
				}
			}
			d.hits, some = append(d.hits, shares), some || len(shares) > 0
		}
		if some {
			all = append(all, d)
		}
	}
	return all
}

// foresight is what the plan says, before any curb is drawn, of what curbs respond to.
type foresight struct {
	pace   table[lane.Vector] // by curb that responds and step: x^elasticity
	depend table[lane.Vector] // the same: planned imports from whom it hits over planned use
	place  []int              // by curb: its row in the tables, −1 for none
	level  []lane.Vector      // planned level of each strategic stock that counts, t
}

func newForesight(m *Model) foresight {
	f := foresight{place: make([]int, len(m.curbs))}
	rows, piles := 0, 0
	for i, c := range m.curbs {
		f.place[i] = -1
		if c.responds != nil {
			f.place[i] = rows
			rows++
			piles += len(c.responds.piles)
		}
	}
	if rows > 0 {
		f.pace.shape(rows, m.steps)
		f.depend.shape(rows, m.steps)
		f.level = make([]lane.Vector, piles)
	}
	return f
}

// clock returns the clock of curb i, nil where it has none.
func (w *world) clock(i int) *curb.Clock {
	c := &w.m.curbs[i]
	if c.responds == nil {
		return nil
	}
	row := w.foresight.place[i]
	return &curb.Clock{Step: w.m.dt, Steps: w.m.steps, At: func(k int) float64 { return w.foresight.pace.at(row, k)[w.strains.trial] }}
}

// leaves returns what multiplies the rates out of a state of curb i: (1 + s·y)^e, y being
// the dependence of the step and s the severity of the visit.
func (w *world) leaves(i int, elasticity fig) func(step int, severity float64) float64 {
	if elasticity < 0 {
		return nil
	}
	row := w.foresight.place[i]
	return func(k int, severity float64) float64 {
		l := w.strains.trial
		return math.Pow(1+severity*w.foresight.depend.at(row, k)[l], w.val[elasticity][l])
	}
}

// foresee goes through the plan for what curbs respond to. The plan knows of no curb, so
// that it can be made before they are drawn, and is made again with what they are.
func (w *world) foresee() {
	f := &w.foresight
	if f.pace.cells == nil {
		return
	}
	w.strains.before, w.strains.reach = 0, 1
	w.drawPlan()
	for k := range w.m.steps {
		w.planTo(k)
		pile := 0
		for i := range w.m.curbs {
			r := w.m.curbs[i].responds
			if r == nil {
				continue
			}
			pace, depend := f.pace.at(f.place[i], k), f.depend.at(f.place[i], k)
			use := &w.imports
			w.dependOn(depend, use, r, k)
			switch r.to {
			case chain.Dependence:
				first := f.depend.at(f.place[i], 0)
				for l, y := range depend {
					pace[l] = math.Pow(max(y, leastDependence)/max(first[l], leastDependence), w.val[r.elasticity][l])
				}
			case chain.StockCover:
				stock := &w.spare
				*stock = lane.Vector{}
				for n := range r.piles {
					level := &f.level[pile+n]
					r.piles[n].advance(level, w.val, &w.plan, k, w.m.dt)
					lane.Add(stock, level)
				}
				for l := range pace {
					years := 0.0
					if use[l] > 0 {
						years = stock[l] / use[l] * w.m.dt
					}
					pace[l] = math.Pow(1+years, w.val[r.elasticity][l])
				}
			}
			pile += len(r.piles)
		}
	}
}

// dependOn sets y to the part of planned use that is to be imported from whom a curb hits,
// each by the largest share at which it is hit, and use to that use:
//
//	y = Σ_m I_m Σ_j w_j·share_j / Σ_m B_m, at most 1
func (w *world) dependOn(y, use *lane.Vector, r *response, k int) {
	*y, *use = lane.Vector{}, lane.Vector{}
	for n := range r.materials {
		d := &r.materials[n]
		for _, c := range w.m.materials[d.material].consumers {
			lane.Add(use, w.plan.use(c, k))
		}
		var there, hit lane.Vector
		for n, j := range w.m.materials[d.material].sources {
			x := &w.m.sources[j]
			w.ramped(&w.rho, &x.exists, k)
			lane.Times(&w.rho, &w.val[x.share])
			lane.Add(&there, &w.rho)
			if shares := d.hits[n]; len(shares) > 0 {
				strictest := w.val[shares[0]]
				for _, f := range shares[1:] {
					lane.Rise(&strictest, &w.val[f])
				}
				lane.AddProduct(&hit, &w.rho, &strictest)
			}
		}
		look := w.plan.look(d.material, k)
		for l := range y {
			if there[l] > 0 {
				y[l] += (look.Required[l] - look.Made[l]) * hit[l] / there[l]
			}
		}
	}
	for l := range y {
		if use[l] > 0 {
			y[l] = min(1, y[l]/use[l])
		} else {
			y[l] = 0
		}
	}
}
