package mc

import (
	"slices"

	"magnetsim/sim"
)

// block is what the trials of a block gave in all variants.
type block struct {
	index     uint64 // of the block, First / sim.Lanes
	first     uint64
	n         int
	ok        [sim.Lanes]bool
	failed    int
	err       error // of the first that failed
	firstFail uint64
	imbalance float64
	metrics   [][][]float64 // by variant, metric and lane
	inputs    [][][]float64 // by variant, input and lane; nil where no rows are wanted
	sums      [][]float64   // of the series, by variant, then step and series
}

func newBlock(variants []variant, rows bool) *block {
	b := &block{sums: make([][]float64, len(variants))}
	for _, v := range variants {
		b.metrics = append(b.metrics, lanesOf(len(v.metrics)))
		if rows {
			b.inputs = append(b.inputs, lanesOf(len(v.inputs)))
		}
	}
	return b
}

func lanesOf(n int) [][]float64 {
	all := make([][]float64, n)
	for i := range all {
		all[i] = make([]float64, sim.Lanes)
	}
	return all
}

// reset makes the block ready for other trials.
func (b *block) reset(index, first uint64, n int) {
	b.index, b.first, b.n = index, first, n
	b.failed, b.err, b.imbalance = 0, nil, 0
	for i := range b.ok {
		b.ok[i] = i < n
	}
}

// fail leaves out a trial.
func (b *block) fail(lane int, err error) {
	if b.failed == 0 {
		b.err, b.firstFail = err, b.first+uint64(lane)
	}
	b.failed++
	b.ok[lane] = false
}

// keep copies what a player has of n trials of a variant to the lanes from at on.
func (b *block) keep(p shower, variant, at, n int) {
	for i, column := range b.metrics[variant] {
		copy(column[at:at+n], p.Metric(i))
	}
	if b.inputs != nil {
		for i, column := range b.inputs[variant] {
			copy(column[at:at+n], p.Input(i))
		}
	}
	b.imbalance = max(b.imbalance, p.Imbalance())
}

// columns returns all that is kept of a variant: its metrics, then its inputs.
func (b *block) columns(variant int) [][]float64 {
	if b.inputs == nil {
		return b.metrics[variant]
	}
	return slices.Concat(b.metrics[variant], b.inputs[variant])
}

// good returns the values of a column's trials that did not fail.
func (b *block) good(column []float64) []float64 {
	if b.failed == 0 {
		return column[:b.n]
	}
	var values []float64
	for i, x := range column[:b.n] {
		if b.ok[i] {
			values = append(values, x)
		}
	}
	return values
}
