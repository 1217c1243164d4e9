package mc

import (
	"math"

	"magnetsim/sim/stat"
)

// Paired compares a metric of a variant with that of variant 0 on the same
// draws.
type Paired struct {
	Difference stat.Moments // of the variant minus variant 0
	Better     int64        // trials in which the variant is lower
	Worse      int64        // trials in which it is higher
	N          int64
}

// pair gathers a Paired block by block.
type pair struct {
	moments          *stat.Tree[stat.Moments]
	better, worse, n int64
}

func newPair() *pair { return &pair{moments: stat.NewTree(stat.Moments.Merge)} }

// add puts in the values of a block. Two that are both +Inf do not differ.
func (p *pair) add(block uint64, zero, values []float64) {
	differences := make([]float64, len(values))
	for i, x := range values {
		switch {
		case x < zero[i]:
			p.better++
		case x > zero[i]:
			p.worse++
		case math.IsInf(x, 1):
			continue
		}
		differences[i] = x - zero[i]
	}
	p.n += int64(len(values))
	p.moments.Add(block, stat.MomentsOf(differences))
}

func (p *pair) join(o *pair) *pair {
	return &pair{p.moments.Join(o.moments), p.better + o.better, p.worse + o.worse, p.n + o.n}
}

func (p *pair) paired() Paired {
	m, _ := p.moments.Fold()
	return Paired{m, p.better, p.worse, p.n}
}

// cross gathers the joint moments of two differences block by block.
type cross = stat.Tree[stat.Joint]

func newCrosses(n int) []*cross {
	all := make([]*cross, n)
	for i := range all {
		all[i] = stat.NewTree(stat.Joint.Merge)
	}
	return all
}

// change returns the differences of a metric between a variant and variant 0,
// of the trials that did not fail.
func (b *block) change(variant, metric int) []float64 {
	zero, values := b.good(b.metrics[0][metric]), b.good(b.metrics[variant][metric])
	all := make([]float64, len(values))
	for i, x := range values {
		all[i] = x - zero[i]
	}
	return all
}
