package draw

import "math"

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
