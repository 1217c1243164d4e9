package dist

import "math"

// inverse is what finding quantiles needs of a distribution in a coordinate y in
// which the logarithm of its density is concave. Both tails then have concave
// logarithms too, on which Newton's method converges from any start.
type inverse interface {
	lower(y float64) float64                     // P(Y ≤ y)
	upper(y float64) float64                     // P(Y > y), exact where it is small
	logDensity(y float64) (value, slope float64) // of Y
	nearMedian() (y float64)                     // a guess
}

// powerLaw is the y below which the distribution functions of beta and gamma
// variables x = e^y are those of their first term, x to the power of the shape:
// the next is x times a sum of shapes of at most 1e6, 1e-20.
const powerLaw = -60

// solve returns y at Φ(z), from a guess, by Newton's method on the logarithm of
// the smaller tail.
func solve(d inverse, z, y float64) float64 {
	tail, sign := d.lower, 1.0
	if z > 0 {
		tail, sign = d.upper, -1
	}
	want := math.Log(NormalCDF(-math.Abs(z)))
	for range 100 {
		p := math.Log(tail(y))
		logDens, _ := d.logDensity(y)
		step := sign * (p - want) * math.Exp(p-logDens)
		if math.IsNaN(step) || math.IsInf(step, 0) {
			break // beyond the numbers there are: the guess is all that can be said
		}
		y -= min(2, max(-2, step)) // a guess in the wrong tail may have a slope of nearly 0
		if math.Abs(step) < 1e-9*(1+math.Abs(y)) {
			break // quadratic: what is left is 1e-18
		}
	}
	return y
}

// knotAt returns the knot at z of the curve that passes through y there. The
// density of z turns into that of y: dy/dz = φ(z)/e^L(y), so that
// d ln(dy/dz)/dz = −z − L′(y)·dy/dz.
func knotAt(d inverse, z, y float64) knot {
	logDens, logSlope := d.logDensity(y)
	slope := math.Exp(logNormalDensity(z) - logDens)
	return knot{y, slope, slope * (-z - logSlope*slope)}
}

// median returns the knot at z = 0.
func median(d inverse) knot { return knotAt(d, 0, solve(d, 0, d.nearMedian())) }

// next returns the knot at z + h from the one at z, from which its tangent and
// bend lead near.
func next(d inverse, z, h float64, k knot) knot {
	return knotAt(d, z+h, solve(d, z+h, k.y+h*(k.slope+h*k.bend/2)))
}

// quantileAt returns y at Φ(z), walking there from the median.
func quantileAt(d inverse, z float64) float64 {
	k := median(d)
	steps := math.Ceil(2 * math.Abs(z))
	for i := range int(steps) {
		k = next(d, z*float64(i)/steps, z/steps, k)
	}
	return k.y
}
