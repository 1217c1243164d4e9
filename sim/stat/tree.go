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
	nodes []node[T] // from the last place to the first: what comes in order is put in at the end
}

// node is a value at its place in the tree.
type node[T any] struct {
	place
	value T
}

// place is a node's place in the tree; level 0 holds the blocks.
type place struct {
	level int
	index uint64
}

func (p place) before(o place) bool {
	return p.level < o.level || p.level == o.level && p.index < o.index
}

// sibling is the place that has the same parent.
func (p place) sibling() place { return place{p.level, p.index ^ 1} }

// NewTree returns an empty tree. The merge must leave its arguments as they are.
func NewTree[T any](merge func(left, right T) T) *Tree[T] { return &Tree[T]{merge: merge} }

// Add puts in the value of a block. No block may be added twice.
func (t *Tree[T]) Add(block uint64, leaf T) { t.put(place{0, block}, leaf) }

// find is where a place is among the nodes, or would be.
func (t *Tree[T]) find(at place) (i int, there bool) {
	i = len(t.nodes)
	for i > 0 && t.nodes[i-1].before(at) {
		i--
	}
	if i > 0 && t.nodes[i-1].place == at {
		return i - 1, true
	}
	return i, false
}

// put merges a node with its sibling as far up as there is one.
func (t *Tree[T]) put(at place, value T) {
	for {
		sibling := at.sibling()
		i, there := t.find(sibling)
		if !there {
			i, _ = t.find(at)
			t.nodes = slices.Insert(t.nodes, i, node[T]{at, value})
			return
		}
		other := t.nodes[i].value
		t.nodes = slices.Delete(t.nodes, i, i+1)
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
	for _, n := range o.nodes {
		t.put(n.place, n.value)
	}
}

// Fold returns the value of all blocks, left to right over the nodes kept, and
// whether there is any.
func (t *Tree[T]) Fold() (T, bool) {
	var all T
	kept := slices.Clone(t.nodes)
	slices.SortFunc(kept, func(a, b node[T]) int {
		return cmp.Compare(a.index<<a.level, b.index<<b.level)
	})
	for i, n := range kept {
		if i == 0 {
			all = n.value
			continue
		}
		all = t.merge(all, n.value)
	}
	return all, len(kept) > 0
}
