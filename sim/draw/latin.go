package draw

// Replicates is the number of independent parts that every design but Random
// falls into: trial n belongs to part n mod Replicates. Sampling errors come from
// the spread between them, with Student's t of one fewer.
const Replicates = 32

// replicated is random draws for a design that arranges them in parts.
type replicated struct{ random }

func (replicated) Replicates() int           { return Replicates }
func (replicated) Group(trial uint64) uint64 { return trial % Replicates }

// Latin returns a Latin hypercube design of Replicates independent parts: in each
// part, of so many trials in a row one lies in every one of per equal strata, of
// each address on its own. Then follow as many that are drawn anew. Steps is the
// length of a noise. Source: McKay, Beckman and Conover, "A comparison of three
// methods for selecting values of input variables", Technometrics 21 (1979).
func Latin(seed uint64, per int, steps int) Design {
	return &latin{replicated{random{seed}}, uint64(max(1, per)), basis(steps), steps}
}

type latin struct {
	replicated
	per   uint64
	basis [][]float64
	steps int
}

func (l *latin) Uniform(trial uint64, f Factor, k uint32) float64 {
	replicate, i := trial%Replicates, trial/Replicates
	set := i/l.per*Replicates + replicate
	stratum := permute(i%l.per, l.per, l.key(set, f, k))
	return inStratum(stratum, l.per, l.random.Uniform(trial, f, k))
}

func (l *latin) Noise(trial uint64, f Factor) Noise {
	return arranged(l, l.random.Noise(trial, f), trial, f, l.basis)
}

// inStratum returns the point at u of a stratum of n; never 1, to which the sum
// of the last stratum and a u near 1 would be rounded.
func inStratum(stratum, n uint64, u float64) float64 {
	return min((float64(stratum)+u)/float64(n), 1-0x1p-53)
}

// permute returns where a random permutation of 0 … n−1 takes i: a Feistel
// network of eight rounds over the least even number of bits that hold n, walked
// until it comes back below n. Source: Black and Rogaway, "Ciphers with arbitrary
// finite domains", CT-RSA (2002).
func permute(i, n, key uint64) uint64 {
	half := 1
	for 1<<(2*half) < n {
		half++
	}
	mask := uint64(1)<<half - 1
	for {
		left, right := i>>half, i&mask
		for round := range uint64(8) {
			left, right = right, left^mix(key+(right<<3|round)*golden)&mask
		}
		if i = left<<half | right; i < n {
			return i
		}
	}
}
