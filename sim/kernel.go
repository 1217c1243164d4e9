package sim

import (
	"math"

	"magnetsim/sim/dist"
)

// Lanes is the number of trials that go through each mechanism together.
const Lanes = 32

// lane is a quantity of one item in every trial of a block.
type lane [Lanes]float64

// The kernels below are mathematics over a whole vector of lanes, one call a
// vector: the only place that a build with vector instructions has to replace.

// fill sets every lane to v.
func (x *lane) fill(v float64) {
	for i := range x {
		x[i] = v
	}
}

// add adds y.
func (x *lane) add(y *lane) {
	for i := range x {
		x[i] += y[i]
	}
}

// addProduct adds y·z.
func (x *lane) addProduct(y, z *lane) {
	for i := range x {
		x[i] += y[i] * z[i]
	}
}

// product sets x to y·z.
func (x *lane) product(y, z *lane) {
	for i := range x {
		x[i] = y[i] * z[i]
	}
}

// max raises x to at least y.
func (x *lane) max(y *lane) {
	for i := range x {
		if y[i] > x[i] {
			x[i] = y[i]
		}
	}
}

// exp replaces x by e^x.
func (x *lane) exp() {
	for i := range x {
		x[i] = math.Exp(x[i])
	}
}

// normal replaces uniforms by standard normals, by the inverse CDF.
func (x *lane) normal() {
	for i := range x {
		x[i] = dist.NormalQuantile(x[i])
	}
}

// positive returns [x]⁺ = max(0, x); NaN stays NaN, so that a trial gone wrong
// shows.
func positive(x float64) float64 {
	if x < 0 {
		return 0
	}
	return x
}
