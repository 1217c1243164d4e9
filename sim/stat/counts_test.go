package stat

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"pgregory.net/rapid"
)

func TestBinEdges(t *testing.T) {
	last := math.Nextafter(0x1p26, 0)
	for x, want := range map[float64]Bin{
		0: 0, math.Copysign(0, -1): 0, -3: 0,
		math.SmallestNonzeroFloat64: 1, math.Nextafter(0x1p-7, 0): 1,
		0x1p-7: 2, 0x1p-7 * (1 + 1.0/64): 3, 0x1p-6: 2 + 64, 1: 2 + 7*64,
		last: topBin - 1, 0x1p26: topBin, 1e300: topBin, math.Inf(1): topBin,
	} {
		if got := BinOf(x); got != want {
			t.Errorf("BinOf(%v) = %d, want %d", x, got, want)
		}
	}
}

// The middle of a value's bin is within half a bin of it, and rising.
func TestBinError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := math.Exp2(rapid.Float64Range(lowest, highest-1e-9).Draw(t, "log2"))
		b := BinOf(x)
		if e := math.Abs(b.value()-x) / x; e > CountsError {
			t.Fatalf("%v counted as %v, error %v", x, b.value(), e)
		}
		if b < topBin && b.value() >= (b+1).value() {
			t.Fatalf("bin %d is not below the next", b)
		}
	})
}

// Quantiles of counts are the exact ones within the stated error.
func TestCountsQuantile(t *testing.T) {
	var c Counts
	values := sampleOf(3, 10_000, shortfall)
	for _, x := range values {
		c.AddBins([]Bin{BinOf(x)})
	}
	exact := exactOf(values...)
	for p := 0.01; p < 1; p += 0.01 {
		got, want := c.Quantile(p), exact.Quantile(p).Value
		if math.Abs(got-want) > max(CountsError*want, 0x1p-8) {
			t.Errorf("p%.0f: %v, want %v", 100*p, got, want)
		}
	}
	if c.Positive() != exact.Positive().Value || c.n != 10_000 {
		t.Errorf("positive %v, want %v", c.Positive(), exact.Positive().Value)
	}
}

func TestCountsJoin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOf(rapid.Float64Range(0, 1e9)).Draw(t, "xs")
		cut := rapid.IntRange(0, len(xs)).Draw(t, "cut")
		var whole, a, b Counts
		for i, x := range xs {
			whole.AddBins([]Bin{BinOf(x)})
			if i < cut {
				a.AddBins([]Bin{BinOf(x)})
			} else {
				b.AddBins([]Bin{BinOf(x)})
			}
		}
		if b.Absorb(&a); !reflect.DeepEqual(whole, b) || a.n != int64(cut) {
			t.Fatal("they differ")
		}
	})
}

// Counts of few values, which are packed, and of many are counted, joined, told and carried
// alike.
func TestCountsOfFewAndOfMany(t *testing.T) {
	values := sampleOf(5, 3*mostPacked, shortfall)
	for _, n := range []int{0, 1, mostPacked - 1, mostPacked, mostPacked + 1, 3 * mostPacked} {
		var whole Counts
		bins, want := make([]Bin, n), make([]int64, topBin+1)
		for i, x := range values[:n] {
			bins[i] = BinOf(x)
			want[bins[i]]++
		}
		whole.AddBins(bins)
		if (whole.parts == nil) != (n <= mostPacked) {
			t.Errorf("%d values: packed or not, and should not be", n)
		}
		for _, cut := range []int{0, n / 3, n / 2, n} {
			var grown, a, b Counts
			for i := range n {
				grown.AddBins(bins[i : i+1])
			}
			a.AddBins(bins[:cut])
			b.AddBins(bins[cut:])
			var read Counts
			a.Absorb(&b)
			if read.Carry(ReadWire(written(a.Carry))); !reflect.DeepEqual(read, grown) || !reflect.DeepEqual(grown, whole) {
				t.Fatalf("%d values, cut at %d, are others", n, cut)
			}
		}
		median, some := whole.Quantile(0.5), whole.Positive()
		got := make([]int64, topBin+1)
		whole.unpack()
		for b := range got {
			got[b] = int64(whole.part(b / perChunk)[b%perChunk])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d values are counted as others", n)
		}
		if !same(Estimate{Value: median, Low: some}, Estimate{Value: whole.Quantile(0.5), Low: whole.Positive()}) {
			t.Errorf("%d values: median %v, share above 0 %v; unpacked %v and %v", n, median, some, whole.Quantile(0.5), whole.Positive())
		}
	}
}

func TestEmptyCounts(t *testing.T) {
	var c Counts
	if !math.IsNaN(c.Quantile(0.5)) || !math.IsNaN(c.Positive()) {
		t.Error("quantities of nothing")
	}
	c.AddBins([]Bin{BinOf(3)})
	if c.Positive() != 1 {
		t.Error("one positive value")
	}
}

// The memory that the type's comment states.
func TestCountsMemory(t *testing.T) {
	if size := unsafe.Sizeof(Counts{}); size > 40 {
		t.Errorf("empty Counts take %d bytes", size)
	}
	if size := unsafe.Sizeof(chunk{}); size != 256 {
		t.Errorf("an octave takes %d bytes", size)
	}
	if MostCounts > 9100 {
		t.Errorf("full Counts take %d bytes", MostCounts)
	}
}

// BenchmarkCounts counts steps of 64 lanes into many counts in turn, as a run
// does: half of the values are 0.
func BenchmarkCounts(b *testing.B) {
	const lanes, steps = 64, 5000
	all := make([]Counts, steps)
	values, bins := make([]float64, lanes), make([]Bin, lanes)
	for i := range values {
		values[i] = max(0, 300*rand.NormFloat64())
	}
	step := 0
	for b.Loop() {
		for i, x := range values {
			bins[i] = BinOf(x)
		}
		all[step%steps].AddBins(bins)
		step++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*lanes), "ns/add")
}
