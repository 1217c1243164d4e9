package mc

import (
	"magnetsim/sim"
	"magnetsim/sim/stat"
)

// tapeWidth is the number of trials that a tape holds. A run's counts are far
// larger than a cache, so they are visited seldom and with many values: five
// variants of 261 steps and 20 series took 13 ns a value when counted by 32
// trials and 4 ns by 512.
const tapeWidth = 512

// tape is what a worker's trials wrote of their series in one variant and is not
// yet counted: 2 bytes a value, as bins.
type tape struct {
	series int
	width  int        // trials on it
	bins   []stat.Bin // by step, series and trial: tapeWidth wide
	sums   []float64  // of the block being played, by step, then series
}

func newTape(steps, series int) *tape {
	return &tape{series: series, bins: make([]stat.Bin, steps*series*tapeWidth)}
}

// begin makes new sums for a block. Those of the last belong to the tree.
func (t *tape) begin() { t.sums = make([]float64, len(t.bins)/tapeWidth) }

// full reports whether another block might not fit.
func (t *tape) full() bool { return t.width+sim.Lanes > tapeWidth }

// forget takes the first n trials off.
func (t *tape) forget(n int) {
	if n < t.width {
		for i := range len(t.bins) / tapeWidth {
			copy(t.row(i), t.row(i)[n:t.width])
		}
	}
	t.width -= n
}

// row returns the bins of a series at a step.
func (t *tape) row(i int) []stat.Bin { return t.bins[i*tapeWidth:][:tapeWidth] }

// record writes what a player shows at a step, n trials, behind those on the
// tape, and their sums into sums. They are on it once its width is raised.
func (t *tape) record(p player, step, n int, sums []float64) {
	for s := range t.series {
		row := step*t.series + s
		values, bins := p.SeriesNow(s)[:n], t.row(row)[t.width:]
		for i, x := range values {
			bins[i] = stat.BinOf(x)
		}
		sums[row] = sum(values)
	}
}

// sum adds up in four strands, so that one addition need not wait for the last.
func sum(values []float64) float64 {
	var a, b, c, d float64
	for ; len(values) >= 4; values = values[4:] {
		a += values[0]
		b += values[1]
		c += values[2]
		d += values[3]
	}
	for _, x := range values {
		a += x
	}
	return (a + b) + (c + d)
}
