package dist

import (
	"math"
	"sort"
)

// Residual returns the quantile function of what is left, at a time in the long run, of
// a length that is renewed with distribution d: density (1 − F)/μ. d is not negative
// and has a mean. The error is below 1e-4 of the mean.
// Source: Cox, "Renewal Theory" (1962), section 5.
func Residual(d Dist) func(u float64) float64 {
	if x, ok := Fixed(d); ok {
		return func(u float64) float64 { return u * x }
	}
	// E min(X, r) = ∫₀^F(r) Q + r(1 − F(r)) is μ times the distribution function of
	// what is left. It is told at quantiles that lie closer in the upper tail, with Q
	// between two of them taken at their middle.
	const parts = 1 << 13
	at, upTo := make([]float64, parts+1), make([]float64, parts+1)
	sum, below := 0.0, 0.0
	for i := range parts {
		above := math.Pow(1-float64(i+1)/parts, 4) // what lies above the next
		sum += max(0, d.Quantile((below+1-above)/2)) * (1 - above - below)
		at[i+1] = max(0, d.Quantile(min(1-above, 1-0x1p-50)))
		upTo[i+1] = sum + at[i+1]*above
		below = 1 - above
	}
	return func(u float64) float64 {
		x := u * upTo[parts]
		i := sort.SearchFloat64s(upTo, x)
		if i == 0 {
			return 0
		}
		if i > parts {
			return at[parts]
		}
		width := upTo[i] - upTo[i-1]
		if width <= 0 {
			return at[i]
		}
		return at[i-1] + (at[i]-at[i-1])*(x-upTo[i-1])/width
	}
}
