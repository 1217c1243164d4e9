package sim

import (
	"fmt"
	"testing"

	"magnetsim/sim/chain"
)

// The whole ledger of an embargo, by hand. Use 1 t a week, cover 5 weeks, lead
// time 5 weeks, a total stop from week 20 to week 40.
//
// Until week 19 five tonnes are under way at the end of each step (the order of
// this step replaces the arrival of the next) and five in stock. What was
// shipped in weeks 15 to 19 arrives in weeks 20 to 24, so the stock begins to
// fall in week 25 and is gone at the end of week 29. Weeks 30 to 44 are short:
// the first shipment after the stop leaves in week 40 and arrives in week 45.
func TestLedgerOfAnEmbargoByHand(t *testing.T) {
	s := simple(60, 5.2)
	s.Curbs = []chain.Curb{embargo(20, 20, 1)}
	playEach(t, s, 1, func(b *Block, k int) {
		arrived, stock, road, lost, shipped := 1.0, 5.0, 5.0, 0.0, 1.0
		switch {
		case k < 20:
		case k < 25:
			road, shipped = float64(24-k), 0
		case k < 30:
			arrived, stock, road, shipped = 0, float64(29-k), 0, 0
		case k < 40:
			arrived, stock, road, shipped, lost = 0, 0, 0, 0, 1
		case k < 45:
			arrived, stock, lost = 0, 0, 1
			road = b.mat[0].Underway[0] // recovery is ordered at the buyers' pace
			shipped = b.src[0].Ship[0]
		default:
			return
		}
		at := func(what string) string { return fmt.Sprintf("week %d: %s", k, what) }
		near(t, at("arrived"), b.mat[0].Arrived[0], arrived, 1e-12)
		near(t, at("stock"), b.con[0].Stock[0], stock, 1e-9)
		near(t, at("under way"), b.mat[0].Underway[0], road, 1e-9)
		near(t, at("lost"), b.con[0].Lost[0], lost, 1e-9)
		near(t, at("shipped"), b.src[0].Ship[0], shipped, 1e-9)
	})
}

// Orders after the stop: the plan's 1 t a week plus an eighth of the gaps in
// pipeline and stock, since buyers restock over 8 weeks. At week 40 the pipeline
// should hold 4 t before the day's order (ℓ − 1 weeks) and holds none, the stock
// 5 t and holds none: 1 + (4 + 5)/8 = 2.125 t.
func TestFirstOrderAfterAnEmbargoByHand(t *testing.T) {
	s := simple(60, 5.2)
	s.Curbs = []chain.Curb{embargo(20, 20, 1)}
	playEach(t, s, 1, func(b *Block, k int) {
		if k == 40 {
			near(t, "shipped in week 40", b.src[0].Ship[0], 1+(4.0+5.0)/8, 1e-12)
		}
	})
}
