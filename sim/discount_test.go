package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
)

// lostInYearThree is a scenario of four years by month whose imports, under way for a
// month, stop so that the third year is lost: 100 t of 100 t a year.
func lostInYearThree() *chain.Scenario {
	const month = 1.0 / 12
	return &chain.Scenario{
		Name: "lost", Currency: "USD", Step: chain.Month, Horizon: 4,
		Materials: []chain.Material{{Name: "magnet", Price: num(50_000)}},
		Sources: []chain.Source{{
			Name: "china", Origin: "china", Material: "magnet", Share: num(1), Capacity: num(100), Lead: num(month), Premium: num(0.1),
		}},
		Sectors: []chain.Sector{{
			Name: "auto", Demand: num(100), Uses: []chain.Use{{Material: "magnet"}}, Cover: num(0), Value: num(1e6),
		}},
		Curbs: []chain.Curb{{
			Name: "embargo", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
			Scheduled: &chain.Scheduled{Start: num(2 - month), Duration: num(1), Severity: num(1)},
		}},
	}
}

// worthOf is what a flow of 1 a year between two times is worth at 8%: Σ over its months
// of their midpoints, which is within a millionth of ∫(1+d)^−t dt.
func worthOf(from, to float64) float64 {
	sum := 0.0
	for t := from + 1.0/24; t < to; t += 1.0 / 12 {
		sum += math.Pow(1.08, -t) / 12
	}
	return sum
}

// 100 t lost evenly over the third year at a million each are worth 82.5 million at 8%,
// ∫₂³ 1.08^−t dt = (1.08^−2 − 1.08^−3)/ln 1.08; tonnes are not discounted.
func TestALossIsWorthLessLater(t *testing.T) {
	s := lostInYearThree()
	plain := play(t, s, 1)
	near(t, "value lost, not discounted", plain.value(t, "value_lost.auto"), 100e6, 1)
	s.Discount = num(0.08)
	b := play(t, s, 1)
	near(t, "lost, t", b.value(t, "shortfall.auto"), 100, 1e-9)
	near(t, "value lost", b.value(t, "value_lost.auto"), 100e6*worthOf(2, 3), 1)
	near(t, "value lost, by the integral", b.value(t, "value_lost.total")/1e6, 100*(math.Pow(1.08, -2)-math.Pow(1.08, -3))/math.Log(1.08), 0.01)
	near(t, "in the words of the page, million", b.value(t, "value_lost.total")/1e6, 82.5, 0.05)
	// The premium is paid on 100 t a year but in the third year, when nothing arrives.
	near(t, "premium", b.value(t, "premium.china"), 0.1*50_000*100*(worthOf(0, 2)+worthOf(3, 4)), 1)
}

// A stock of 20 t that nobody draws on is paid at the start, costs 5% of its value a
// year, and is worth at the end what 20 t then are.
func TestAStockPaysNowForWhatItIsWorthLater(t *testing.T) {
	s := lostInYearThree()
	s.Curbs = nil
	s.Discount = num(0.08)
	s.Stockpiles = []chain.Stockpile{{
		Name: "national", Material: "magnet", Target: chain.Amount{Number: num(20)}, Holding: num(0.05),
	}}
	b := play(t, s, 1)
	near(t, "purchase", b.value(t, "purchase.national"), 20*50_000, 1e-6)
	near(t, "holding", b.value(t, "holding.national"), 0.05*20*50_000*worthOf(0, 4), 1e-3)
	near(t, "end value", b.value(t, "end_value.national"), 20*50_000*math.Pow(1.08, -4), 1e-6)
	near(t, "cost", b.value(t, "cost.national"), 20*50_000*(1-math.Pow(1.08, -4)+0.05*worthOf(0, 4)), 1e-3)
}

// What is substituted costs less later: 100 t a year, all of it replaced from the start.
func TestSubstitutionCostsLessLater(t *testing.T) {
	s := lostInYearThree()
	s.Discount = num(0.08)
	s.Sectors[0].Substitution = &chain.Substitution{
		Max: num(1), Trigger: num(0), After: num(0), Over: num(0), Cost: &chain.Cost{PerTonne: num(1000)},
	}
	b := play(t, s, 1)
	// The first month of the shortage is lost; from the next on nothing is wanted.
	near(t, "lost, t", b.value(t, "shortfall.auto"), 100.0/12, 1e-6)
	want := 1000 * 100 * worthOf(2+1.0/12, 4)
	near(t, "cost of substitution", b.value(t, "substitution_cost.total"), want, 1)
}
