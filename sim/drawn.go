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
