package mc

import (
	"math"
	"sync"

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

func (f *follow) join(o *follow) *follow {
	joined := newFollow(len(f.locks), f.series)
	joined.sums = f.sums.Join(o.sums)
	for i := range joined.counts {
		joined.counts[i] = *f.counts[i].Join(&o.counts[i])
	}
	return joined
}
