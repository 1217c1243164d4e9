package sim

import (
	"math"
	"slices"

	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
	"magnetsim/sim/lane"
)

// tie couples figures that are drawn afresh, at each occurrence of a curb or an outage,
// with numbers drawn once a trial and with the demand shocks of the step in which the
// occurrence begins: a boom draws a curb. Their normals are those of a Gaussian copula
// given the normals that are known by then. With L the Cholesky factor of all
// correlations, the known ones first,
//
//	ε_K = L_KK⁻¹ z_K,  z_F = L_FK ε_K + L_FF ε_F,  ε_F of the occurrence
type tie struct {
	known  []fig // numbers drawn once a trial
	shocks []int // sectors, known too
	fresh  []fig
	copula *dist.Copula // of known, shocks and fresh, in this order
	parts  []int
}

// tieFresh compiles the correlations in which figures that are drawn afresh stand.
func (c *compiler) tieFresh(all *web) {
	n := &c.m.numbers
	t := &tie{}
	var known, shocks, fresh []int // places in the web
	for i, name := range all.names {
		switch sector, ok := shockOf(name); {
		case ok:
			shocks = append(shocks, i)
			t.shocks = append(t.shocks, c.shocked(sector))
		case n.fresh[name]:
			fresh = append(fresh, i)
		default:
			known = append(known, i)
		}
	}
	if len(fresh) == 0 {
		return
	}
	for _, i := range known {
		t.known = append(t.known, n.coupled(all.names[i]))
	}
	for _, i := range fresh {
		t.fresh = append(t.fresh, n.coupled(all.names[i]))
	}
	matrix := all.matrixOf(slices.Concat(known, shocks, fresh))
	t.copula = must(dist.NewCopula(matrix))
	t.parts = parts(matrix)
	for i, f := range t.fresh {
		n.list[f].tied = i
	}
	n.tie = t
}

// foreseeShocks plays the noise of demand ahead of all else where a figure follows it.
// The noise is read by its address, so that the steps read the same again.
func (w *world) foreseeShocks() {
	t := w.m.numbers.tie
	if t == nil || len(t.shocks) == 0 {
		return
	}
	w.booms.shape(w.m.steps, len(t.shocks))
	w.startShocks()
	for k := range w.m.steps {
		w.shocks(k)
		for n, i := range t.shocks {
			*w.booms.at(k, n) = w.shock[i].Z
		}
	}
}

// tied returns the value of a figure that is drawn afresh, at an occurrence of trial i
// that begins at the time at hand, given what is known by then. The first is told among
// the inputs of the trial.
func (w *world) tied(x *number, f fig, i int, occurrence uint32) float64 {
	t := w.m.numbers.tie
	z := w.normals[:0]
	for _, f := range t.known {
		z = append(z, w.normal(f, i))
	}
	step := int(max(0, min(float64(w.m.steps-1), math.Floor(w.strains.now/w.m.dt))))
	for n := range t.shocks {
		z = append(z, w.booms.at(step, n)[i])
	}
	known := len(z)
	for n := range known { // ε_K = L_KK⁻¹ z_K, from the first
		row := t.copula.Row(n)
		for j, l := range row[:n] {
			z[n] -= l * z[j]
		}
		z[n] /= row[n]
	}
	for _, f := range t.fresh {
		z = append(z, dist.NormalQuantile(w.design.Uniform(w.trial(i), w.m.numbers.list[f].key, occurrence)))
	}
	sum := 0.0
	for j, l := range t.copula.Row(known + x.tied) {
		sum += l * z[j]
	}
	y := x.dist.Quantile(inside(dist.NormalCDF(sum)))
	if occurrence == 0 {
		w.val[f][i] = y
	}
	return y
}

// normal returns the normal of a number that is drawn once a trial.
func (w *world) normal(f fig, i int) float64 {
	x := &w.m.numbers.list[f]
	uniform := func(key draw.Factor) float64 { return w.design.Uniform(w.trial(i), key, 0) }
	if x.group < 0 {
		return dist.NormalQuantile(uniform(x.key))
	}
	g := w.m.numbers.groups[x.group]
	sum := 0.0
	for place, member := range g.members {
		if member != f {
			continue
		}
		for j, l := range g.copula.Row(place) {
			sum += l * dist.NormalQuantile(uniform(w.m.numbers.list[g.members[j]].key))
		}
	}
	return sum
}

// shocked returns the index of a sector whose demand shock is correlated.
func (c *compiler) shocked(name string) int {
	i := slices.IndexFunc(c.m.sectors, func(s sector) bool { return s.name == name })
	if i < 0 {
		refuse("correlations: there is no sector %q", name)
	}
	c.m.sectors[i].volatile = true
	return i
}

// booms are the normals of demand of tied sectors, by step.
type booms = table[lane.Vector]
