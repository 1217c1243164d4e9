package sim

import (
	"math"
	"slices"

	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// scrap is what comes back of products, for a plant to work up. It follows planned use,
// so that it is part of the plan: what a shortage kept from being made is missed too
// little of it, years later, to be followed.
type scrap struct {
	lines                                       []int // consumers
	life, shape, collected, yield, past, growth fig
}

// scrap compiles what a plant works up.
func (c *compiler) scrap(by string, x *chain.Scrap) *scrap {
	if x == nil {
		return nil
	}
	m := c.material(x.Of, by+".scrap")
	s := &scrap{
		life: c.num(x.Life, 1), shape: c.num(x.Shape, 1), collected: c.num(x.Collected, 0),
		yield: c.num(x.Yield, 1), past: c.num(x.Past, pastUse), growth: -1,
	}
	for _, i := range c.m.materials[m].consumers {
		sector := c.m.consumers[i].sector
		if sector < 0 || len(x.From) > 0 && !slices.Contains(x.From, c.m.sectors[sector].name) {
			continue
		}
		s.lines = append(s.lines, i)
		if s.growth < 0 {
			s.growth = c.numOr(x.Growth, c.m.sectors[sector].growth)
		}
	}
	if len(s.lines) == 0 {
		refuse("%s.scrap: none of the sectors named uses %s", by, x.Of)
	}
	return s
}

// pastUse is how long, in years, a material has been used before the start where
// nothing else is said.
const pastUse = 30

// scraps is what a plan knows of a plant's scrap.
type scraps struct {
	ends   []lane.Vector // by age in steps, from 1 on: the part of what was made that ends in it
	before []lane.Vector // by step from 0 on: what comes back of what was made before the start, t
	used   []lane.Vector // by step from 0 on: planned use of the lines, t
}

// drawScrap draws how long the products of plant j live, and what comes back of what was
// made before the start:
//
//	w(n) = F(nΔ) − F((n−1)Δ),  F(t) = 1 − exp(−(t/λ)^κ),  λ = life/Γ(1 + 1/κ)
//	H(k) = b(0)·Σ_{n=1}^{P} (1+g)^{−nΔ} w(k+n),  P the steps of past use
func (w *world) drawScrap(j int) {
	x, s, m := w.m.plants[j].scrap, &w.plan.scraps[j], w.m
	// As far as any lag looks, and not only those of this block: the sum begins there, and
	// what it rounds to must not depend on which trials stand beside one another.
	steps := len(m.months.month) - m.months.before
	past := 0
	for l := range Lanes {
		past = max(past, w.pastSteps(x, l))
	}
	logScale := &w.spare
	for l := range logScale {
		logScale[l] = math.Log(w.val[x.life][l]) - logGamma(1+1/w.val[x.shape][l])
	}
	s.ends = resize(s.ends, steps+past+1)
	for n := 1; n < len(s.ends); n++ {
		lane.Weibull(&s.ends[n], logScale, &w.val[x.shape], math.Log(float64(n)*m.dt))
	}
	for n := len(s.ends) - 1; n > 1; n-- {
		lane.AddScaled(&s.ends[n], &s.ends[n-1], -1)
	}
	s.before = resize(s.before, steps)
	use := &w.rho
	*use = lane.Vector{}
	for _, c := range x.lines {
		lane.AddScaled(use, &w.plan.level[c], m.dt)
	}
	for l := range Lanes {
		p, q := w.pastSteps(x, l), math.Pow(1+w.val[x.growth][l], -m.dt)
		sum, top := 0.0, 1.0
		for n := 1; n <= p; n++ {
			top *= q
			sum += top * s.ends[steps-1+n][l]
		}
		for k := steps - 1; ; k-- { // Horner's way down: each step is a step more of the same sum
			s.before[k][l] = use[l] * positive(sum)
			if k == 0 {
				break
			}
			sum = q * (s.ends[k][l] + sum - top*s.ends[k+p][l])
		}
	}
	s.used = s.used[:0]
}

// pastSteps returns the steps of use before the start in lane l.
func (w *world) pastSteps(x *scrap, l int) int {
	return int(math.Floor(w.val[x.past][l]/w.m.dt + half))
}

// logGamma returns ln Γ(x) of an x above 0.
func logGamma(x float64) float64 {
	y, _ := math.Lgamma(x)
	return y
}

// planScrap notes what the lines of the scrap are planned to use in step s.
func (w *world) planScrap(s int) {
	for j := range w.plan.scraps {
		x := w.m.plants[j].scrap
		if x == nil || s < 0 {
			continue
		}
		var sum lane.Vector
		for _, c := range x.lines {
			lane.Add(&sum, w.plan.use(c, s))
		}
		w.plan.scraps[j].used = append(w.plan.scraps[j].used, sum)
	}
}

// comesBack sets x to what comes back to plant j in step k, before which it comes as at
// the start:
//
//	Σ_{s<k} b(s)·w(k−s) + H(k)
func (w *world) comesBack(x *lane.Vector, j, k int) {
	s := &w.plan.scraps[j]
	k = max(k, 0)
	*x = s.before[k]
	for n, used := range s.used[:k] {
		lane.AddProduct(x, &used, &s.ends[k-n])
	}
}
