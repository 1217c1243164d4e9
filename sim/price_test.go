package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
)

// Half of supply goes for ever. With supply elasticity ε = 0.2 and demand
// elasticity η = 0.3 the price settles where demand has fallen to what is left:
// π^{−η} = ½·π^{ε}, so π = 2^{1/(ε+η)} = 4. The settling is a contraction, so
// that after 20 years the rest is rounding.
func TestPriceSettlesWhereDemandMeetsSupply(t *testing.T) {
	s := simple(1044, 1)
	s.Materials[0].Elasticity = num(0.2)
	s.Sectors[0].PriceResponse = num(0.3)
	s.Curbs = []chain.Curb{embargo(52, 2000, 0.5)}
	away, paid := 0.0, []float64{0}
	b := playEach(t, s, 1, func(b *Block, _ int) {
		away += b.con[0].Demand[0] - b.con[0].Effective[0]
		paid = append(paid, b.sec[0].dearer[0])
	})
	near(t, "price", b.mat[0].Price[0], 4, 1e-6)
	near(t, "wanted at it, of 1 t", b.con[0].Effective[0], math.Pow(4, -0.3), 1e-6)
	near(t, "priced out, t", b.value(t, "priced_out.auto"), away, 1e-6)
	last := len(paid) - 1
	near(t, "paid above the base price in the last week", paid[last]-paid[last-1], 0.5*(4-1)*50_000, 1)
	near(t, "paid above the base price before the cut", paid[52], 0, 0)
	near(t, "surcharge", b.value(t, "surcharge.auto"), paid[last], 0)
	near(t, "surcharge of all", b.value(t, "surcharge.total"), paid[last], 0)
}

// After a cut of a year the price is 1 again.
func TestPriceReturnsAfterACut(t *testing.T) {
	s := simple(520, 10)
	s.Materials[0].Elasticity, s.Materials[0].PriceCap = num(0.2), num(3)
	s.Sectors[0].PriceResponse = num(0.3)
	s.Curbs = []chain.Curb{embargo(52, 52, 1)}
	peak := 0.0
	b := playEach(t, s, 1, func(b *Block, _ int) { peak = math.Max(peak, b.mat[0].Price[0]) })
	near(t, "price at the end", b.mat[0].Price[0], 1, 1e-9)
	near(t, "peak, at the cap", peak, 3, 0)
	near(t, "peak reported", b.value(t, "peak_price.magnet"), 3, 0)
}
