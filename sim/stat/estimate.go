// Package stat holds estimates from a Monte Carlo sample, each with its
// sampling error, and the accumulators that they come from.
//
// Accumulators merge: a sample split in any way and merged again gives the
// same bits, because counts are integers and sums are folded along a fixed
// binary tree of blocks (Tree).
package stat

// Estimate is a number computed from a sample, with its 95% sampling interval.
type Estimate struct {
	Value    float64
	Low      float64 // 95% interval of the sampling error
	High     float64
	SE       float64 // standard error; NaN where only the interval is known
	N        int64   // trials it rests on
	Warnings []string
}
