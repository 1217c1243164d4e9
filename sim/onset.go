package sim

import (
	"math"

	"magnetsim/sim/lane"
)

// onsets sets, by material, the first step in which a curb in force hits a source
// of it, or of what it is made of, with severity or delay: the event from which
// the time to survive counts (Simchi-Levi and others, "Identifying risks and
// mitigating disruptions in the automotive supply chain", Interfaces 45 (2015)).
// +Inf where no curb binds.
func (b *world) onsets() {
	for _, m := range b.m.order { // upstream first
		at := &b.onset[m]
		at.Fill(math.Inf(1))
		for _, j := range b.m.materials[m].sources {
			if s := &b.m.sources[j]; !s.prompt {
				b.binds(s.exposure, at)
			}
		}
		for _, p := range b.m.materials[m].plants {
			for _, in := range b.m.plants[p].inputs {
				lane.Fall(at, &b.onset[b.m.consumers[in].material])
			}
		}
	}
}

// binds lowers at to the first step in which an exposure suffers anything.
func (b *world) binds(exposure int, at *lane.Vector) {
	for l := range b.n {
		for k := b.m.measured.From; k < b.m.steps && float64(k) < at[l]; k++ {
			if x := b.strains.at(exposure, k); x.Free[l] < 1 || x.Delay[l] > 0 {
				at[l] = float64(k)
			}
		}
	}
}

// survived returns the time from the onset of the first curb that binds to the
// first short step from then on, in steps: +Inf where there is none, NaN where no
// curb binds.
func survived(s *lane.Subject, l int) float64 {
	if math.IsInf(s.Onset[l], 1) {
		return math.NaN()
	}
	return s.Since[l] - s.Onset[l]
}

// shortageOf sets x to the largest loss among lines, each a sector's use of a
// material, as a share of a year's use: L/(D/H), with L the tonnes lost of the
// demand D of H years.
func (b *Block) shortageOf(x *lane.Vector, lines []int) {
	years := b.years()
	x.Fill(0)
	for _, c := range lines {
		sum := &b.con[c].Sum
		for l := range x {
			x[l] = max(x[l], ratio(sum.Lost[l], sum.Demand[l])*years)
		}
	}
}
