package stat

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// x = 1, 2, 3 and y = 2, 3, 7: deviations −1 0 1 and −2 −1 3.
func TestJointByHand(t *testing.T) {
	got := JointOf([]float64{1, 2, 3}, []float64{2, 3, 7})
	if want := (Joint{N: 3, AverageX: 2, AverageY: 4, XX: 2, XY: 5, YY: 14}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// The ends of Fieller's interval are by their definition the R at which the mean
// of y − R·x lies t standard errors from 0, and the ratio is between them.
func TestFiellerEndsAreWhereTheTestTurns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 50).Draw(t, "n")
		xs := rapid.SliceOfN(rapid.Float64Range(-1, 10), n, n).Draw(t, "xs")
		ys := rapid.SliceOfN(rapid.Float64Range(-100, 1000), n, n).Draw(t, "ys")
		r := JointOf(xs, ys).Ratio()
		mean := MomentsOf(xs).Mean()
		if known := mean.Low > 1e-6 || mean.High < -1e-6; !known {
			if mean.Low < -1e-6 && mean.High > 1e-6 && !math.IsNaN(r.Value) {
				t.Fatalf("a ratio %+v over %+v", r, mean)
			}
			return
		}
		for _, end := range []float64{r.Low, r.High} {
			rest := make([]float64, n)
			for i := range rest {
				rest[i] = ys[i] - end*xs[i]
			}
			e := MomentsOf(rest).Mean()
			// Near a denominator of nothing an end is ill-conditioned: 1e-6 is far below
			// any half-width that is not.
			room := 1e-6 * (e.High - e.Low + math.Abs(end))
			if math.Min(math.Abs(e.Low), math.Abs(e.High)) > room {
				t.Fatalf("at the end %v of %+v the mean is %+v", end, r, e)
			}
		}
		if r.Low > r.Value || r.Value > r.High {
			t.Fatalf("%+v", r)
		}
	})
}

// Of 2,000 samples of 40 normal pairs about 95% of the intervals hold the true
// ratio: Fieller's is exact for normal numbers. The standard error of the share
// is √(0.95·0.05/2000) = 0.0049.
func TestFiellerCovers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const samples, n, meanX, meanY = 2000, 40, 3.0, 12.0
	held := 0
	for range samples {
		xs, ys := make([]float64, n), make([]float64, n)
		for i := range n {
			common := random.NormFloat64()
			xs[i] = meanX + 2*common
			ys[i] = meanY + 5*common + 3*random.NormFloat64()
		}
		if r := JointOf(xs, ys).Ratio(); r.Low <= meanY/meanX && meanY/meanX <= r.High {
			held++
		}
	}
	if share := float64(held) / samples; math.Abs(share-0.95) > 4*0.0049 {
		t.Errorf("%v of the intervals hold the ratio, want 0.95", share)
	}
}

// However a set is split, the merged moments are those of the whole; the bounds
// are those of TestMomentsMerge.
func TestJointMerges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 1, 100).Draw(t, "xs")
		cut := rapid.IntRange(0, len(xs)).Draw(t, "cut")
		ys := make([]float64, len(xs))
		for i, x := range xs {
			ys[i] = math.Sin(x) * 1e6
		}
		a, b := JointOf(xs, ys), JointOf(xs[:cut], ys[:cut]).Merge(JointOf(xs[cut:], ys[cut:]))
		n := float64(len(xs))
		near := func(x, y, room float64) bool { return math.Abs(x-y) <= room }
		means, squares := n*1e6*0x1p-52, 4*n*n*1e12*0x1p-52
		if a.N != b.N || !near(a.AverageX, b.AverageX, means) || !near(a.AverageY, b.AverageY, means) ||
			!near(a.XX, b.XX, squares) || !near(a.XY, b.XY, squares) || !near(a.YY, b.YY, squares) {
			t.Fatalf("%+v and %+v", a, b)
		}
	})
}

func TestRatioUnknown(t *testing.T) {
	for name, j := range map[string]Joint{
		"no trial":  {},
		"one trial": JointOf([]float64{1}, []float64{1}),
		"nothing":   JointOf([]float64{0, 0}, []float64{1, 2}),
		"noise":     JointOf([]float64{-1, 2, -2}, []float64{1, 2, 3}),
	} {
		if r := j.Ratio(); !math.IsNaN(r.Value) || len(r.Warnings) != 1 {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if r := JointOf([]float64{2, 2, 2}, []float64{6, 6, 6}).Ratio(); r.Value != 3 || r.Low != 3 || r.High != 3 {
		t.Errorf("of constants: %+v, want 3", r)
	}
}
