package draw

// Factor is the address of a source of randomness, by name.
type Factor uint64

// Key returns the factor of a name, such as "sources.russia.start": its 64-bit
// FNV-1a hash (Fowler, Noll, Vo). A thousand names share a hash with a chance of
// 3e-14.
func Key(name string) Factor {
	const offset, prime = 0xcbf29ce484222325, 0x100000001b3
	h := uint64(offset)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * prime
	}
	return Factor(h)
}

// Design gives the uniforms of a whole experiment. Its methods are pure
// functions and safe for concurrent use.
type Design interface {
	// Uniform returns the uniform of occurrence k of a factor in a trial. It lies
	// in (0, 1), never at either end, and 1 minus it is exact. Occurrence
	// 0xffffffff is reserved.
	Uniform(trial uint64, f Factor, k uint32) float64
	// Noise returns the stream of a factor that is read at every step of a trial.
	Noise(trial uint64, f Factor) Noise
	// Group returns the group of a trial: trials of one group depend on each
	// other, those of different groups do not.
	Group(trial uint64) uint64
}

// ReplicatesOf returns the number of independent parts that the trials of a
// design fall into, by Group; 0 where every trial is one of its own.
func ReplicatesOf(d Design) int {
	if r, ok := d.(interface{ Replicates() int }); ok {
		return r.Replicates()
	}
	return 0
}

// Random returns the design of independent draws.
func Random(seed uint64) Design { return random{seed} }

type random struct{ seed uint64 }

func (r random) Uniform(trial uint64, f Factor, k uint32) float64 {
	w := r.block(trial, f, k)
	return unit(uint64(w[0])<<32 | uint64(w[1]))
}

func (r random) Noise(trial uint64, f Factor) Noise {
	w := r.block(trial, f, noiseMark)
	return Noise{key: uint64(w[2])<<32 | uint64(w[3])}
}

func (r random) Group(trial uint64) uint64 { return trial }

// block returns the Philox block at an address. The counter holds the low half
// of the trial, the occurrence and the factor. The high half of the trial, 0 in
// any run below 4 billion trials, moves the key by a multiple of an odd number,
// so that no two addresses of one seed share counter and key.
func (r random) block(trial uint64, f Factor, k uint32) [4]uint32 {
	key := r.seed + (trial>>32)*golden
	return Philox(
		[4]uint32{uint32(trial), k, uint32(f), uint32(f >> 32)},
		[2]uint32{uint32(key), uint32(key >> 32)},
	)
}

// unit maps 64 random bits to (0, 1): the midpoints of 2^52 equal cells. With a
// 53rd bit the upper half of the midpoints would have to be rounded, the last
// one to 1.
func unit(bits uint64) float64 {
	return (float64(int64(bits>>12)) + 0.5) * 0x1p-52
}

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

// The constants of Philox4x32: Salmon, Moraes, Dror and Shaw, "Parallel random
// numbers: as easy as 1, 2, 3", SC11 (2011).
const (
	philoxM0 = 0xD2511F53
	philoxM1 = 0xCD9E8D57
	philoxW0 = 0x9E3779B9 // golden ratio
	philoxW1 = 0xBB67AE85 // √3 − 1
	rounds   = 10
)

// Philox returns the Philox4x32-10 block of a counter under a key: a bijection
// of the counter for every key, whose output passes BigCrush.
func Philox(counter [4]uint32, key [2]uint32) [4]uint32 {
	c0, c1, c2, c3 := counter[0], counter[1], counter[2], counter[3]
	k0, k1 := key[0], key[1]
	for range rounds {
		p0 := philoxM0 * uint64(c0)
		p1 := philoxM1 * uint64(c2)
		c0, c1, c2, c3 = uint32(p1>>32)^c1^k0, uint32(p1), uint32(p0>>32)^c3^k1, uint32(p0)
		k0 += philoxW0
		k1 += philoxW1
	}
	return [4]uint32{c0, c1, c2, c3}
}
