package dist

import (
	"math"
	"sync"
)

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

// shapes keeps the tables that have been made, by what they depend on: a
// scenario is built many times over, once for each of its policies and cases.
var shapes = tables{most: mostTables}

// mostTables is the number of tables kept, 13 KB each. A scenario has some dozen;
// a search that varies a shape makes another with every level that it tries.
const mostTables = 2048

// tables makes each table once. Once there are too many it forgets all of them:
// the distributions that have one keep it, and what is still wanted is made
// again in less time than it takes to say what was used last.
type tables struct {
	most int

	mu   sync.Mutex
	made map[inverse]func() *curve
}

// of returns the table of a distribution, made when it is first read. Callers of
// different distributions do not wait for one another.
func (t *tables) of(d inverse) *curve {
	t.mu.Lock()
	table, ok := t.made[d]
	if !ok {
		if t.made == nil || len(t.made) >= t.most {
			t.made = map[inverse]func() *curve{}
		}
		table = sync.OnceValue(func() *curve { return newCurve(d) })
		t.made[d] = table
	}
	t.mu.Unlock()
	return table()
}
