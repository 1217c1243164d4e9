package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Share returns the chance of what happened in k of n trials, with the interval
// of Wilson (1927), which holds at 0 and at n as well.
func Share(k, n int64) Estimate {
	if n == 0 {
		return unknown(0, "no trials")
	}
	size, p := float64(n), float64(k)/float64(n)
	e := Estimate{Value: p, SE: math.Sqrt(p * (1 - p) / size), N: n}
	e.Low, e.High = wilson(p, float64(k), size, z95)
	switch k {
	case 0:
		e.Low = 0
		e.Warnings = []string{"it happened in no trial: only the upper end of its interval is meaningful"}
	case n:
		e.High = 1
		e.Warnings = []string{"it happened in every trial: only the lower end of its interval is meaningful"}
	}
	return e
}

// Positive returns the chance of a value above 0, exact also for a sketch.
func (c *Column) Positive() Estimate {
	return c.share(func(p *Column) int64 { return p.positive })
}

// Zero returns the chance of exactly 0, exact also for a sketch.
func (c *Column) Zero() Estimate { return c.share(func(p *Column) int64 { return p.zero }) }

// Within returns the chance of a value that is not +Inf.
func (c *Column) Within() Estimate {
	return c.share(func(p *Column) int64 { return p.n - p.infinite })
}

// Exceed returns the chance of a value above x.
func (c *Column) Exceed(x float64) Estimate {
	if x == 0 {
		return c.Positive()
	}
	return c.share(func(p *Column) int64 { return p.ladder.over(x) })
}

// AtMost returns the chance of a value of x or less.
func (c *Column) AtMost(x float64) Estimate {
	if x == 0 {
		return c.share(func(p *Column) int64 { return p.n - p.positive })
	}
	return c.share(func(p *Column) int64 { return p.n - p.ladder.over(x) })
}

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
	return knownStudents.of([2]float64{p, freedom}, func() float64 {
		x := mathext.InvRegIncBeta(freedom/2, 0.5, 2*(1-p))
		return math.Sqrt(freedom * (1/x - 1))
	})
}

var knownStudents known[[2]float64, float64] // by p and freedom

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
