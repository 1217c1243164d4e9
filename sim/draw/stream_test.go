package draw

import (
	"math"
	"testing"
)

// frozen holds values of the stream as bits: they must never move, since every
// published result stands on them. Both sides of the edge at 2^32 trials are in.
var frozen = []struct {
	seed, trial uint64
	factor      string
	k           uint32
	bits        uint64
}{
	{1, 0, "sources.russia.start", 0, 0x3fb7e89960b66bf8},
	{1, 1, "sources.russia.start", 0, 0x3fef1d758b1e9fdf},
	{1, 0, "sources.russia.start", 1, 0x3fe4e95779101a13},
	{1, 0, "curbs.ban.start", 0, 0x3fc1f3e00ba56444},
	{2, 0, "sources.russia.start", 0, 0x3fe392ffecd5eb6f},
	{1 << 63, 0, "sources.russia.start", 0, 0x3fe5c89ceb32f107},
	{1, 1<<32 - 1, "sources.russia.start", 0, 0x3fe90afacc162ea5},
	{1, 1 << 32, "sources.russia.start", 0, 0x3fd5eef942a102b6},
	{1, 0, "", noiseMark - 1, 0x3fbe3cfcac78c6c8},
}

func TestUniformFrozen(t *testing.T) {
	for _, v := range frozen {
		got := math.Float64bits(Random(v.seed).Uniform(v.trial, Key(v.factor), v.k))
		if got != v.bits {
			t.Errorf("seed %d, trial %d, %q, %d: %#x, want %#x", v.seed, v.trial, v.factor, v.k, got, v.bits)
		}
	}
}

func TestNoiseFrozen(t *testing.T) {
	for _, v := range []struct {
		trial uint64
		step  int
		bits  uint64
	}{
		{0, 0, 0x3fe8bb86ad119127}, {0, 1, 0x3fd642c630c09002}, {0, 260, 0x3fcb1967cab859c4},
		{1, 0, 0x3fdaa20884513b86}, {1, 1, 0x3fe2bb874853ddd1}, {1, 260, 0x3fe3600cdfe86feb},
	} {
		n := Random(1).Noise(v.trial, Key("sources.russia.start"))
		if got := math.Float64bits(n.At(v.step)); got != v.bits {
			t.Errorf("trial %d, step %d: %#x, want %#x", v.trial, v.step, got, v.bits)
		}
	}
}

func TestUnitEnds(t *testing.T) {
	least, greatest := unit(0), unit(math.MaxUint64)
	if least != 0x1p-53 || greatest != 1-0x1p-53 {
		t.Errorf("ends %g and 1−%g, want 2^-53 from either", least, 1-greatest)
	}
	for _, bits := range []uint64{0, 1 << 63, 0x123456789abcdef0, math.MaxUint64} {
		if u := unit(bits); 1-(1-u) != u || 1-u != unit(^bits) {
			t.Errorf("1 − %v is not exact", u)
		}
	}
}

// Lanes are the addresses one by one.
func TestLanesAreAddresses(t *testing.T) {
	const first = 1<<32 - 5 // over the edge of the counter's word
	d, f := Random(7), Key("x")
	us, ns, steps := make([]float64, 9), make([]Noise, 9), make([]float64, 9)
	Fill(us, d, first, f, 3)
	FillNoise(ns, d, first, f)
	FillStep(steps, ns, 12)
	for i := range us {
		n := first + uint64(i)
		if us[i] != d.Uniform(n, f, 3) || ns[i] != d.Noise(n, f) || steps[i] != ns[i].At(12) {
			t.Errorf("lane %d differs from its address", i)
		}
	}
}

// No two neighbouring addresses share a value: with 52 bits a chance meeting
// among 100,000 values has the probability 1e-6.
func TestAddressesAreDistinct(t *testing.T) {
	seen := map[float64]bool{}
	d := Random(3)
	for trial := range uint64(1000) {
		for _, f := range []Factor{0, 1, 2, Key("a"), Key("b")} {
			n := d.Noise(trial, f)
			for k := range 10 {
				seen[d.Uniform(trial, f, uint32(k))] = true
				seen[n.At(k)] = true
			}
		}
	}
	if len(seen) != 1000*5*20 {
		t.Errorf("%d distinct values of %d", len(seen), 1000*5*20)
	}
}

func TestRandomTrialsAreIndependent(t *testing.T) {
	d := Random(1)
	if d.Group(4) == d.Group(5) {
		t.Error("trials 4 and 5 share a group")
	}
}
