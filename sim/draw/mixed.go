package draw

import "slices"

// Mixed returns a design that takes some factors, with all their uniforms and noises, from
// another: of the trials in order, per at a time, the first those of theirs[0], the next
// those of theirs[1], and so on; of all trials the same where theirs is one list.
func Mixed(d, other Design, per int, theirs ...[]Factor) Design {
	m := &mixed{Design: d, other: other, per: max(1, per), theirs: theirs}
	for _, factors := range theirs {
		m.sets = append(m.sets, setOf(factors))
	}
	return m
}

type mixed struct {
	Design
	other  Design
	per    int
	theirs [][]Factor
	sets   []map[Factor]bool
}

func setOf(factors []Factor) map[Factor]bool {
	set := make(map[Factor]bool, len(factors))
	for _, f := range factors {
		set[f] = true
	}
	return set
}

// of is the design that a trial takes a factor from.
func (m *mixed) of(trial uint64, f Factor) Design {
	at := 0
	if len(m.sets) > 1 {
		at = int(trial / uint64(m.per))
	}
	if m.sets[at][f] {
		return m.other
	}
	return m.Design
}

// Uniform implements Design.
func (m *mixed) Uniform(trial uint64, f Factor, k uint32) float64 {
	return m.of(trial, f).Uniform(trial, f, k)
}

// Noise implements Design.
func (m *mixed) Noise(trial uint64, f Factor) Noise { return m.of(trial, f).Noise(trial, f) }

// Levelled returns a design whose uniforms of some factors lie in the middles of so many
// equal parts of 0 to 1, each the same in per trials in a row, and some levels further, round
// from the last to the first.
func Levelled(d Design, factors []Factor, per, levels, further int) Design {
	return &levelled{d, slices.Clone(factors), setOf(factors), max(1, per), levels, further}
}

type levelled struct {
	Design
	factors []Factor
	set     map[Factor]bool
	per     int
	levels  int
	further int
}

// Uniform implements Design.
func (l *levelled) Uniform(trial uint64, f Factor, k uint32) float64 {
	if !l.set[f] {
		return l.Design.Uniform(trial, f, k)
	}
	u := l.Design.Uniform(trial/uint64(l.per), f, k)
	at := (int(u*float64(l.levels)) + l.further) % l.levels
	return (float64(at) + 0.5) / float64(l.levels)
}
