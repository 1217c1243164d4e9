package dist

import "math"

// momentOf returns E[Xⁿ] where there is no closed form: ∫Q(Φ(z))ⁿφ(z)dz by the
// trapezoidal rule, which for smooth integrands that vanish at both ends
// converges faster than any power of its step, 1/256; at a kink of Q the error
// is of the order of the step squared, 1e-5 of the scale.
// Source: Trefethen and Weideman, SIAM Review 56 (2014), 385–458.
func momentOf(d Dist, n int) float64 {
	const step, end = 1.0 / 256, 8.25
	sum, weights := 0.0, 0.0
	for z := -end; z <= end; z += step {
		w := math.Exp(logDensity(z))
		sum += w * math.Pow(d.Quantile(NormalCDF(z)), float64(n))
		weights += w
	}
	return sum / weights
}

// varianceOf returns E[X²] − E[X]², measured from the median against
// cancellation.
func varianceOf(d Dist) float64 {
	shifted := affine{d: d, scale: 1, offset: -d.Quantile(0.5)}
	m := momentOf(shifted, 1)
	return max(0, momentOf(shifted, 2)-m*m)
}
