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

// parted gathers moments along a tree of blocks: of all trials, and by replicate.
type parted[T any] struct {
	all   *stat.Tree[T]
	parts []*stat.Tree[T] // nil where all trials are independent
}

func newParted[T any](replicates int, merge func(a, b T) T) parted[T] {
	p := parted[T]{all: stat.NewTree(merge)}
	for range replicates {
		p.parts = append(p.parts, stat.NewTree(merge))
	}
	return p
}

// add puts in n trials of a block and their replicates. Of returns the moments of those
// from one to before another.
func (p *parted[T]) add(block uint64, n int, part []int, of func(from, to int) T) {
	p.all.Add(block, of(0, n))
	if p.parts == nil {
		return
	}
	// Within each replicate the trials of a block are numbered in their order: a tree
	// takes one value under a number.
	per, next := uint64(max(1, sim.Lanes/len(p.parts))), make([]uint64, len(p.parts))
	for i, r := range part {
		p.parts[r].Add(block*per+next[r], of(i, i+1))
		next[r]++
	}
}

func (p *parted[T]) absorb(o parted[T]) {
	p.all.Absorb(o.all)
	for i, t := range o.parts {
		p.parts[i].Absorb(t)
	}
}

// folded returns the moments of all trials, and of each replicate that has any.
func (p parted[T]) folded() (all T, parts []T) {
	for _, t := range p.parts {
		if x, ok := t.Fold(); ok {
			parts = append(parts, x)
		}
	}
	all, _ = p.all.Fold()
	return all, parts
}

// pair gathers a Paired block by block.
type pair struct {
	parted[stat.Moments]
	better, worse, n int64
}

func newPair(replicates int) *pair {
	return &pair{parted: newParted(replicates, stat.Moments.Merge)}
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
	p.parted.add(block, len(values), part, func(from, to int) stat.Moments { return stat.MomentsOf(differences[from:to]) })
}

func (p *pair) absorb(o *pair) {
	p.parted.absorb(o.parted)
	p.better += o.better
	p.worse += o.worse
	p.n += o.n
}

func (p *pair) paired() Paired {
	all, parts := p.folded()
	return Paired{all, p.better, p.worse, p.n, parts}
}

// cross gathers the joint moments of two differences block by block.
type cross struct{ parted[stat.Joint] }

func newCross(replicates int) *cross { return &cross{newParted(replicates, stat.Joint.Merge)} }

func (c *cross) add(block uint64, xs, ys []float64, part []int) {
	c.parted.add(block, len(xs), part, func(from, to int) stat.Joint { return stat.JointOf(xs[from:to], ys[from:to]) })
}

// joint returns the joint moments of all trials or, where they fall into
// replicates, of the replicates' means: what is told of a ratio rests on these.
func (c *cross) joint() stat.Joint {
	all, parts := c.folded()
	if c.parts == nil {
		return all
	}
	var xs, ys []float64
	for _, j := range parts {
		xs, ys = append(xs, j.AverageX), append(ys, j.AverageY)
	}
	return stat.JointOf(xs, ys)
}

// change returns the differences of a metric between a variant and variant 0,
// of the trials that did not fail.
func (b *block) change(variant, metric int) []float64 {
	return differences(b.good(b.metrics[0][metric]), b.good(b.metrics[variant][metric]))
}
