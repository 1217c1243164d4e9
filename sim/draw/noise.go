package draw

import (
	"math"
)

const (
	golden    = 0x9E3779B97F4A7C15 // odd, 2^64 over the golden ratio
	noiseMark = 0xffffffff         // the occurrence kept for keys of noise
)

// Noise is a stream of uniforms of one factor in one trial, by step. Its key
// comes from the two words that Uniform leaves of the block at the reserved
// occurrence, so the two never coincide.
type Noise struct {
	key      uint64
	mirrored bool       // 1 minus it
	path     *[]float64 // by step; nil where the design arranges nothing
}

// At returns the uniform of a step, in (0, 1): output step+1 of SplitMix64 from
// the key. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number
// generators", OOPSLA (2014), with Stafford's "Mix13" finaliser.
func (n Noise) At(step int) float64 {
	if n.path != nil && step < len(*n.path) {
		return (*n.path)[step]
	}
	u := unit(mix(n.key + (uint64(step)+1)*golden))
	if n.mirrored {
		return 1 - u
	}
	return u
}

// mix is the finaliser: a bijection of 64 bits.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// Fill sets dst to the uniforms of occurrence k of a factor in the trials
// first, first+1, …
func Fill(dst []float64, d Design, first uint64, f Factor, k uint32) {
	for i := range dst {
		dst[i] = d.Uniform(first+uint64(i), f, k)
	}
}

// FillNoise sets dst to the noise streams of a factor in the trials first,
// first+1, …
func FillNoise(dst []Noise, d Design, first uint64, f Factor) {
	for i := range dst {
		dst[i] = d.Noise(first+uint64(i), f)
	}
}

// FillStep sets dst to the uniforms of one step of the streams; it is as long
// as they are.
func FillStep(dst []float64, streams []Noise, step int) {
	streams = streams[:len(dst)]
	shift := (uint64(step) + 1) * golden
	for i := range streams {
		if n := &streams[i]; n.path != nil || n.mirrored {
			dst[i] = n.At(step)
			continue
		}
		dst[i] = unit(mix(streams[i].key + shift))
	}
}

// basis returns the leading rows of the discrete cosine transform (DCT-II) of so
// many steps, orthonormal and slowest first. Demand remembers its shocks for
// months, so what slow swings of them add up to tells most; for such a process
// the transform comes near to its principal components. Source: Ahmed, Natarajan
// and Rao, "Discrete cosine transform", IEEE Transactions on Computers C-23
// (1974).
func basis(steps int) [][]float64 {
	rows := make([][]float64, min(Components, steps))
	for j := range rows {
		rows[j] = make([]float64, steps)
		scale := math.Sqrt(2 / float64(steps))
		if j == 0 {
			scale = math.Sqrt(1 / float64(steps))
		}
		for k := range rows[j] {
			rows[j][k] = scale * math.Cos(math.Pi*float64(j)*(float64(k)+0.5)/float64(steps))
		}
	}
	return rows
}

// arranged returns a noise whose leading components come from a design and whose
// rest is that of n: of its normals ξ the components are replaced, so that they
// stay independent and standard normal.
func arranged(d Design, n Noise, trial uint64, f Factor, rows [][]float64) Noise {
	if len(rows) == 0 {
		return n
	}
	path := make([]float64, len(rows[0]))
	for k := range path {
		path[k] = normalQuantile(n.At(k))
	}
	change := make([]float64, len(rows))
	for j, row := range rows {
		change[j] = normalQuantile(d.Uniform(trial, f, uint32(j)))
		for k, x := range path {
			change[j] -= row[k] * x
		}
	}
	for k := range path {
		for j, row := range rows {
			path[k] += change[j] * row[k]
		}
		path[k] = normalCDF(path[k])
	}
	return Noise{key: n.key, path: &path}
}

// normalQuantile returns Φ⁻¹(u).
func normalQuantile(u float64) float64 { return -math.Sqrt2 * math.Erfcinv(2*u) }

// normalCDF returns Φ(x), kept within (0, 1).
func normalCDF(x float64) float64 {
	return max(0x1p-53, min(1-0x1p-53, 0.5*math.Erfc(-x/math.Sqrt2)))
}
