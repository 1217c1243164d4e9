package study

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Strata are what is left of the candidates, ordered by score and then by number, cut in
// halves; and of each come those first that have the lowest numbers.
func TestStrataAreHalves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(10*fewestMembers, 30*fewestMembers).Draw(t, "candidates")
		kinds := rapid.IntRange(1, 2*n).Draw(t, "scores") // few of them are much alike
		scores := make([]float32, n)
		for i := range scores {
			scores[i] = float32(rapid.IntRange(0, kinds).Draw(t, "score") / 2)
		}
		order := upTo(n)
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[a], scores[b]) })
		strata := halve(scores)
		first := rapid.IntRange(0, 1000).Draw(t, "first")
		counts := make([]int, len(strata))
		for h, x := range strata {
			counts[h] = rapid.IntRange(0, x.size).Draw(t, "count")
		}
		left := n
		for h, got := range membersOf(strata, scores, counts, first) {
			x := strata[h]
			part := slices.Clone(order[:x.size])
			order = order[x.size:]
			if x.least != scores[part[0]] {
				t.Fatalf("stratum %d begins at %v, not at %v", h, x.least, scores[part[0]])
			}
			if h%2 == 1 {
				if last := left - strata[h-1].size - x.size; last > 0 && last != left-left/2 {
					t.Fatalf("%d of %d candidates are above stratum %d", last, left, h)
				} else {
					left = last
				}
			}
			slices.Sort(part)
			var want []uint64
			for _, i := range part[:counts[h]] {
				want = append(want, uint64(first+i))
			}
			if !slices.Equal(got, want) {
				t.Fatalf("the members of stratum %d are %v, not %v", h, got, want)
			}
		}
		if len(order) > 0 {
			t.Fatalf("%d candidates are in no stratum", len(order))
		}
	})
}
