package stat

import (
	"math/bits"
	"testing"

	"pgregory.net/rapid"
)

func join(left, right string) string { return "(" + left + right + ")" }

func TestTreeByHand(t *testing.T) {
	tree := NewTree(join)
	if _, ok := tree.Fold(); ok {
		t.Error("an empty tree has a value")
	}
	for i, leaf := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		tree.Add(uint64(i)+1, leaf)
	}
	// Blocks 1 to 7: 1 stands alone, 2–3 and 4–7 are whole branches.
	if got, _ := tree.Fold(); got != "((a(bc))((de)(fg)))" {
		t.Errorf("folded %s", got)
	}
}

// Blocks arrive in any order, in any number of shards, joined in any order: the
// brackets are the same. And few nodes are kept.
func TestTreeIsCanonical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.Uint64Range(0, 40).Draw(t, "first")
		n := rapid.IntRange(1, 40).Draw(t, "n")
		whole := NewTree(join)
		blocks := make([]uint64, n)
		for i := range blocks {
			blocks[i] = first + uint64(i)
			whole.Add(blocks[i], leafOf(blocks[i]))
		}
		if most := 2 * bits.Len(uint(n)); len(whole.nodes) > most {
			t.Fatalf("%d nodes kept of %d blocks, at most %d", len(whole.nodes), n, most)
		}
		want, _ := whole.Fold()
		joined := NewTree(join)
		for _, shard := range shards(t, rapid.Permutation(blocks).Draw(t, "order")) {
			joined.Absorb(shard)
		}
		if got, _ := joined.Fold(); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
	})
}

func leafOf(block uint64) string { return string(rune('A' + block)) }

// shards deals blocks out, in their order, to up to four trees.
func shards(t *rapid.T, blocks []uint64) []*Tree[string] {
	trees := make([]*Tree[string], rapid.IntRange(1, 4).Draw(t, "shards"))
	for i := range trees {
		trees[i] = NewTree(join)
	}
	for _, b := range blocks {
		trees[rapid.IntRange(0, len(trees)-1).Draw(t, "shard")].Add(b, leafOf(b))
	}
	return trees
}
