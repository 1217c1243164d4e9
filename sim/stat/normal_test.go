package stat

import (
	"math"
	"testing"
)

// Table of Student's t at 97.5%, to the digits printed in tables.
func TestStudentQuantile(t *testing.T) {
	for freedom, want := range map[float64]float64{
		1: 12.706, 2: 4.303, 5: 2.571, 10: 2.228, 30: 2.042, 120: 1.980, 1e5: 1.960, 1e7: 1.960,
	} {
		if got := studentQuantile(0.975, freedom); math.Abs(got-want) > 0.0006 {
			t.Errorf("t(0.975, %v) = %v, want %v", freedom, got, want)
		}
	}
}

// Against the sum of the terms, which for 40 draws keeps 14 digits.
func TestBinomialCDF(t *testing.T) {
	const n, p = 40, 0.3
	sum, term := 0.0, math.Pow(1-p, n)
	for k := range int64(n) {
		sum += term
		term *= float64(n-k) / float64(k+1) * p / (1 - p)
		if got := binomialCDF(k, n, p); math.Abs(got-sum) > 1e-12 {
			t.Errorf("P(B ≤ %d) = %v, want %v", k, got, sum)
		}
	}
	if binomialCDF(-1, n, p) != 0 || binomialCDF(n, n, p) != 1 {
		t.Error("outside 0 … n")
	}
}

// The limit meets the exact sum where it takes over. The terms it leaves out of
// Edgeworth's series are of order 1/variance.
func TestBinomialLimit(t *testing.T) {
	for _, p := range []float64{0.05, 0.5, 0.95, 0.999} {
		n := math.Floor(manyTrials / (p * (1 - p)))
		sd := math.Sqrt(n * p * (1 - p))
		for _, z := range []float64{-3, -2, -1, -0.5, 0.5, 1, 2, 3} {
			k := math.Round(n*p + z*sd)
			exact, limit := binomialCDF(int64(k), int64(n), p), binomialLimit(k, n, p)
			if math.Abs(exact-limit) > 1/(sd*sd) {
				t.Errorf("p %v, z %v: limit %v, exact %v", p, z, limit, exact)
			}
		}
	}
}
