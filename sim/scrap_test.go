package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
)

// recycled is a world whose products live for ten years, with a Weibull shape, and come
// back whole to a works that makes a magnet of each.
func recycled(years, shape, past float64) *chain.Scenario {
	s := simple(int(years*weeksPerYear), 10)
	s.Plants = []chain.Plant{{
		Name: "works", Makes: "magnet", Capacity: num(1e6),
		Scrap: &chain.Scrap{Of: "magnet", Life: num(10), Shape: num(shape), Collected: num(1), Yield: num(1), Past: num(past)},
	}}
	return s
}

// made plays a scenario and returns what its works makes in each step.
func made(t *testing.T, s *chain.Scenario) (all []float64) {
	playEach(t, s, 1, func(b *Block, _ int) { all = append(all, b.plt[0].Made[0]) })
	return all
}

// Of a constant inflow from nothing what comes back after t years is F(t) of it: the
// integral of f from 0 to t. After the ten years of a mean life with shape 2, λ =
// 10/Γ(1.5), it is 1 − e^{−(Γ(1.5))²} = 1 − e^{−π/4}.
func TestScrapOfAConstantInflowFromNothing(t *testing.T) {
	all := made(t, recycled(12, 2, 0))
	for _, years := range []int{1, 5, 10} {
		k := int(math.Round(float64(years) * weeksPerYear))
		want := 1 - math.Exp(-math.Pow(float64(k)*week/10*math.Gamma(1.5), 2))
		near(t, "made after years, t a week", all[k], want, 1e-9)
	}
	near(t, "after a mean life, t a week", all[int(math.Round(10*weeksPerYear))], 1-math.Exp(-math.Pi/4), 1e-3)
}

// What was used before the start comes back too. Constant use for ever comes back whole;
// of an exponential life (shape 1) and use that has grown by 8% a year, q = 1.08^−Δ and
// r = e^{−Δ/10}, it is Σ qⁿ(r^{n−1} − rⁿ) = q(1−r)/(1−qr) at the start.
func TestScrapOfThePast(t *testing.T) {
	for _, k := range []int{0, 50, 99} {
		near(t, "of constant use, t a week", made(t, recycled(2, 3, 90))[k], 1, 1e-9)
	}
	s := recycled(2, 1, 300)
	s.Plants[0].Scrap.Growth = num(0.08)
	q, r := math.Pow(1.08, -week), math.Exp(-week/10)
	near(t, "of use that grew, t a week", made(t, s)[0], q*(1-r)/(1-q*r), 1e-9)

	s.Plants[0].Scrap.Collected, s.Plants[0].Scrap.Yield, s.Plants[0].Capacity = num(0.5), num(0.8), num(0.1/week)
	near(t, "of half, at 80%, up to capacity, t a week", made(t, s)[0], min(0.1, 0.4*q*(1-r)/(1-q*r)), 1e-9)
}

// What comes back is planned, so that imports make up the rest and nothing is short or
// in excess: stocks stay on target through ten years of growing scrap.
func TestScrapIsPlanned(t *testing.T) {
	b := playEach(t, recycled(10, 2, 0), 1, func(b *Block, _ int) {
		near(t, "stock, t", b.con[0].Stock[0], 5, 1e-8)
	})
	near(t, "lost, t", b.value(t, "shortfall.auto"), 0, 1e-9)
}
