package lane

// Dust is the part of a step's need below which tonnes are rounding.
const Dust = 1e-12

// Trifle is the part of a step's use, of a step or of a whole below which nothing is
// decided: what rounding, or an 11th digit of an input, leaves where nothing should be
// must not open a stock, pause orders or divide by itself.
const Trifle = 1e-9

// Enough is how near to the whole need a pool counts as all of it. In a steady state
// pool and need are the same sum in another order; without it rounding would decide
// who is served.
const Enough = 1 - Dust

// ShortAt is the share of effective demand that must be newly unmet for a step to
// count as short, by more than rounding.
const ShortAt = 0.01 + Trifle

// positive returns [x]⁺ = max(0, x). NaN stays NaN, so that a trial gone wrong shows.
func positive(x float64) float64 {
	if x < 0 {
		return 0
	}
	return x
}

// unmet returns what is wanted less what is served, without what rounding leaves of a
// need that was met.
func unmet(wanted, served float64) float64 {
	h := wanted - served
	if h < Trifle*wanted {
		h = 0
	}
	return h // NaN stays NaN
}

// ratio returns a/b, 0 where both are 0.
func ratio(a, b float64) float64 {
	r := a / b
	if a == 0 && b == 0 {
		r = 0
	}
	return r
}

// proportion returns the share of a need that an amount covers, at most 1.
func proportion(amount, need float64) float64 {
	s := 1.0
	if !(need <= amount) {
		s = amount / need
	}
	return s
}

// add adds y to x.
func add(x, y *Vector) {
	for l := range x {
		x[l] += y[l]
	}
}

// addTwo adds a to x and b to y.
func addTwo(x, y, a, b *Vector) {
	for l := range x {
		x[l] += a[l]
		y[l] += b[l]
	}
}

// addProduct adds yz to x.
func addProduct(x, y, z *Vector) {
	for l := range x {
		x[l] += float64(y[l] * z[l])
	}
}

// product sets x to yz.
func product(x, y, z *Vector) {
	for l := range x {
		x[l] = y[l] * z[l]
	}
}

// scale sets x to ay.
func scale(x, y *Vector, a float64) {
	for l := range x {
		x[l] = a * y[l]
	}
}

// addScaled adds ay to x.
func addScaled(x, y *Vector, a float64) {
	for l := range x {
		x[l] += float64(a * y[l])
	}
}

// times multiplies x by y.
func times(x, y *Vector) {
	for l := range x {
		x[l] *= y[l]
	}
}

// rise raises x to y where that is more.
func rise(x, y *Vector) {
	for l := range x {
		if y[l] > x[l] {
			x[l] = y[l]
		}
	}
}

// logarithm sets y to ln x.
func logarithm(y, x *Vector) {
	for l := range x {
		y[l] = log(x[l])
	}
}

// normal replaces uniforms by standard normals, by the inverse distribution function.
func normal(x *Vector) {
	for l := range x {
		x[l] = normalQuantile(x[l])
	}
}

// fall lowers x to y where that is less.
func fall(x, y *Vector) {
	for l := range x {
		x[l] = min(x[l], y[l])
	}
}
