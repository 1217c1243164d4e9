package mc

import (
	"math"

	"magnetsim/sim"
	"magnetsim/sim/stat"
)

// Paired compares a metric of a variant with that of variant 0 on the same
// draws.
type Paired struct {
	Difference stat.Moments // of the variant minus variant 0
	Better     int64        // trials in which the variant is lower
	Worse      int64        // trials in which it is higher
	N          int64

	parts []stat.Moments // of the difference, by replicate; nil where all trials are independent
}

// Mean returns the mean difference. Its error is that of the design: where trials
// fall into replicates, that of the replicates' means.
func (p Paired) Mean() stat.Estimate {
	if p.parts == nil {
		return p.Difference.Mean()
	}
	e := stat.Batches(p.parts).Mean()
	e.N = p.N
	return e
}

// pair gathers a Paired block by block.
type pair struct {
	moments          *stat.Tree[stat.Moments]
	better, worse, n int64
	parts            []*stat.Tree[stat.Moments] // by replicate
}

func newPair(replicates int) *pair {
	return &pair{moments: stat.NewTree(stat.Moments.Merge), parts: trees(replicates, stat.Moments.Merge)}
}

// trees returns n empty trees; nil for none.
func trees[T any](n int, merge func(a, b T) T) (all []*stat.Tree[T]) {
	for range n {
		all = append(all, stat.NewTree(merge))
	}
	return all
}

// add puts in the values of a block and their replicates. Two that are both +Inf
// do not differ.
func (p *pair) add(block uint64, zero, values []float64, part []int) {
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
	for i, key := range keysOf(block, part, len(p.parts)) {
		p.parts[part[i]].Add(key, stat.MomentsOf(differences[i:i+1]))
	}
}

// keysOf numbers the values of a block within each replicate, in the order of trials:
// a tree takes one value under a number.
func keysOf(block uint64, part []int, replicates int) []uint64 {
	if part == nil {
		return nil
	}
	per := uint64(max(1, sim.Lanes/replicates))
	keys, next := make([]uint64, len(part)), make([]uint64, replicates)
	for i, r := range part {
		keys[i] = block*per + next[r]
		next[r]++
	}
	return keys
}

func (p *pair) join(o *pair) *pair {
	return &pair{p.moments.Join(o.moments), p.better + o.better, p.worse + o.worse, p.n + o.n, joinTrees(p.parts, o.parts)}
}

func joinTrees[T any](a, b []*stat.Tree[T]) []*stat.Tree[T] {
	return joinAll(a, b, (*stat.Tree[T]).Join)
}

func (p *pair) paired() Paired {
	m, _ := p.moments.Fold()
	return Paired{m, p.better, p.worse, p.n, folded(p.parts)}
}

// folded returns the values of all trees that hold any.
func folded[T any](trees []*stat.Tree[T]) (all []T) {
	for _, t := range trees {
		if x, ok := t.Fold(); ok {
			all = append(all, x)
		}
	}
	return all
}

// cross gathers the joint moments of two differences block by block.
type cross struct {
	all   *stat.Tree[stat.Joint]
	parts []*stat.Tree[stat.Joint] // by replicate
}

func newCrosses(n, replicates int) []*cross {
	all := make([]*cross, n)
	for i := range all {
		all[i] = &cross{stat.NewTree(stat.Joint.Merge), trees(replicates, stat.Joint.Merge)}
	}
	return all
}

func (c *cross) add(block uint64, xs, ys []float64, part []int) {
	c.all.Add(block, stat.JointOf(xs, ys))
	for i, key := range keysOf(block, part, len(c.parts)) {
		c.parts[part[i]].Add(key, stat.JointOf(xs[i:i+1], ys[i:i+1]))
	}
}

func (c *cross) join(o *cross) *cross {
	return &cross{c.all.Join(o.all), joinTrees(c.parts, o.parts)}
}

// joint returns the joint moments of all trials or, where they fall into
// replicates, of the replicates' means: what is told of a ratio rests on these.
func (c *cross) joint() stat.Joint {
	if c.parts == nil {
		j, _ := c.all.Fold()
		return j
	}
	var xs, ys []float64
	for _, j := range folded(c.parts) {
		xs, ys = append(xs, j.AverageX), append(ys, j.AverageY)
	}
	return stat.JointOf(xs, ys)
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
