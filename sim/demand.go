package sim

import (
	"math"

	"magnetsim/sim/draw"
	"magnetsim/sim/lane"
)

// startShocks sets the noise of demand before the first step.
func (w *world) startShocks() {
	for i := range w.shock {
		s, x := &w.shock[i], &w.m.sectors[i]
		*s = lane.Noise{}
		s.Factor.Fill(1)
		if !x.volatile {
			continue
		}
		s.Fresh.Fill(1)
		s.Sigma = w.val[x.volatility]
		draw.FillNoise(w.noise[i][:w.n], w.design, w.first, x.noise)
		for l := w.n; l < Lanes; l++ {
			w.noise[i][l] = w.noise[i][w.n-1]
		}
		for l, theta := range w.val[x.persistence] {
			if theta > 0 {
				s.Phi[l] = math.Exp(-w.m.dt / theta)
			}
		}
	}
}

// shocks advances the noise of log demand. It is read exactly once a step,
// whatever happens, so that a trial's shocks are the same in every policy.
//
//	Z_k = φZ_{k−1} + √(1−φ²)·ε,  φ = exp(−Δ/θ)
func (w *world) shocks(k int) {
	for i := range w.shock {
		if w.m.sectors[i].volatile {
			s := &w.shock[i]
			draw.FillStep(s.Factor[:], w.noise[i], k)
			lane.Normal(&s.Factor)
		}
	}
	w.coupleShocks()
	for i := range w.shock {
		if !w.m.sectors[i].volatile {
			continue
		}
		s := &w.shock[i]
		lane.Shock(s)
		if k == 0 { // Z began at 0 with an innovation of sd 1: it is stationary
			for l := range s.Fresh {
				s.Fresh[l] = math.Sqrt(1 - s.Phi[l]*s.Phi[l])
			}
		}
	}
}

// coupleShocks gives the innovations z their correlations: L·z, L the Cholesky factor.
func (w *world) coupleShocks() {
	if w.m.shocks == nil {
		return
	}
	for n := len(w.m.shocked) - 1; n >= 0; n-- { // from the last: row n needs the others as they were
		sum := &w.rho
		*sum = lane.Vector{}
		for j, x := range w.m.shocks.Row(n) {
			lane.AddScaled(sum, &w.shock[w.m.shocked[j]].Factor, x)
		}
		w.shock[w.m.shocked[n]].Factor = *sum
	}
}

// demand sets what every sector line requires in step k.
//
//	D = b·exp(σZ − σ²/2)
//	e = D(1−u)π^{−η} + Σκ·u'·D'   of the lines that move here
//	U = e + min(backlog, γe)
func (b *Block) demand() {
	for i := range b.m.sectors {
		lines := b.m.sectors[i].lines
		for _, c := range lines {
			b.desire(i, c)
		}
		for _, c := range lines {
			b.moveDemand(c)
		}
	}
	for m := range b.m.materials {
		lane.Require(b.lines[m], 1/b.m.dt)
		if b.m.materials[m].moves {
			lane.Held(b.buyers[m], &b.mat[m], 1/b.m.dt)
		}
	}
}

// desire sets D of line c of sector i, and what substitution and price leave of it.
func (b *Block) desire(i, c int) {
	s, x := &b.con[c], &b.m.consumers[c]
	if x.substitution != nil {
		lane.DesireLess(s, b.base[c], &b.factor[i])
	} else {
		lane.Desire(s, b.base[c], &b.factor[i])
	}
	if x.takesOn {
		s.MovedIn = lane.Vector{}
	}
	if mat := &b.mat[x.material]; b.m.materials[x.material].moves {
		lane.Respond(s, &mat.Price, &mat.LogPrice, &b.val[b.m.sectors[i].response])
	}
}

// forecast moves each consumer's ratio of what is required to what was planned, by
// α = 1 − exp(−Δ/13 weeks). It follows what is required, never what was used: otherwise
// a shortage would teach buyers to order less.
func (b *Block) forecast() {
	for _, buyers := range b.buyers {
		lane.Forecast(buyers, &b.alpha)
	}
}

// smoothing is the weight of the newest value in a moving average of a time
// constant: 1 − exp(−Δ/constant), 1 where the constant is 0.
func smoothing(dt, constant float64) float64 {
	if constant <= 0 {
		return 1
	}
	return -math.Expm1(-dt / constant)
}
