package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// z95 bounds the middle 95% of the standard normal distribution.
const z95 = 1.959963984540054

// studentQuantile returns the p-quantile, p > 1/2, of Student's t: with x the
// 2(1−p)-quantile of Beta(ν/2, 1/2), t = √(ν(1/x − 1)). Source: Abramowitz and
// Stegun (1964), 26.7.1. Above a million degrees of freedom t and the normal
// quantile differ by less than 3e-6.
func studentQuantile(p, freedom float64) float64 {
	if freedom > 1e6 {
		return mathext.NormalQuantile(p)
	}
	x := mathext.InvRegIncBeta(freedom/2, 0.5, 2*(1-p))
	return math.Sqrt(freedom * (1/x - 1))
}

// manyTrials is the variance of a binomial above which its limit stands in:
// there the incomplete beta function loses digits and the limit is within
// 1/variance.
const manyTrials = 1e5

// binomialCDF returns P(B ≤ k) of n draws of chance p. Source: Abramowitz and
// Stegun (1964), 26.5.24.
func binomialCDF(k, n int64, p float64) float64 {
	switch {
	case k < 0:
		return 0
	case k >= n:
		return 1
	case float64(n)*p*(1-p) > manyTrials:
		return binomialLimit(float64(k), float64(n), p)
	}
	return mathext.RegIncBeta(float64(n-k), float64(k+1), 1-p)
}

// binomialLimit returns the normal limit of P(B ≤ k), corrected for continuity
// and for skewness (the first term of Edgeworth's series). Source: Johnson, Kemp
// and Kotz, "Univariate Discrete Distributions" (2005), chapter 3.
func binomialLimit(k, n, p float64) float64 {
	sd := math.Sqrt(n * p * (1 - p))
	z := (k + 0.5 - n*p) / sd
	density := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
	return 0.5*math.Erfc(-z/math.Sqrt2) - (1-2*p)/(6*sd)*(z*z-1)*density
}
