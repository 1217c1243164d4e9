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
	counts []stat.Counts // by step, then series
	locks  []sync.Mutex  // by step
	tree   sync.Mutex
	sums   *stat.Tree[[]float64] // by step, then series
}

func newFollow(steps, series int) *follow {
	return &follow{
		series: series,
		counts: make([]stat.Counts, steps*series),
		locks:  make([]sync.Mutex, steps),
		sums:   stat.NewTree(addSums),
	}
}

func addSums(left, right []float64) []float64 {
	sum := make([]float64, len(left))
	for i, x := range left {
		sum[i] = x + right[i]
	}
	return sum
}

// add puts in a block's tape. Workers seldom meet: they hold one step at a time.
func (f *follow) add(block uint64, t *tape) {
	f.tree.Lock()
	f.sums.Add(block, t.sums)
	f.tree.Unlock()
	for step := range f.locks {
		f.locks[step].Lock()
		for row := step * f.series; row < (step+1)*f.series; row++ {
			f.counts[row].AddBins(t.bins[row*sim.Lanes:][:t.width])
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

func (f *follow) join(o *follow) *follow {
	joined := newFollow(len(f.locks), f.series)
	joined.sums = f.sums.Join(o.sums)
	for i := range joined.counts {
		joined.counts[i] = *f.counts[i].Join(&o.counts[i])
	}
	return joined
}

// tape is what a block's trials wrote of their series in one variant, kept back
// until all variants have played the block.
type tape struct {
	series int
	width  int        // trials on it
	bins   []stat.Bin // by step, series and trial: sim.Lanes wide
	sums   []float64  // by step, then series
}

func newTape(steps, series int) *tape {
	return &tape{series: series, bins: make([]stat.Bin, steps*series*sim.Lanes)}
}

// clear makes the tape ready for another block. The sums of the last belong to
// the tree.
func (t *tape) clear() {
	t.width = 0
	t.sums = make([]float64, len(t.bins)/sim.Lanes)
}

// record writes what a player shows at a step: n trials from place at on, their
// sums into sums.
func (t *tape) record(p player, step, at, n int, sums []float64) {
	for s := range t.series {
		row := step*t.series + s
		sums[row] = binAndSum(t.bins[row*sim.Lanes+at:][:n], p.SeriesNow(s))
	}
}

// binAndSum sets bins to those of values and returns their sum.
func binAndSum(bins []stat.Bin, values []float64) float64 {
	values = values[:len(bins)]
	for i, x := range values {
		bins[i] = stat.BinOf(x)
	}
	return sum(values)
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
