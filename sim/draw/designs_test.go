package draw

import (
	"math"
	"math/bits"
	"testing"

	"pgregory.net/rapid"
)

const steps = 50

// designs are all that have replicates, of 2^6 trials each where that matters.
func designs(seed uint64) map[string]Design {
	leading := []Address{{Key("a"), 0}, {Key("b"), 0}, {Key("a"), 1}}
	return map[string]Design{
		"antithetic": Antithetic(seed), "Latin": Latin(seed, 64, steps), "Sobol": Sobol(seed, leading, steps),
	}
}

// Whatever is arranged between trials, one trial alone is uniform: over many
// seeds the draws of a trial fill 64 cells evenly, and are as often above a half
// as below at each of two addresses and on both at once.
func TestATrialAloneIsUniform(t *testing.T) {
	const seeds = 1 << 13
	for name := range designs(0) {
		for _, a := range []Address{{Key("a"), 0}, {Key("b"), 0}, {Key("padded"), 3}} {
			ones, pairs := make([]int, 64), make([]int, 64)
			for seed := range uint64(seeds) {
				d := designs(seed)[name]
				u := d.Uniform(70, a.Factor, a.K)
				ones[int(u*64)]++
				pairs[8*int(u*8)+int(d.Uniform(70, Key("other"), 0)*8)]++
			}
			for what, counts := range map[string][]int{"values": ones, "pairs": pairs} {
				if z := chiSquare(counts, seeds); math.Abs(z) > chiBound {
					t.Errorf("%s, %v: χ² of %s is %.1f sd off", name, a, what, z)
				}
			}
		}
	}
}

// Trials of different groups are independent: over the seeds, the correlation of
// two neighbouring trials is within 4.5/√n of 0.
func TestReplicatesAreIndependent(t *testing.T) {
	const seeds = 1 << 13
	for name, d := range designs(0) {
		if ReplicatesOf(d) != Replicates || d.Group(5) == d.Group(6) || d.Group(5) != d.Group(5+Replicates) {
			t.Errorf("%s: trials are not grouped by replicate", name)
		}
		sum := 0.0
		for seed := range uint64(seeds) {
			d := designs(seed)[name]
			sum += (d.Uniform(70, Key("a"), 0) - 0.5) * (d.Uniform(71, Key("a"), 0) - 0.5)
		}
		if r := 12 * sum / seeds; math.Abs(r) > 4.5/math.Sqrt(seeds) {
			t.Errorf("%s: neighbouring trials have a correlation of %.3f", name, r)
		}
	}
	if ReplicatesOf(Random(1)) != 0 {
		t.Error("random trials fall into replicates")
	}
}

// In every replicate, of 2^6 trials in a row each lies in another of 2^6 strata,
// at coordinates, at padded addresses and in components of noise.
func TestStrata(t *testing.T) {
	for _, name := range []string{"Latin", "Sobol"} {
		d := designs(7)[name]
		for _, a := range []Address{{Key("a"), 0}, {Key("b"), 0}, {Key("a"), 1}, {Key("padded"), 3}, {Key("shock"), 2}} {
			for replicate := range uint64(3) {
				for set := range uint64(3) {
					var seen uint64
					for i := range uint64(64) {
						trial := (set*64+i)*Replicates + replicate
						seen |= 1 << int(d.Uniform(trial, a.Factor, a.K)*64)
					}
					if seen != math.MaxUint64 {
						t.Errorf("%s, %v, replicate %d: %d of 64 strata are met", name, a, replicate, bits.OnesCount64(seen))
					}
				}
			}
		}
	}
}

// The first two coordinates of Sobol's are a (0, m, 2)-net, which a nested
// scramble keeps: each of the 64 boxes of any shape 2^-q × 2^-(6−q) has one of 64
// points.
func TestSobolNet(t *testing.T) {
	d := designs(3)["Sobol"]
	for q := range 7 {
		seen := map[[2]int]bool{}
		for i := range uint64(64) {
			x, y := d.Uniform(i*Replicates+9, Key("a"), 0), d.Uniform(i*Replicates+9, Key("b"), 0)
			seen[[2]int{int(x * float64(int(1)<<q)), int(y * float64(int(64)>>q))}] = true
		}
		if len(seen) != 64 {
			t.Errorf("boxes of 2^-%d × 2^-%d: %d of 64 hold a point", q, 6-q, len(seen))
		}
	}
}

// The first points in three dimensions that Joe and Kuo print, in the order of
// the Gray code.
func TestSobolKnownPoints(t *testing.T) {
	for i, want := range [][3]float64{
		{0, 0, 0}, {.5, .5, .5}, {.75, .25, .25}, {.25, .75, .75}, {.375, .375, .625},
		{.875, .875, .125}, {.625, .125, .875}, {.125, .625, .375}, {.1875, .3125, .9375}, {.6875, .8125, .4375},
	} {
		for c, w := range want {
			v := columnsOf(c)
			if got := float64(sobolPoint(uint32(i^i>>1), &v)) / (1 << 32); got != w {
				t.Errorf("point %d, coordinate %d: %v, want %v", i, c, got, w)
			}
		}
	}
}

// What direction numbers must be: every m_k odd and below 2^k, the polynomial
// primitive over GF(2) (the powers of x run through all 2^s − 1 residues), and no
// two coordinates alike.
func TestDirectionNumbers(t *testing.T) {
	seen := map[[32]uint32]int{columnsOf(0): 0}
	for i, row := range directions() {
		a, m := row[0], row[1:]
		s := len(m)
		for k, x := range m {
			if x%2 == 0 || x >= 1<<(k+1) {
				t.Errorf("coordinate %d: m_%d is %d", i+1, k+1, x)
			}
		}
		polynomial := 1<<s | int(a)<<1 | 1
		order, x := 1, 2%(1<<s)
		if s == 1 {
			x = 1 // x mod x+1
		}
		for ; x != 1; order++ {
			if x <<= 1; x>>s&1 == 1 {
				x ^= polynomial
			}
		}
		if order != 1<<s-1 {
			t.Errorf("coordinate %d: its polynomial has order %d, want %d", i+1, order, 1<<s-1)
		}
		v := columnsOf(i + 1)
		if other, twice := seen[v]; twice {
			t.Errorf("coordinates %d and %d are alike", other, i+1)
		}
		seen[v] = i + 1
	}
}

// Whether a bit is flipped depends on the bits above it alone, and below every
// prefix bits are flipped half of the time.
func TestScrambleIsNested(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		key, x := rapid.Uint64().Draw(r, "key"), rapid.Uint32().Draw(r, "x")
		at := rapid.IntRange(0, 31).Draw(r, "bit")
		y := x ^ 1<<at ^ rapid.Uint32().Draw(r, "below")&(1<<at-1)
		if first := bits.LeadingZeros64(scramble(x, key) ^ scramble(y, key)); first != 31-at {
			r.Fatalf("%x and %x part at bit %d from the top, their scrambles at %d", x, y, 31-at, first)
		}
	})
	const keys = 1 << 13
	for at := range 32 {
		flipped := 0
		for key := range uint64(keys) {
			flipped += int(scramble(0xDEADBEEF, mix(key))>>(32+at)&1) ^ (0xDEADBEEF >> at & 1)
		}
		if math.Abs(float64(flipped)-keys/2) > 4.5*math.Sqrt(keys)/2 {
			t.Errorf("bit %d is flipped by %d of %d keys", at, flipped, keys)
		}
	}
}

func TestPermute(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n, key := rapid.Uint64Range(1, 300).Draw(r, "n"), rapid.Uint64().Draw(r, "key")
		seen := map[uint64]bool{}
		for i := range n {
			seen[permute(i, n, key)] = true
		}
		if uint64(len(seen)) != n {
			r.Fatalf("%d of %d places are met", len(seen), n)
		}
		for x := range seen {
			if x >= n {
				r.Fatalf("%d lies beyond %d", x, n)
			}
		}
	})
	const keys = 1 << 13
	counts := make([]int, 100) // where neighbours go
	for key := range uint64(keys) {
		counts[10*permute(3, 10, mix(key))+permute(4, 10, mix(key))]++
	}
	for i := range 10 {
		if counts[11*i] != 0 {
			t.Errorf("two are taken to %d", i)
		}
	}
	expect, sum := float64(keys)/90, 0.0
	for i, c := range counts {
		if i%11 != 0 {
			sum += (float64(c) - expect) * (float64(c) - expect) / expect
		}
	}
	if z := (sum - 89) / math.Sqrt(2*89); math.Abs(z) > chiBound {
		t.Errorf("χ² of the pairs that two are taken to is %.1f sd off", z)
	}
}

func TestPairsMirror(t *testing.T) {
	d := Antithetic(5)
	for _, first := range []uint64{0, 31, 64, 1000*2*Replicates + 7} {
		a, b := d.Noise(first, 9), d.Noise(first+Replicates, 9)
		if d.Uniform(first, 9, 2)+d.Uniform(first+Replicates, 9, 2) != 1 || a.At(3)+b.At(3) != 1 {
			t.Errorf("trials %d and %d do not mirror each other", first, first+Replicates)
		}
	}
}

// The normals of an arranged noise are independent and standard: over the trials
// of many replicates, their means are within 4.5/√n of 0, variances within
// 4.5√(2/n) of 1, covariances of steps within 4.5/√n of 0. The slowest component
// is the design's own uniform.
func TestArrangedNoise(t *testing.T) {
	const trials = 1 << 12
	d := designs(1)["Sobol"]
	at := []int{0, 1, steps / 2, steps - 1}
	var mean, square [4]float64
	cross := 0.0
	for trial := range uint64(trials) {
		n := d.Noise(trial, Key("shock"))
		z, sum := make([]float64, steps), 0.0
		for k := range z {
			z[k] = normalQuantile(n.At(k))
			sum += z[k]
		}
		for i, k := range at {
			mean[i] += z[k] / trials
			square[i] += z[k] * z[k] / trials
		}
		cross += z[0] * z[1] / trials
		if u := d.Uniform(trial, Key("shock"), 0); math.Abs(normalCDF(sum/math.Sqrt(steps))-u) > 1e-9 {
			t.Fatalf("trial %d: the slowest component is %v, want %v", trial, normalCDF(sum/math.Sqrt(steps)), u)
		}
	}
	bound := 4.5 / math.Sqrt(trials)
	for i, k := range at {
		if math.Abs(mean[i]) > bound || math.Abs(square[i]-1) > bound*math.Sqrt2 {
			t.Errorf("step %d: mean %v, mean square %v", k, mean[i], square[i])
		}
	}
	if math.Abs(cross) > bound {
		t.Errorf("steps 0 and 1 have a covariance of %v", cross)
	}
}

// A lane's step is the stream's own, also where streams are arranged or mirrored.
func TestArrangedLanes(t *testing.T) {
	for name, d := range designs(2) {
		streams, got := make([]Noise, 70), make([]float64, 70)
		FillNoise(streams, d, 0, 4)
		FillStep(got, streams, 3)
		for i, u := range got {
			if u != d.Noise(uint64(i), 4).At(3) {
				t.Errorf("%s: lane %d differs from its stream", name, i)
			}
		}
	}
}

// The streams of all designs are frozen: published results stand on them. (An
// arranged noise goes through transcendental functions, whose last digit may
// differ between processors.)
func TestDesignsAreFrozen(t *testing.T) {
	for name, want := range map[string][2]uint64{
		"antithetic": {0x3fd1e4d4cf3fa6fe, 0x3fe2f6b6166f9dff},
		"Latin":      {0x3fe9032d624bf690, 0x3fd1f44ca2bf61d8},
		"Sobol":      {0x3fca0a91e3924754, 0x3fe05537b34f8625},
	} {
		d := designs(1)[name]
		got := [2]uint64{math.Float64bits(d.Uniform(100, Key("a"), 0)), math.Float64bits(d.Uniform(100, Key("padded"), 1))}
		if got != want {
			t.Errorf("%q: {%#x, %#x},", name, got[0], got[1])
		}
	}
}
