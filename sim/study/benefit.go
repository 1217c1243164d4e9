package study

import (
	"math"

	"magnetsim/sim/stat"
)

// NetBenefit returns what a policy is worth against another, in money, from the
// change in burden (value lost and the cost of the stockpiles together) trial by
// trial, the policy minus the other: the value lost that it spares, less what its
// stockpiles cost more.
func NetBenefit(burden interface{ Mean() stat.Estimate }) stat.Estimate {
	return opposite(burden.Mean())
}

// CostPerTonne returns what a policy costs more than another for each tonne that
// it spares, from the changes in tonnes short (x) and in the cost of the
// stockpiles (y) trial by trial, the policy minus the other. It is the ratio of
// both means, with the interval of stat.Joint.Ratio; negative where the policy is
// cheaper as well. It has no value, and says why, where the policy spares nothing
// that can be told from the sampling error.
func CostPerTonne(change stat.Joint) stat.Estimate {
	e := opposite(change.Ratio())
	switch {
	case math.IsNaN(e.Value):
		e.Warnings = []string{"not defined: the tonnes spared cannot be told apart from none"}
	case change.AverageX > 0:
		n := e.N
		e = nothing()
		e.N, e.Warnings = n, []string{"not defined: no tonnes are spared, more are short"}
	}
	return e
}

// opposite returns the estimate of the negative.
func opposite(e stat.Estimate) stat.Estimate {
	if e.Value != 0 { // −0 would be told as "-0"
		e.Value = -e.Value
	}
	e.Low, e.High = -e.High, -e.Low
	return e
}
