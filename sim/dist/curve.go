package dist

import (
	"math"
	"sync"
)

// curve is a smooth rising function of the standard normal quantile z, tabled
// at construction with its slope and read by cubic Hermite interpolation. The
// quantile functions of the beta and gamma distributions, which take
// microseconds to invert, are read from it in nanoseconds: in the right
// coordinate (log-odds, logarithm) they are nearly straight in z, so that the
// error, h⁴/384 times the fourth derivative, is below 1e-10.
type curve struct{ y, slope []float64 }

// The table covers all z that a uniform of 53 bits can reach.
const (
	curveStep = 1.0 / 32
	curveEnd  = 8.5
)

// newCurve tables a function that returns the value and the slope at z.
func newCurve(at func(z float64) (y, slope float64)) *curve {
	n := int(2*curveEnd/curveStep) + 1
	c := &curve{y: make([]float64, n), slope: make([]float64, n)}
	for i := range n {
		c.y[i], c.slope[i] = at(float64(i)*curveStep - curveEnd)
	}
	return c
}

// shapes keeps the tables that have been made, by what they depend on: a
// scenario is built many times over, once for each of its policies and cases.
var shapes sync.Map

// curveOf returns the table of a shape, made when it is first read.
func curveOf(shape any, at func(z float64) (y, slope float64)) *curve {
	once, _ := shapes.LoadOrStore(shape, sync.OnceValue(func() *curve { return newCurve(at) }))
	return once.(func() *curve)()
}

// at reads the curve; beyond its ends it continues straight.
func (c *curve) at(z float64) float64 {
	t := (z + curveEnd) / curveStep
	i := min(len(c.y)-2, max(0, int(t)))
	t -= float64(i)
	if t < 0 {
		return c.y[0] + t*curveStep*c.slope[0]
	}
	if t > 1 {
		return c.y[i+1] + (t-1)*curveStep*c.slope[i+1]
	}
	y0, y1, m0, m1 := c.y[i], c.y[i+1], c.slope[i]*curveStep, c.slope[i+1]*curveStep
	s := 1 - t
	return (1+2*t)*s*s*y0 + t*s*s*m0 + t*t*(3-2*t)*y1 - t*t*s*m1
}

// logDensity is the logarithm of the standard normal density at z.
func logDensity(z float64) float64 { return -z*z/2 - 0.5*math.Log(2*math.Pi) }
