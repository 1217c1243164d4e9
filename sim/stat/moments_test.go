package stat

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestMomentsByHand(t *testing.T) {
	m := MomentsOf([]float64{2, 4, 4, 4, 5, 5, 7, 9}) // mean 5, Σ(x−5)² = 32
	want := Moments{N: 8, Average: 5, M2: 32, Min: 2, Max: 9}
	if m != want {
		t.Errorf("%+v, want %+v", m, want)
	}
	if v := m.Variance(); v != 32.0/7 {
		t.Errorf("variance %v, want 32/7", v)
	}
	e := m.Mean()
	half := 2.364624251592785 * math.Sqrt(32.0/7/8) // t with 7 degrees of freedom
	if e.Value != 5 || math.Abs(e.High-5-half) > 1e-9 || math.Abs(5-half-e.Low) > 1e-9 {
		t.Errorf("mean %+v, want 5 ± %v", e, half)
	}
}

func TestMomentsWithoutAMean(t *testing.T) {
	for name, m := range map[string]Moments{
		"none":     MomentsOf(nil),
		"infinite": MomentsOf([]float64{1, math.Inf(1), 2}),
	} {
		if e := m.Mean(); !math.IsNaN(e.Value) || len(e.Warnings) != 1 {
			t.Errorf("%s: %+v", name, e)
		}
	}
	one := MomentsOf([]float64{3}).Mean()
	if one.Value != 3 || !math.IsNaN(one.SE) || len(one.Warnings) != 1 {
		t.Errorf("one: %+v", one)
	}
}

// Values with nine leading digits in common keep the digits of their spread:
// Welford's data set, whose variance is 30.
func TestMomentsKeepDigits(t *testing.T) {
	m := MomentsOf([]float64{1e9 + 4, 1e9 + 7}).Merge(MomentsOf([]float64{1e9 + 13, 1e9 + 16}))
	if v := m.Variance(); v != 30 {
		t.Errorf("variance %v, want 30", v)
	}
}

// However a set is split, the merged moments are those of the whole. The
// rounding of n sums of values below 1e6 is below n·1e6·2^-52, twice over for
// the squares.
func TestMomentsMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 1, 200).Draw(t, "xs")
		cut := rapid.IntRange(0, len(xs)).Draw(t, "cut")
		whole, parts := MomentsOf(xs), MomentsOf(xs[:cut]).Merge(MomentsOf(xs[cut:]))
		n := float64(len(xs))
		if math.Abs(whole.Average-parts.Average) > n*1e6*0x1p-52 {
			t.Fatalf("mean %v and %v", whole.Average, parts.Average)
		}
		if math.Abs(whole.M2-parts.M2) > 4*n*n*1e12*0x1p-52 {
			t.Fatalf("squares %v and %v", whole.M2, parts.M2)
		}
		whole.Average, whole.M2 = parts.Average, parts.M2
		if whole != parts {
			t.Fatalf("%+v and %+v", whole, parts)
		}
	})
}

func TestMomentsAdd(t *testing.T) {
	var m Moments
	for _, x := range []float64{2, 4, 4, 4, 5, 5, 7, 9, math.Inf(1)} {
		m = m.Add(x)
	}
	// 8 sums of numbers below 32 round by less than 8·32·2^-53 each.
	if m.N != 8 || m.Infinite != 1 || math.Abs(m.Average-5) > 1e-13 || math.Abs(m.M2-32) > 1e-12 {
		t.Errorf("%+v", m)
	}
}

// What is the same in every trial has no spread, though a tenth is not exact in binary.
func TestMomentsOfAConstant(t *testing.T) {
	var m Moments
	for range 3 {
		m = m.Merge(MomentsOf(slices.Repeat([]float64{0.1}, 21)))
	}
	if m.Average != 0.1 || m.Variance() != 0 {
		t.Errorf("mean %v, variance %v", m.Average, m.Variance())
	}
}
