package sim

import "math"

// onsets sets, by material, the first step in which a curb in force hits a source
// of it, or of what it is made of, with severity or delay: the event from which
// the time to survive counts (Simchi-Levi and others, "Identifying risks and
// mitigating disruptions in the automotive supply chain", Interfaces 45 (2015)).
// +Inf where no curb binds.
func (b *Block) onsets() {
	for _, m := range b.m.order { // upstream first
		at := &b.mat[m].onset
		at.fill(math.Inf(1))
		for _, j := range b.m.materials[m].sources {
			if s := &b.m.sources[j]; !s.prompt {
				b.binds(s.exposure, at)
			}
		}
		for _, p := range b.m.materials[m].plants {
			for _, in := range b.m.plants[p].inputs {
				at.least(&b.mat[b.m.consumers[in].material].onset)
			}
		}
	}
	for i := range b.subject {
		s := &b.subject[i]
		s.onset.fill(math.Inf(1))
		for _, c := range b.m.subjects[i].lines {
			s.onset.least(&b.mat[b.m.consumers[c].material].onset)
		}
	}
}

// binds lowers at to the first step in which an exposure suffers anything.
func (b *Block) binds(exposure int, at *lane) {
	for l := range b.n {
		for k := 0; k < b.m.steps && float64(k) < at[l]; k++ {
			if x := b.world.at(exposure, k); x.free[l] < 1 || x.delay[l] > 0 {
				at[l] = float64(k)
			}
		}
	}
}

// least lowers x to y where that is less.
func (x *lane) least(y *lane) {
	for l := range x {
		x[l] = min(x[l], y[l])
	}
}

// survived returns the time from the onset of the first curb that binds to the
// first short step from then on, in steps: +Inf where there is none, NaN where no
// curb binds.
func (s *subjectState) survived(l int) float64 {
	if math.IsInf(s.onset[l], 1) {
		return math.NaN()
	}
	return s.since[l] - s.onset[l]
}

// shortageOf sets x to the largest loss among lines, each a sector's use of a
// material, as a share of a year's use: L/(D/H), with L the tonnes lost of the
// demand D of H years.
func (b *Block) shortageOf(x *lane, lines []int) {
	years := float64(b.m.steps) * b.m.dt
	x.fill(0)
	for _, c := range lines {
		sum := &b.con[c].sum
		for l := range x {
			x[l] = max(x[l], ratio(sum.lost[l], sum.demand[l])*years)
		}
	}
}
