package sim

import (
	"fmt"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/lane"

	"pgregory.net/rapid"
)

// queueOf is a block of a model whose sectors want so much a step.
func queueOf(t testing.TB, rule chain.Allocation, demands, ranks, values, floors []float64) *Block {
	s := simple(10, 100)
	s.Rules.Allocation = rule
	s.Sectors = nil
	for i, d := range demands {
		s.Sectors = append(s.Sectors, chain.Sector{
			Name: fmt.Sprint("s", i), Demand: num(d / week), Uses: []chain.Use{{Material: "magnet"}},
			Rank: num(ranks[i]), Value: num(values[i]), Floor: num(floors[i]),
		})
	}
	return play(t, s, 1)
}

func (b *Block) shared(needs []float64, amount float64) []float64 {
	var left lane.Vector
	left[0] = amount
	claims := make([]lane.Vector, len(needs))
	for i, need := range needs {
		claims[i][0] = need
	}
	b.share(0, claims, &left)
	gives := make([]float64, len(needs))
	for i := range gives {
		gives[i] = claims[i][0]
	}
	return gives
}

// Published by hand: 40 over 50/30/20, then 70 and 85 over the same.
func TestSharesOfAPool(t *testing.T) {
	one, none := []float64{1, 1, 1}, []float64{0, 0, 0}
	needs := []float64{50, 30, 20}
	cases := []struct {
		name          string
		rule          chain.Allocation
		ranks, values []float64
		floors        []float64
		amount        float64
		want          []float64
	}{
		{"proportional 40", chain.Proportional, one, none, none, 40, []float64{20, 12, 8}},
		{"proportional 70", chain.Proportional, one, none, none, 70, []float64{35, 21, 14}},
		{"second, then first", chain.ByRank, []float64{2, 1, 3}, none, none, 40, []float64{10, 30, 0}},
		{"second, then first, 70", chain.ByRank, []float64{2, 1, 3}, none, none, 70, []float64{40, 30, 0}},
		{"equal ranks share", chain.ByRank, []float64{2, 1, 2}, none, none, 65, []float64{25, 30, 10}},
		{"highest value first", chain.ByValue, one, []float64{5, 1, 9}, none, 40, []float64{20, 0, 20}},
		{"equal shares", chain.EqualShares, one, none, none, 40, []float64{40.0 / 3, 40.0 / 3, 40.0 / 3}},
		{"equal shares fill the small", chain.EqualShares, one, none, none, 85, []float64{35, 30, 20}},
		{"equal shares above a floor", chain.EqualShares, one, none, []float64{0.8, 0, 0}, 70, []float64{40, 15, 15}},
		{"equal shares reach a floor", chain.EqualShares, one, none, []float64{0.5, 0, 0}, 76, []float64{28, 28, 20}},
		{"equal shares from three floors", chain.EqualShares, one, none, []float64{0.2, 0.1, 0.9}, 40, []float64{11, 11, 18}},
		{"floors first", chain.ByRank, []float64{2, 1, 3}, none, []float64{0, 0, 0.5}, 40, []float64{0, 30, 10}},
		{"floors that cannot be met", chain.ByRank, []float64{2, 1, 3}, none, []float64{0.4, 0, 1}, 20, []float64{10, 0, 10}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := queueOf(t, c.rule, needs, c.ranks, c.values, c.floors).shared(needs, c.amount)
			for i := range got {
				near(t, fmt.Sprint("sector ", i), got[i], c.want[i], 1e-12*50)
			}
		})
	}
}

// Whatever the rule: nobody gets more than its need, and all is given that is
// there and needed.
func TestSharesAddUp(t *testing.T) {
	blocks := map[chain.Allocation]*Block{}
	for _, rule := range []chain.Allocation{chain.Proportional, chain.ByRank, chain.ByValue, chain.EqualShares} {
		blocks[rule] = queueOf(t, rule, []float64{1, 1, 1, 1}, []float64{1, 2, 2, 3}, []float64{4, 1, 1, 9}, []float64{0.2, 0, 1, 0.5})
	}
	rapid.Check(t, func(r *rapid.T) {
		rule := chain.Allocation(rapid.IntRange(0, 3).Draw(r, "rule"))
		needs := rapid.SliceOfN(rapid.Float64Range(0, 100), 4, 4).Draw(r, "needs")
		amount := rapid.Float64Range(0, 400).Draw(r, "amount")
		total, given := 0.0, 0.0
		for i, x := range blocks[rule].shared(needs, amount) {
			if x < 0 || x > needs[i]*(1+1e-12) {
				r.Fatalf("consumer %d gets %g of a need of %g", i, x, needs[i])
			}
			given += x
			total += needs[i]
		}
		if want := min(total, amount); given < want-1e-9 || given > want+1e-9 {
			r.Fatalf("%g given of %g there and %g needed", given, amount, total)
		}
	})
}
