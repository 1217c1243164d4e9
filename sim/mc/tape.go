package mc

import (
	"magnetsim/sim"
	"magnetsim/sim/stat"
)

// tapeWidth is the number of trials that a tape holds, or fewer where it would take
// more than tapeBytes. A run's counts are far
// larger than a cache, so they are visited seldom and with many values: five
// variants of 261 steps and 20 series took 13 ns a value when counted by 32
// trials and 4 ns by 512.
const (
	tapeWidth = 512
	tapeBytes = 16 << 20
)

// widthOf returns the number of trials that a tape of so many rows holds: as many
// blocks as go into tapeBytes, one at least.
func widthOf(rows int) int {
	return max(sim.Lanes, min(tapeWidth, tapeBytes/2/max(1, rows)/sim.Lanes*sim.Lanes))
}

// tape is what a worker's trials wrote of their series in one variant and is not
// yet counted: 2 bytes a value, as bins.
type tape struct {
	series int
	wide   int        // trials that it holds
	width  int        // trials on it
	bins   []stat.Bin // by step, series and trial
	sums   []float64  // of the block being played, by step, then series
}

func newTape(steps, series int) *tape {
	rows := steps * series
	return &tape{series: series, wide: widthOf(rows), bins: make([]stat.Bin, rows*widthOf(rows))}
}

// begin makes new sums for a block. Those of the last belong to the tree.
func (t *tape) begin() { t.sums = make([]float64, len(t.bins)/t.wide) }

// full reports whether another block might not fit.
func (t *tape) full() bool { return t.width+sim.Lanes > t.wide }

// forget takes the first n trials off.
func (t *tape) forget(n int) {
	if n < t.width {
		for i := range len(t.bins) / t.wide {
			copy(t.row(i), t.row(i)[n:t.width])
		}
	}
	t.width -= n
}

// row returns the bins of a series at a step.
func (t *tape) row(i int) []stat.Bin { return t.bins[i*t.wide:][:t.wide] }

// record writes what a player shows at a step, n trials, behind those on the
// tape, and their sums into sums. They are on it once its width is raised.
func (t *tape) record(p shower, step, n int, sums []float64) {
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
