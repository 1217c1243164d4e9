package sim

import (
	"fmt"
	"math"

	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
	"magnetsim/sim/lane"
)

// certain returns a vector for every number of m, filled where it is certain.
func (m *Model) certain() []lane.Vector {
	val := make([]lane.Vector, len(m.numbers.list))
	for i, x := range m.numbers.list {
		if !x.random {
			val[i].Fill(x.dist.Mean())
		}
	}
	return val
}

// sample draws every uncertain number of a model in the block's trials: its uniform by
// address, coupled by its copula where it has one, through its quantile function. What
// from gives an index of is taken from the world's numbers.
func (w *world) sample(m *Model, val []lane.Vector, from []fig) {
	nums := &m.numbers
	own := func(f fig) bool { return from == nil || from[f] < 0 }
	for _, f := range m.random {
		if !own(f) {
			val[f] = w.val[from[f]]
			continue
		}
		draw.Fill(val[f][:w.n], w.design, w.first, nums.list[f].key, 0)
	}
	for _, g := range nums.groups {
		if own(g.members[0]) { // a group has its numbers from the world all together
			w.couple(g, val)
		}
	}
	for _, f := range m.random {
		if !own(f) {
			continue
		}
		x, u := nums.list[f], &val[f]
		for i := range u {
			if i >= w.n {
				u[i] = u[w.n-1]
			} else if x.chance >= 0 {
				u[i] = happens(u[i], val[x.chance][i])
			} else {
				u[i] = x.dist.Quantile(u[i])
			}
		}
	}
}

// ownNumbers draws the numbers that the world does not have.
func (b *Block) ownNumbers() error {
	if b.from == nil {
		return nil
	}
	b.sample(b.m, b.val, b.from)
	return b.check(b.m, b.val)
}

// happens is 1 for large u: an event of chance p by inverse CDF.
func happens(u, p float64) float64 {
	if u > 1-p {
		return 1
	}
	return 0
}

// couple replaces the uniforms of a group by ones with its correlations:
// u ← Φ(L·Φ⁻¹(u)).
func (w *world) couple(g group, val []lane.Vector) {
	z := w.normals[:0]
	for i := range w.n {
		z = z[:0]
		for _, f := range g.members {
			z = append(z, dist.NormalQuantile(val[f][i]))
		}
		g.copula.Correlate(z)
		for j, f := range g.members {
			val[f][i] = inside(dist.NormalCDF(z[j]))
		}
	}
}

// inside keeps a rounded probability within (0, 1).
func inside(u float64) float64 {
	const edge = 1.0 / (1 << 53)
	return max(edge, min(1-edge, u))
}

// at returns a number's value at an occurrence of trial i: what was drawn for
// the trial at the first, a fresh draw at later ones.
func (w *world) at(f fig, i int, occurrence uint32) float64 {
	x := &w.m.numbers.list[f]
	if x.tied >= 0 {
		return w.tied(x, f, i, occurrence)
	}
	if occurrence == 0 || !x.random {
		return w.val[f][i]
	}
	return x.dist.Quantile(w.design.Uniform(w.trial(i), x.key, occurrence))
}

// check refuses trials with figures that are not numbers.
func (w *world) check(m *Model, val []lane.Vector) error {
	for _, f := range m.random {
		for i, v := range val[f] {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("trial %d: %s was drawn as %g", w.trial(i), m.numbers.list[f].name, v)
			}
		}
	}
	return nil
}
