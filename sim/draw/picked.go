package draw

// Picked returns a design that plays chosen trials of another: its trial n is trial
// trials[n] of d. It is defined for as many trials as there are.
func Picked(d Design, trials []uint64) Design { return picked{d, trials} }

type picked struct {
	of     Design
	trials []uint64
}

func (p picked) Uniform(trial uint64, f Factor, k uint32) float64 {
	return p.of.Uniform(p.trials[trial], f, k)
}

func (p picked) Noise(trial uint64, f Factor) Noise { return p.of.Noise(p.trials[trial], f) }

func (p picked) Group(trial uint64) uint64 { return p.of.Group(p.trials[trial]) }
