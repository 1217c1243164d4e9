package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
)

// stocked is a world with 20 t in a strategic stock and an embargo from week 20 on.
func stocked(weeks int, usable ...chain.Fit) *chain.Scenario {
	s := simple(weeks, 10)
	s.Curbs = []chain.Curb{embargo(20, 1000, 1)}
	s.Stockpiles = []chain.Stockpile{{Name: "national", Material: "magnet", Target: chain.Amount{Number: num(20)}, Usable: usable}}
	return s
}

// Of 20 t, of which 60% fit, 12 t are released and no more, however long the embargo: of
// the 75 weeks without arrivals 5 are covered by the buyers' own stock and 12 by this.
func TestOnlyWhatFitsIsReleased(t *testing.T) {
	b := play(t, stocked(100, chain.Fit{User: "auto", Share: num(0.6)}), 1)
	near(t, "released, t", b.value(t, "released.national"), 12, 1e-9)
	near(t, "lost, t", b.value(t, "shortfall.auto"), 75-5-12, 1e-9)
	near(t, "exhausted", b.value(t, "exhausted.national"), 1, 0)
	near(t, "end value, USD", b.value(t, "end_value.national"), 0, 1e-6)
	near(t, "released where all fits, t", play(t, stocked(100), 1).value(t, "released.national"), 20, 1e-9)
}

// By hand: of 10 t, of which 5 t fit cars and all fit wind, cars take 2 t and wind 3 t.
// Of what went to wind half fitted cars: 5 − 2 − 3·5/10 = 1.5 t are left for cars, of 5.
func TestWhatIsTakenFittedOthersToo(t *testing.T) {
	s := stocked(31, chain.Fit{User: "auto", Share: num(0.5)})
	other := s.Sectors[0]
	other.Name = "wind"
	s.Sectors = append(s.Sectors, other)
	s.Sectors[0].Demand, s.Sectors[1].Demand = num(2/week), num(3/week)
	s.Stockpiles[0].Target.Number = num(10)
	b := play(t, s, 1) // stocks of 5 weeks are used up in week 29
	near(t, "released, t", b.value(t, "released.national"), 5, 1e-9)
	near(t, "fits cars, t", b.fitting[0].fit[0][0], 1.5, 1e-9)
	near(t, "fits wind, t", b.fitting[0].fit[1][0], 5, 1e-9)
	near(t, "sellable, t", b.sellable(0, 0), 5, 1e-9)
}

// What fits falls by e^{−falls·t}; where a share is rotated each year it settles at
// usable·φ/(1 − (1−φ)e^{−falls·Δ}), φ of a step. A year's rotation costs what fits nobody.
func TestAStockAgesAndIsRotated(t *testing.T) {
	s := stocked(261, chain.Fit{User: "auto", Share: num(0.8)})
	s.Curbs = nil
	s.Stockpiles[0].Falls = num(0.1)
	b := play(t, s, 1)
	near(t, "fits after five years, t", b.fitting[0].fit[0][0], 16*math.Exp(-0.1*261*week), 1e-9)

	s.Stockpiles[0].Rotation = num(0.5)
	s.Horizon = 30
	b = play(t, s, 1)
	dt := b.m.dt
	phi := 0.5 * dt
	near(t, "fits in the end, t", b.fitting[0].fit[0][0], 20*0.8*phi/(1-(1-phi)*math.Exp(-0.1*dt)), 1e-4)

	s.Stockpiles[0].Falls, s.Horizon = num(0), 2
	near(t, "rotation for two years, USD", play(t, s, 1).value(t, "holding.national"), 2*0.5*20*0.2*50_000, 1e-3)
}

// A licence that bars sales to strategic stocks stops the filling and no more: users go
// short of nothing, and the stock fills when it ends.
func TestACurbMayBarSalesToStocks(t *testing.T) {
	s := simple(200, 10)
	c := embargo(20, 40, 0)
	c.Bars, c.Scheduled.Delay = true, num(week/100)
	s.Curbs = []chain.Curb{c}
	s.Stockpiles = []chain.Stockpile{{Name: "national", Material: "magnet", Initial: chain.Amount{Number: num(0)},
		Target: chain.Amount{Number: num(20)}, Fill: chain.Rate{Number: num(0.5 / week)}}}
	var at []float64
	b := playEach(t, s, 1, func(b *Block, _ int) { at = append(at, b.pile[0].Level[0]) })
	if at[19] <= 1 || at[19] >= 10 || at[59] != at[19] {
		t.Errorf("%g t when sales are barred, %g t when they are free again", at[19], at[59])
	}
	near(t, "in the end, t", at[199], 20, 1e-9)
	near(t, "lost, t", b.value(t, "shortfall.auto"), 0, 1e-9)
	s.Curbs[0].Bars = false
	playEach(t, s, 1, func(b *Block, k int) {
		if k == 59 && b.pile[0].Level[0] < 19 {
			t.Errorf("%g t in week 60 where nothing is barred", b.pile[0].Level[0])
		}
	})
}

// What is barred is not exchanged either: half of a new stock fits, so that rotation keeps
// half of it fitting where nothing ages; with age and no rotation under the bar, it falls.
func TestABarredStockIsNotRotated(t *testing.T) {
	s := stocked(100, chain.Fit{User: "auto", Share: num(0.5)})
	s.Curbs[0].Bars, s.Curbs[0].Scheduled.Severity, s.Curbs[0].Scheduled.Delay = true, num(0), num(week/100)
	s.Stockpiles[0].Falls, s.Stockpiles[0].Rotation = num(0.1), num(52)
	b := play(t, s, 1)
	near(t, "fits after 80 weeks barred, t", b.fitting[0].fit[0][0], 10*math.Exp(-0.1*80*week), 0.1)
}
