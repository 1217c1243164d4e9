package draw

import "math/bits"

// Address is where a uniform stands: a factor and its occurrence. The leading
// components of a factor's noise stand at its occurrences 0, 1, …
type Address struct {
	Factor Factor
	K      uint32
}

// Components is the number of leading components of a noise that a design other
// than Random arranges; the rest of it is random.
const Components = 4

// Sobol returns a design of Replicates independent scrambles of Sobol' points.
// The addresses given, the most telling first, are its coordinates, in that order
// as far as there are direction numbers. Every other address has a coordinate of
// its own, as even as one of Sobol's but not jointly with any other: scrambled
// van der Corput points, their order shuffled for each. Steps is the length of a
// noise.
//
// Points are scrambled as in Owen, "Randomly permuted (t,m,s)-nets and
// (t,s)-sequences" (1995), by hashes in place of stored permutations: Burley,
// "Practical hash-based Owen scrambling", Journal of Computer Graphics Techniques
// 9(4) (2020), who also pads in this way.
func Sobol(seed uint64, leading []Address, steps int) Design {
	s := &sobol{replicated: replicated{random{seed}}, place: map[Address]int{}, basis: basis(steps), leading: leading, steps: steps}
	for _, a := range leading {
		if _, known := s.place[a]; !known && len(s.columns) <= len(directions()) {
			s.place[a] = len(s.columns)
			s.columns = append(s.columns, columnsOf(len(s.columns)))
		}
	}
	return s
}

type sobol struct {
	replicated
	place   map[Address]int
	columns [][32]uint32 // of the generating matrices, by coordinate
	basis   [][]float64
	leading []Address // as given
	steps   int
}

func (s *sobol) Uniform(trial uint64, f Factor, k uint32) float64 {
	replicate, i := trial%Replicates, uint32(trial/Replicates)
	key := s.key(replicate, f, k)
	var point uint32
	if at, ok := s.place[Address{f, k}]; ok {
		point = sobolPoint(i, &s.columns[at])
	} else {
		point = bits.Reverse32(uint32(scramble(i, mix(key)) >> 32))
	}
	return unit(scramble(point, key))
}

func (s *sobol) Noise(trial uint64, f Factor) Noise {
	return arranged(s, s.random.Noise(trial, f), trial, f, s.basis)
}

// key returns 64 random bits of a replicate and an address.
func (r random) key(replicate uint64, f Factor, k uint32) uint64 {
	w := r.block(replicate, f^replicateMark, k)
	return uint64(w[0])<<32 | uint64(w[1])
}

// replicateMark keeps the keys of replicates apart from the draws of trials.
const replicateMark = 0xA5A5_0F0F_3C3C_5A5A

// sobolPoint returns the coordinate of point i as 32 bits of a fraction.
func sobolPoint(i uint32, columns *[32]uint32) (x uint32) {
	for ; i != 0; i &= i - 1 {
		x ^= columns[bits.TrailingZeros32(i)]
	}
	return x
}

// scramble returns 64 bits: x scrambled by a random nested permutation of its
// bits, and random bits behind them. Whether a bit is flipped depends on the key
// and on all the bits above it, and on nothing else. One hash serves four bits:
// its bits 0, 1 and 2, 3 to 6, and 7 to 14 are the flips below each prefix.
func scramble(x uint32, key uint64) uint64 {
	var out uint64
	h := key
	for at := 28; at >= 0; at -= 4 {
		h = mix(key + (uint64(x)>>(at+4)<<6|uint64(at)+1)*golden)
		four := x >> at & 15
		flips := h&1<<3 |
			h>>(1+four>>3)&1<<2 |
			h>>(3+four>>2)&1<<1 |
			h>>(7+four>>1)&1
		out = out<<4 | uint64(four) ^ flips
	}
	return out<<32 | mix(h+uint64(x)*golden)>>32
}

// columnsOf returns the columns of the generating matrix of a coordinate, by the
// recurrence m_k = 2a_1 m_{k−1} ⊕ … ⊕ 2^s m_{k−s} ⊕ m_{k−s}, as fractions m_k/2^k.
func columnsOf(coordinate int) (v [32]uint32) {
	if coordinate == 0 {
		for k := range v {
			v[k] = 1 << (31 - k)
		}
		return v
	}
	row := directions()[coordinate-1]
	a, m := row[0], row[1:]
	s := len(m)
	for k := range v {
		if k < s {
			v[k] = m[k] << (31 - k)
			continue
		}
		v[k] = v[k-s] ^ v[k-s]>>s
		for j := 1; j < s; j++ {
			if a>>(s-1-j)&1 == 1 {
				v[k] ^= v[k-j]
			}
		}
	}
	return v
}
