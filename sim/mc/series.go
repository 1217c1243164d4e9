package mc

import (
	"math"
	"sync"

	"magnetsim/sim"
	"magnetsim/sim/stat"
)

// follow is the time series of one variant, gathered by all workers: whole
// counts, which may come in any order, and sums on a tree of blocks. Its size
// does not depend on the number of trials or workers.
type follow struct {
	series int
	counts []stat.Counts         // by step, then series
	locks  []sync.Mutex          // by step
	sums   *stat.Tree[[]float64] // by step, then series
}

func newFollow(steps, series int) *follow {
	return &follow{
		series: series,
		counts: make([]stat.Counts, steps*series),
		locks:  make([]sync.Mutex, steps),
		sums:   stat.NewTree(mergeSums),
	}
}

func mergeSums(left, right []float64) []float64 {
	sum := make([]float64, len(left))
	for i, x := range left {
		sum[i] = x + right[i]
	}
	return sum
}

// addBins puts in the bins of the first n trials of a tape. Workers seldom meet:
// they hold one step at a time.
func (f *follow) addBins(t *tape, n int) {
	for step := range f.locks {
		f.locks[step].Lock()
		for row := step * f.series; row < (step+1)*f.series; row++ {
			f.counts[row].AddBins(t.row(row)[:n])
		}
		f.locks[step].Unlock()
	}
}

func (f *follow) at(step, series int) *stat.Counts { return &f.counts[step*f.series+series] }

func (f *follow) mean(series int, n int64) []float64 {
	sums, ok := f.sums.Fold()
	means := make([]float64, len(f.locks))
	for step := range means {
		means[step] = math.NaN()
		if ok && n > 0 {
			means[step] = sums[step*f.series+series] / float64(n)
		}
	}
	return means
}

func (f *follow) absorb(o *follow) {
	f.sums.Absorb(o.sums)
	for i := range f.counts {
		f.counts[i].Absorb(&o.counts[i])
	}
}

// tapeWidth is the number of trials that a tape holds, or fewer where it would take
// more than tapeBytes. A run's counts are far
// larger than a cache, so they are visited seldom and with many values: five
// variants of 261 steps and 20 series took 13 ns a value when counted by 32
// trials and 4 ns by 512.
const (
	tapeWidth = 1024
	tapeBytes = 16 << 20
)

// widthOf returns the number of trials that a tape of so many rows holds: as many
// blocks as go into tapeBytes, one at least, and no more than there are to play.
func widthOf(rows, trials int) int {
	return max(sim.Lanes, min(tapeWidth, blocks(trials)*sim.Lanes, tapeBytes/2/max(1, rows)/sim.Lanes*sim.Lanes))
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

func newTape(steps, series, trials int) *tape {
	rows := steps * series
	t := &tape{series: series, wide: widthOf(rows, trials)}
	if used, _ := tapes.Get().(*tape); used != nil && cap(used.bins) >= rows*t.wide {
		t.bins = used.bins[:rows*t.wide]
	} else {
		t.bins = make([]stat.Bin, rows*t.wide)
	}
	return t
}

// tapes are tapes that nobody uses any more. To make them anew takes a fiftieth of the time in
// which they are filled once.
var tapes sync.Pool

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

// MostMemory returns about how many bytes the play of a plan takes at most: the
// counts of its time series, the values or sketches of its metrics, and what each
// worker holds. The models themselves are not counted.
func (p Plan) MostMemory() int64 {
	p = p.withDefaults()
	var all int64
	for _, m := range p.Models {
		rows, metrics := int64(m.Steps()*len(m.Series())), int64(len(m.Metrics()))
		if p.NoSeries {
			rows = 0
		}
		all += rows * (stat.MostCounts + 8*treeDepth)
		kept := int64(p.Trials)
		if max(p.Trials, p.Of) > p.Retain {
			kept = sketched
		}
		all += 8 * kept * metrics
		perWorker := rows*2*int64(widthOf(int(rows), p.each())) + 4*(8*rows+8*sim.Lanes*(metrics+int64(len(m.Inputs()))))
		all += int64(p.Workers) * perWorker
	}
	return all
}

const (
	treeDepth = 24   // of sums: 2^24 blocks
	sketched  = 4096 // bins of a sketch, about
)
