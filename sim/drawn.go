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
	Coupled int // index of the copula that ties it to others; −1 where it is independent
}

// Drawn lists all that a model draws, by name. Nothing else of a trial is random.
func (m *Model) Drawn() []Drawn {
	coupled := map[draw.Factor]int{}
	for _, x := range m.numbers.list {
		if x.random && x.group >= 0 {
			coupled[x.key] = x.group
		}
	}
	if m.shocks != nil {
		for _, i := range m.shocked {
			coupled[m.sectors[i].noise] = len(m.numbers.groups)
		}
	}
	var all []Drawn
	for f, name := range m.numbers.keys {
		d := Drawn{Name: name, Factor: f, Coupled: -1}
		if g, ok := coupled[f]; ok {
			d.Coupled = g
		}
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b Drawn) int { return cmp.Compare(a.Name, b.Name) })
	return all
}
