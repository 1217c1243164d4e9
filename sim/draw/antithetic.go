package draw

// Antithetic returns a design of pairs: a trial and the one Replicates later, to
// which every uniform u is 1−u. Source: Hammersley and Morton, "A new Monte Carlo
// technique: antithetic variates", Proceedings of the Cambridge Philosophical
// Society 52 (1956).
func Antithetic(seed uint64) Design { return antithetic{replicated{random{seed}}} }

type antithetic struct{ replicated }

func (a antithetic) Uniform(trial uint64, f Factor, k uint32) float64 {
	first, mirrored := partner(trial)
	u := a.random.Uniform(first, f, k)
	if mirrored {
		return 1 - u
	}
	return u
}

func (a antithetic) Noise(trial uint64, f Factor) Noise {
	first, mirrored := partner(trial)
	n := a.random.Noise(first, f)
	n.mirrored = mirrored
	return n
}

// partner returns the first trial of a pair, and whether trial is the second.
func partner(trial uint64) (first uint64, second bool) {
	second = trial/Replicates%2 == 1
	if second {
		trial -= Replicates
	}
	return trial, second
}
