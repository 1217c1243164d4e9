package sim

import (
	"cmp"
	"slices"

	"magnetsim/sim/draw"
)

// Drawn is a source of randomness of a model: a number drawn once a trial (and
// again for a curb's later episodes), the waits of curbs and outages, the step-wise
// shocks of a sector.
type Drawn struct {
	Name    string // "curbs.licensing.wait", "sectors.auto.growth", "sectors.auto.shock"
	Factor  draw.Factor
	Coupled int // the same for all that correlations tie to each other, directly or by way of others; −1 where it is independent
}

// Drawn lists all that a model draws, by name. Nothing else of a trial is random.
func (m *Model) Drawn() []Drawn {
	coupled, still := m.coupled(), m.still()
	var all []Drawn
	for f, name := range m.numbers.keys {
		if still[f] {
			continue
		}
		d := Drawn{Name: name, Factor: f, Coupled: -1}
		if part, ok := coupled[f]; ok {
			d.Coupled = part
		}
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b Drawn) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// still returns the factors that are addressed and never drawn: shocks of steady
// sectors, waits for what begins on a date and does not recur, or is decided step
// by step.
func (m *Model) still() map[draw.Factor]bool {
	still := map[draw.Factor]bool{}
	for _, s := range m.sectors {
		still[s.noise] = !s.volatile
	}
	for _, c := range m.curbs {
		if s := c.scheduled; s != nil {
			still[s.wait] = s.start >= 0 && s.rate < 0
		}
		if r := c.regimes; r != nil {
			still[r.wait] = r.everyStep
		}
	}
	for _, s := range m.outages {
		still[s.wait] = s.start >= 0 && s.rate < 0
	}
	return still
}

// coupled returns the part that each correlated factor belongs to.
func (m *Model) coupled() map[draw.Factor]int {
	part, used := map[draw.Factor]int{}, 0
	for _, g := range m.numbers.groups {
		for i, f := range g.members {
			part[m.numbers.list[f].key] = used + g.parts[i]
		}
		used += len(g.members)
	}
	if t := m.numbers.tie; t != nil {
		for i, f := range slices.Concat(t.known, t.fresh) {
			if i >= len(t.known) {
				i += len(t.shocks)
			}
			part[m.numbers.list[f].key] = used + t.parts[i]
		}
		for i, s := range t.shocks {
			part[m.sectors[s].noise] = used + t.parts[len(t.known)+i]
		}
		used += len(t.parts)
	}
	if m.shocks != nil {
		for _, i := range m.shocked {
			part[m.sectors[i].noise] = used
		}
	}
	return part
}

// parts numbers the rows of a correlation matrix alike where they are tied, by a
// correlation of their own or through others; each part has the number of its
// first row.
func parts(matrix [][]float64) []int {
	part := make([]int, len(matrix))
	for i := range part {
		part[i] = i
	}
	for i, row := range matrix {
		for j, rho := range row[:i] {
			if rho == 0 || part[i] == part[j] {
				continue
			}
			low, high := min(part[i], part[j]), max(part[i], part[j])
			for k := range part {
				if part[k] == high {
					part[k] = low
				}
			}
		}
	}
	return part
}

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
