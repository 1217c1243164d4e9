package sim

import (
	"math"

	"magnetsim/sim/draw"
)

// demand sets what every sector line requires in step k.
//
//	D = b·exp(σZ − σ²/2),  Z_k = φZ_{k−1} + √(1−φ²)·ε,  φ = exp(−Δ/θ)
//	e = D(1−u)π^{−η} + Σκ·u'·D'   of the lines that move here
//	U = e + min(backlog, γe)
func (b *Block) demand(k int) {
	b.shock(k)
	for i := range b.m.sectors {
		lines := b.m.sectors[i].lines
		for _, c := range lines {
			b.desire(i, c, k)
		}
		for _, c := range lines {
			b.moveDemand(c)
		}
		for _, c := range lines {
			b.require(i, c, k)
		}
	}
	for m := range b.m.materials {
		if b.m.materials[m].moves {
			b.openPrice(m, k)
		}
	}
}

// shock advances the noise of log demand. It is read exactly once a step,
// whatever happens, so that a trial's shocks are the same in every policy.
func (b *Block) shock(k int) {
	for i := range b.sec {
		if x := &b.m.sectors[i]; x.volatile {
			s := &b.sec[i]
			draw.FillStep(s.factor[:], s.noise[:], k)
			s.factor.normal()
		}
	}
	b.coupleShocks()
	for i := range b.sec {
		if !b.m.sectors[i].volatile {
			continue
		}
		s, sigma := &b.sec[i], &b.val[b.m.sectors[i].volatility]
		for l := range s.shock {
			s.shock[l] = s.phi[l]*s.shock[l] + s.fresh[l]*s.factor[l]
			s.factor[l] = sigma[l]*s.shock[l] - sigma[l]*sigma[l]/2
		}
		if k == 0 { // Z began at 0 with an innovation of sd 1: it is stationary
			for l := range s.fresh {
				s.fresh[l] = math.Sqrt(1 - s.phi[l]*s.phi[l])
			}
		}
		s.factor.exp()
	}
}

// coupleShocks gives the innovations their correlations.
func (b *Block) coupleShocks() {
	if b.m.shocks == nil {
		return
	}
	z := b.normals[:0]
	for l := range Lanes {
		z = z[:0]
		for _, i := range b.m.shocked {
			z = append(z, b.sec[i].factor[l])
		}
		b.m.shocks.Correlate(z)
		for n, i := range b.m.shocked {
			b.sec[i].factor[l] = z[n]
		}
	}
}

// desire sets D of line c of sector i, and what substitution and price leave of it.
func (b *Block) desire(i, c, k int) {
	s, sec := &b.con[c], &b.sec[i]
	base, mat := b.plan.use(c, k), b.m.consumers[c].material
	for l := range s.demand {
		d := base[l] * sec.factor[l]
		kept := d * (1 - s.replaced[l])
		if kept < trifle*d {
			kept = 0 // all is replaced: a shortage of what rounding leaves is none
		}
		s.demand[l], s.swapped[l], s.effective[l] = d, d-kept, kept
	}
	s.priced.fill(0)
	s.movedIn.fill(0)
	if b.m.materials[mat].moves {
		b.respond(s, &b.mat[mat].price, &b.val[b.m.sectors[i].response])
	}
}

// require sets U of line c of sector i, and the cover target at the end of the step.
func (b *Block) require(i, c, k int) {
	s, gamma := &b.con[c], &b.val[b.m.sectors[i].catchUp]
	for l := range s.required {
		s.required[l] = s.effective[l] + min(s.backlog[l], gamma[l]*s.effective[l])
	}
	b.target(&s.cover, c, k+1)
}

// respond lowers effective demand by π^{−η}.
func (b *Block) respond(s *consumerState, price, eta *lane) {
	for l := range s.effective {
		if price[l] > 1 && eta[l] > 0 {
			e := s.effective[l] * math.Pow(price[l], -eta[l])
			s.priced[l] = s.effective[l] - e
			s.effective[l] = e
		}
	}
}
