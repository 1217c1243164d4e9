package stat

import (
	"math"
	"strings"
	"testing"
)

// hundred is 1 … 100 in a scrambled order: 37 has no divisor in common with 101.
func hundred() *Column {
	xs := make([]float64, 100)
	for i := range xs {
		xs[i] = float64((i + 1) * 37 % 101)
	}
	return exactOf(xs...)
}

func TestQuantileByHand(t *testing.T) {
	c := hundred()
	for p, want := range map[float64]float64{0.01: 1, 0.07: 7, 0.071: 8, 0.5: 50, 0.95: 95, 0.955: 96, 0.999: 100} {
		if got := c.Quantile(p).Value; got != want {
			t.Errorf("p%v = %v, want %v", 100*p, got, want)
		}
	}
	// Of a Binomial(100, 1/2): P(B ≤ 39) = 0.0176, P(B ≤ 40) = 0.0284, so the
	// ranks are 40 and 61.
	if e := c.Quantile(0.5); e.Low != 40 || e.High != 61 || !math.IsNaN(e.SE) {
		t.Errorf("median %+v, want 40 to 61", e)
	}
}

func TestQuantileWarnings(t *testing.T) {
	c := hundred()
	for p, want := range map[float64]string{0.5: "", 0.99: "one side only; run at least 368", 0.995: "cannot be estimated"} {
		got := strings.Join(c.Quantile(p).Warnings, " ")
		if !strings.Contains(got, want) || (want == "") != !strings.Contains(got, "run at least") {
			t.Errorf("p%v: %q, want %q", 100*p, got, want)
		}
	}
	if e := c.Quantile(0.99); !math.IsNaN(e.High) || e.Low > 99 {
		t.Errorf("p99 of 100 trials has the interval %v to %v", e.Low, e.High)
	}
	if w := c.Quantile(0.5).Warnings; len(w) != 1 || !strings.Contains(w[0], "21% of its value; 5 times the trials") {
		t.Errorf("p50 of 100 trials: %q", w) // half of 61 − 40 over 50; 2.1² = 4.4
	}
}

// 368 trials are just enough: 0.99^367 > 2.5% ≥ 0.99^368.
func TestQuantileTrials(t *testing.T) {
	for p, want := range map[float64]int64{0.95: 72, 0.05: 72, 0.99: 368} {
		if got := quantileTrials(p); got != want {
			t.Errorf("p%v needs %d, want %d", 100*p, got, want)
		}
		if _, high := quantileRanks(max(p, 1-p), want); high > want {
			t.Errorf("p%v: %d trials do not bound it", 100*p, want)
		}
		if _, high := quantileRanks(max(p, 1-p), want-1); high <= want-1 {
			t.Errorf("p%v: %d trials already bound it", 100*p, want-1)
		}
	}
}

func TestCVaRByHand(t *testing.T) {
	c := exactOf(3, 1, 4, 10, 5, 9, 2, 6, 8, 7)
	for p, want := range map[float64]float64{
		0.5:  8,                      // (10 + 9 + 8 + 7 + 6) / 5
		0.75: (10 + 9 + 0.5*8) / 2.5, // the boundary trial by half
		0.9:  10,
		0.95: 10,
	} {
		if got := c.CVaR(p).Value; math.Abs(got-want) > 1e-14 {
			t.Errorf("CVaR%v = %v, want %v", 100*p, got, want)
		}
	}
	// p = 1/2: q = 5, excesses 5, 4, 3, 2, 1: mean 3, variance 2, so
	// SE² = (2 + 9/2) / 5.
	if se := c.CVaR(0.5).SE; math.Abs(se-math.Sqrt(1.3)) > 1e-14 {
		t.Errorf("standard error %v, want √1.3", se)
	}
	if w := strings.Join(c.CVaR(0.95).Warnings, " "); !strings.Contains(w, "cannot be estimated") {
		t.Errorf("CVaR95 of 10 trials: %q", w)
	}
	if w := strings.Join(c.CVaR(0.5).Warnings, " "); !strings.Contains(w, "worst 5 trials; run at least 60") {
		t.Errorf("CVaR50 of 10 trials: %q", w)
	}
}

// A tail wider than the trials that are not 0 takes zeros in.
func TestCVaROverZeros(t *testing.T) {
	c := exactOf(0, 0, 0, 0, 0, 0, 0, 0, 6, 2)
	if got := c.CVaR(0.5).Value; got != 1.6 {
		t.Errorf("CVaR50 = %v, want 8/5", got)
	}
}

// Newcombe, "Two-sided confidence intervals for the single proportion" (1998),
// table I, method 3.
func TestShareAgainstNewcombe(t *testing.T) {
	for _, v := range []struct {
		k, n      int64
		low, high float64
	}{
		{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718},
	} {
		e := Share(v.k, v.n)
		if math.Abs(e.Low-v.low) > 5e-5 || math.Abs(e.High-v.high) > 5e-5 || e.Value != float64(v.k)/float64(v.n) {
			t.Errorf("%d of %d: %+v, want %v to %v", v.k, v.n, e, v.low, v.high)
		}
	}
	if e := Share(20, 20); e.High != 1 || len(e.Warnings) != 1 || math.Abs(e.Low-(1-Share(0, 20).High)) > 0x1p-52 {
		t.Errorf("all: %+v", e)
	}
}

func TestSDOfConstants(t *testing.T) {
	if e := exactOf(3, 3, 3).SD(); e.Value != 0 || e.High != 0 || e.N != 3 {
		t.Errorf("%+v", e)
	}
}

func TestMeanOfZeros(t *testing.T) {
	xs := make([]float64, 100)
	xs[0], xs[1], xs[2], xs[3] = 4, 3, 2, 1
	if w := exactOf(xs...).Mean().Warnings; len(w) != 1 || !strings.Contains(w[0], "4 of 100 trials") {
		t.Errorf("4 of 100: %q", w)
	}
	xs[4] = 5
	if w := exactOf(xs...).Mean().Warnings; w != nil {
		t.Errorf("5 of 100: %q", w)
	}
}
