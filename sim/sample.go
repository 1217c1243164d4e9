package sim

import (
	"fmt"
	"math"

	"magnetsim/sim/dist"
)

// sample draws every uncertain number of the block's trials: its uniform by
// address, coupled by its copula where it has one, through its quantile function.
func (b *Block) sample() {
	nums := &b.m.numbers
	for _, f := range b.m.random {
		u := &b.val[f]
		for i := range u {
			u[i] = b.design.Uniform(b.trial(i), nums.list[f].key, 0)
		}
	}
	for _, g := range nums.groups {
		b.couple(g)
	}
	for _, f := range b.m.random {
		x := nums.list[f]
		u := &b.val[f]
		for i := range u {
			if i >= b.n {
				u[i] = u[b.n-1]
			} else if x.chance >= 0 {
				u[i] = happens(u[i], b.val[x.chance][i])
			} else {
				u[i] = x.dist.Quantile(u[i])
			}
		}
	}
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
func (b *Block) couple(g group) {
	z := b.normals[:0]
	for i := range b.n {
		z = z[:0]
		for _, f := range g.members {
			z = append(z, dist.NormalQuantile(b.val[f][i]))
		}
		g.copula.Correlate(z)
		for j, f := range g.members {
			b.val[f][i] = inside(dist.NormalCDF(z[j]))
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
func (b *Block) at(f fig, i int, occurrence uint32) float64 {
	x := &b.m.numbers.list[f]
	if occurrence == 0 || !x.random {
		return b.val[f][i]
	}
	if x.group < 0 {
		return x.dist.Quantile(b.design.Uniform(b.trial(i), x.key, occurrence))
	}
	g := b.m.numbers.groups[x.group]
	z := make([]float64, len(g.members))
	place := 0
	for j, member := range g.members {
		if member == f {
			place = j
		}
		z[j] = dist.NormalQuantile(b.design.Uniform(b.trial(i), b.m.numbers.list[member].key, occurrence))
	}
	g.copula.Correlate(z)
	return x.dist.Quantile(inside(dist.NormalCDF(z[place])))
}

// check refuses trials with figures that are not numbers.
func (b *Block) check() error {
	for _, f := range b.m.random {
		for i, v := range b.val[f] {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("trial %d: %s was drawn as %g", b.trial(i), b.m.numbers.list[f].name, v)
			}
		}
	}
	return nil
}
