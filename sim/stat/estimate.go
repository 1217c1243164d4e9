// Package stat holds estimates from a Monte Carlo sample, each with its
// sampling error, and the accumulators that they come from.
//
// Accumulators merge: a sample split in any way and merged again gives the
// same bits, because counts are integers and sums are folded along a fixed
// binary tree of blocks (Tree).
package stat

import (
	"fmt"
	"math"
)

// Estimate is a number computed from a sample, with its 95% sampling interval.
type Estimate struct {
	Value    float64
	Low      float64 // 95% interval of the sampling error
	High     float64
	SE       float64 // standard error; NaN where only the interval is known
	N        int64   // trials it rests on
	Warnings []string
}

// Estimable reports whether the error of a tail mean can be told from a tail of so
// many trials, n(1−p): one trial has no spread.
func Estimable(tail float64) bool { return tail > 1+1e-9 }

// Open returns the estimate without an interval, and says that it is not
// estimable from so few trials.
func (e Estimate) Open(name string) Estimate {
	e.Low, e.High, e.SE = math.NaN(), math.NaN(), math.NaN()
	e.Warnings = append(e.Warnings, fmt.Sprintf("the error of %s cannot be estimated from %d trials", name, e.N))
	return e
}

// NotBelow returns the estimate of what is never below a floor: no end of its
// interval is.
func (e Estimate) NotBelow(floor float64) Estimate {
	if e.Value >= floor && e.Low < floor { // NaN stays
		e.Low = floor
	}
	return e
}

// limits says within which limits the values of a sample lie.
type limits struct {
	floored bool // none can be below 0
}

// NeverNegative says that no value can be below 0: the intervals of means stop there.
func (l *limits) NeverNegative() { l.floored = true }

// kept returns an estimate of a mean within the limits of the values.
func (l limits) kept(e Estimate) Estimate {
	if l.floored {
		return e.NotBelow(0)
	}
	return e
}

// tailParts returns the number of parts that have a trial in the tail of so many
// trials above the quantile q. The trials of one part depend on each other, so
// that a tail within one part tells nothing of its error.
func (c *Column) tailParts(q, tail float64) int {
	if float64(c.ladder.over(q)) < tail*(1-1e-9) { // those at q are in it
		q = math.Nextafter(q, math.Inf(-1))
	}
	count := 0
	for _, p := range c.parts {
		if p.seal(); p.ladder.over(q) > 0 {
			count++
		}
	}
	return count
}
