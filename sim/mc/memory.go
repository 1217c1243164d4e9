package mc

import (
	"magnetsim/sim"
	"magnetsim/sim/stat"
)

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
		if p.Trials > p.Retain {
			kept = sketched
		}
		all += 8 * kept * metrics
		perWorker := rows*2*int64(widthOf(int(rows))) + 4*(8*rows+8*sim.Lanes*(metrics+int64(len(m.Inputs()))))
		all += int64(p.Workers) * perWorker
	}
	return all
}

const (
	treeDepth = 24   // of sums: 2^24 blocks
	sketched  = 4096 // bins of a sketch, about
)
