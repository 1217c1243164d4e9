package draw

import (
	"math"
	"testing"
)

const sampleSize = 1 << 16

// walks reads uniforms along each coordinate of an address.
var walks = []struct {
	name string
	at   func(i int) float64
}{
	{"trials", func(i int) float64 { return Random(1).Uniform(uint64(i), Key("a"), 0) }},
	{"occurrences", func(i int) float64 { return Random(1).Uniform(0, Key("a"), uint32(i)) }},
	{"factors", func(i int) float64 { return Random(1).Uniform(0, Factor(i), 0) }},
	{"seeds", func(i int) float64 { return Random(uint64(i)).Uniform(0, Key("a"), 0) }},
	{"high trials", func(i int) float64 { return Random(1).Uniform(uint64(i)<<32, Key("a"), 0) }},
	{"noise by trial", func(i int) float64 { return Random(1).Noise(uint64(i), Key("a")).At(5) }},
	{"noise by step", func(i int) float64 { return Random(1).Noise(9, Key("a")).At(i) }},
	{"noise by factor", func(i int) float64 { return Random(1).Noise(9, Factor(i)).At(0) }},
}

// chiSquare returns the statistic of counts against equal expectations, in
// standard deviations from its mean: χ² with d degrees of freedom has mean d
// and variance 2d.
func chiSquare(counts []int, n int) float64 {
	expect, sum := float64(n)/float64(len(counts)), 0.0
	for _, c := range counts {
		sum += (float64(c) - expect) * (float64(c) - expect) / expect
	}
	d := float64(len(counts) - 1)
	return (sum - d) / math.Sqrt(2*d)
}

// With 255 degrees of freedom χ² is near enough to normal for 5 standard
// deviations to be a chance below 1e-5 in either test.
const chiBound = 5

func TestUniformity(t *testing.T) {
	for _, w := range walks {
		ones, pairs := make([]int, 256), make([]int, 256)
		for i := range sampleSize {
			u := w.at(i)
			ones[int(u*256)]++
			pairs[16*int(u*16)+int(w.at(i+1)*16)]++
		}
		if z := chiSquare(ones, sampleSize); math.Abs(z) > chiBound {
			t.Errorf("%s: χ² of single values is %.1f sd off", w.name, z)
		}
		if z := chiSquare(pairs, sampleSize); math.Abs(z) > chiBound {
			t.Errorf("%s: χ² of successive pairs is %.1f sd off", w.name, z)
		}
	}
}

// The correlation of n independent pairs has mean 0 and standard deviation
// 1/√n; 4.5 of them are a chance of 7e-6 a comparison.
func TestNoCorrelation(t *testing.T) {
	bound := 4.5 / math.Sqrt(sampleSize)
	for i, a := range walks {
		for _, lag := range []int{1, 2, 64} {
			at := func(i int) float64 { return a.at(i + lag) }
			if r := correlation(a.at, at); math.Abs(r) > bound {
				t.Errorf("%s: correlation %.4f at lag %d, bound %.4f", a.name, r, lag, bound)
			}
		}
		for _, b := range walks[:i] {
			if r := correlation(a.at, b.at); math.Abs(r) > bound {
				t.Errorf("%s and %s: correlation %.4f, bound %.4f", a.name, b.name, r, bound)
			}
		}
	}
}

// correlation returns that of two uniforms, whose mean and variance are known.
func correlation(a, b func(int) float64) float64 {
	sum := 0.0
	for i := 1; i <= sampleSize; i++ {
		sum += (a(i) - 0.5) * (b(i) - 0.5)
	}
	return 12 * sum / sampleSize
}
