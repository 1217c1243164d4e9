package sim

import "magnetsim/sim/draw"

// occurrences is how many occurrences of a curb's figures Factors lists.
const occurrences = 6

// Factors lists where the model's uniforms stand, those that tell most of a trial
// first: the curbs' first waits and episodes, what is drawn once a trial, the slow
// components of the demand shocks, and the curbs' later episodes. A design may
// take them in this order; what is not listed is drawn all the same.
func (m *Model) Factors() []draw.Address {
	var all []draw.Address
	seen := map[draw.Address]bool{}
	put := func(f draw.Factor, k uint32) {
		if a := (draw.Address{Factor: f, K: k}); !seen[a] {
			seen[a] = true
			all = append(all, a)
		}
	}
	figure := func(f fig, k uint32) {
		if f >= 0 && m.numbers.list[f].random {
			put(m.numbers.list[f].key, k)
		}
	}
	m.curbFactors(0, put, figure)
	for j := range uint32(draw.Components) {
		for _, s := range m.sectors {
			if s.volatile {
				put(s.noise, j)
			}
		}
		if j == 0 {
			for _, f := range m.random {
				figure(f, 0)
			}
		}
	}
	for k := uint32(1); k < occurrences; k++ {
		m.curbFactors(k, put, figure)
	}
	return all
}

// curbFactors lists what the curbs draw at an occurrence.
func (m *Model) curbFactors(k uint32, put func(draw.Factor, uint32), figure func(fig, uint32)) {
	for _, c := range m.curbs {
		if s := c.scheduled; s != nil {
			if s.start < 0 || s.rate >= 0 {
				put(s.wait, k)
			}
			figures(figure, k, s.start, s.rate, s.duration, s.severity, s.delay, s.easing)
		}
		if r := c.regimes; r != nil {
			m.regimeFactors(r, k, put, figure)
		}
		for _, h := range c.hits {
			figures(figure, 0, h.share, h.delayShare, h.lag)
		}
	}
}

func (m *Model) regimeFactors(r *regimes, k uint32, put func(draw.Factor, uint32), figure func(fig, uint32)) {
	if !r.everyStep {
		put(r.wait, k)
	}
	put(r.next, k)
	for i := range r.states {
		s := r.states[(r.initial+i)%len(r.states)]
		for _, w := range s.weight {
			figure(w, 0)
		}
		figures(figure, k, s.lasts, s.severity, s.delay, s.easing)
	}
}

func figures(put func(fig, uint32), k uint32, all ...fig) {
	for _, f := range all {
		put(f, k)
	}
}
