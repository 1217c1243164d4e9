package dist

// curve is a smooth rising function of the standard normal quantile z, tabled
// with its first two derivatives and read by quintic Hermite interpolation. The
// quantile functions of the beta and gamma distributions, which take
// microseconds to invert, are read from it in nanoseconds. In the right
// coordinate (log-odds, logarithm) they are nearly straight in z, and the
// error, h⁶/46080 = 1.3e-12 times the sixth derivative, is of the order of the
// rounding of the functions themselves.
// Source of the error: Stoer and Bulirsch, "Introduction to Numerical
// Analysis", 3rd ed. (2002), 2.1.5.
type curve struct{ pieces [][6]float64 } // coefficients of a polynomial in t = 0..1, lowest first

// The table covers all z that a uniform of 53 bits can reach.
const (
	curveStep = 1.0 / 16
	curveEnd  = 8.5
)

// knot is the value of a curve at one z, and its first two derivatives there.
type knot struct{ y, slope, bend float64 }

// newCurve tables the quantiles of a distribution, walking from its median both
// ways.
func newCurve(d inverse) *curve {
	const half = int(curveEnd / curveStep)
	c := &curve{pieces: make([][6]float64, 2*half)}
	right := median(d)
	left := right
	for i := range half {
		z := float64(i) * curveStep
		k := next(d, z, curveStep, right)
		c.pieces[half+i] = hermite(right, k)
		right = k
		k = next(d, -z, -curveStep, left)
		c.pieces[half-1-i] = hermite(k, left)
		left = k
	}
	return c
}

// hermite returns the quintic that has value, slope and bend of both knots.
func hermite(left, right knot) [6]float64 {
	const h = curveStep
	d, s := left.slope*h, left.bend*h*h/2
	rise := right.y - left.y - d - s
	turn := right.slope*h - d - 2*s
	bend := right.bend*h*h/2 - s
	return [6]float64{left.y, d, s, 10*rise - 4*turn + bend, -15*rise + 7*turn - 2*bend, 6*rise - 3*turn + bend}
}

// at reads the curve; beyond its ends it continues straight.
func (c *curve) at(z float64) float64 {
	t := (z + curveEnd) / curveStep
	last := len(c.pieces) - 1
	switch {
	case t < 0:
		p := &c.pieces[0]
		return p[0] + t*p[1]
	case t >= float64(last+1):
		p := &c.pieces[last]
		end := p[0] + p[1] + p[2] + p[3] + p[4] + p[5]
		slope := p[1] + 2*p[2] + 3*p[3] + 4*p[4] + 5*p[5]
		return end + (t-float64(last+1))*slope
	}
	i := int(t)
	t -= float64(i)
	p := &c.pieces[i]
	return ((((p[5]*t+p[4])*t+p[3])*t+p[2])*t+p[1])*t + p[0]
}
