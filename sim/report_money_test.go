package sim

import (
	"testing"

	"magnetsim/sim/chain"
)

// A stock that is filled at the base price, held for nothing and never released is
// worth what was paid for it: it costs nothing, and rounding is no cost.
func TestAFullStockCostsNothing(t *testing.T) {
	s := simple(104, 3)
	s.Stockpiles = []chain.Stockpile{{
		Name: "national", Material: "magnet", Target: chain.Amount{Number: num(7.3)}, Initial: chain.Amount{Number: num(0)},
		Fill: chain.Rate{Number: num(0.13 / week)},
	}}
	b := play(t, s, 5)
	if bought := b.value(t, "bought.national"); !(bought > 7) {
		t.Fatalf("%v t were bought, want 7.3", bought)
	}
	if cost := b.value(t, "cost.total"); cost != 0 {
		t.Errorf("the stock cost %v", cost)
	}
}
