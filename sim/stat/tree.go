package stat

import (
	"cmp"
	"slices"
)

// Tree folds one value a block into one value of all, along a binary tree fixed
// by the numbers of the blocks: the parent of nodes 2i and 2i+1 of a level is
// node i of the next. So the result has the same bits for any order in which the
// blocks arrive and for any way in which they were shared out, though float
// addition is not associative.
//
// It keeps a node where the sibling is missing, and no leaf below: about log2 of
// the blocks for a contiguous range.
type Tree[T any] struct {
	merge func(left, right T) T
	nodes map[place]T
}

// place is a node's place in the tree; level 0 holds the blocks.
type place struct {
	level int
	index uint64
}

// NewTree returns an empty tree. The merge must leave its arguments as they are.
func NewTree[T any](merge func(left, right T) T) *Tree[T] {
	return &Tree[T]{merge, map[place]T{}}
}

// Add puts in the value of a block. No block may be added twice.
func (t *Tree[T]) Add(block uint64, leaf T) { t.put(place{0, block}, leaf) }

// put merges a node with its sibling as far up as there is one.
func (t *Tree[T]) put(at place, value T) {
	for {
		sibling := place{at.level, at.index ^ 1}
		other, ok := t.nodes[sibling]
		if !ok {
			t.nodes[at] = value
			return
		}
		delete(t.nodes, sibling)
		if sibling.index < at.index {
			value = t.merge(other, value)
		} else {
			value = t.merge(value, other)
		}
		at = place{at.level + 1, at.index >> 1}
	}
}

// Absorb puts in the blocks of another tree, which have none in common with its own.
func (t *Tree[T]) Absorb(o *Tree[T]) {
	for at, value := range o.nodes {
		t.put(at, value)
	}
}

// Fold returns the value of all blocks, left to right over the nodes kept, and
// whether there is any.
func (t *Tree[T]) Fold() (T, bool) {
	var all T
	kept := make([]place, 0, len(t.nodes))
	for at := range t.nodes {
		kept = append(kept, at)
	}
	slices.SortFunc(kept, func(a, b place) int {
		return cmp.Compare(a.index<<a.level, b.index<<b.level)
	})
	for i, at := range kept {
		if i == 0 {
			all = t.nodes[at]
			continue
		}
		all = t.merge(all, t.nodes[at])
	}
	return all, len(kept) > 0
}
