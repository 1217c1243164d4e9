package sim

import (
	"fmt"
	"math"
	"testing"

	"magnetsim/sim/chain"
)

// With no randomness and no curb there is no shortfall, and every stock stands
// at its target, whatever the growth, the season and the lead times: the plan
// knows them all. 1e-9 relative is the rounding of a few hundred steps.
func TestSteadyStateHoldsTheTargets(t *testing.T) {
	for _, growth := range []float64{-0.1, 0, 0.17} {
		for _, season := range [][]float64{nil, swing(0.35)} {
			for _, leads := range [][]float64{{5}, {10}, {2, 9}, {1, 6, 13}} {
				t.Run(fmt.Sprint(growth, season != nil, leads), func(t *testing.T) {
					s := simple(260, 4)
					s.Sectors[0].Growth = num(growth)
					s.Sectors[0].Season = season
					s.Sources = nil
					for i, lead := range leads {
						s.Sources = append(s.Sources, chain.Source{
							Name: fmt.Sprint("s", i), Origin: fmt.Sprint("o", i), Material: "magnet",
							Capacity: num(100 / week), Share: num(1 / float64(len(leads))), Lead: num(lead * week),
						})
					}
					holdsTargets(t, s)
				})
			}
		}
	}
}

// swing is a season between 1−a and 1+a.
func swing(a float64) []float64 {
	f := make([]float64, 12)
	for i := range f {
		f[i] = 1 + a*math.Sin(2*math.Pi*float64(i)/12)
	}
	return f
}

// holdsTargets plays a scenario with no trouble in it.
func holdsTargets(t *testing.T, s *chain.Scenario) {
	t.Helper()
	b := playEach(t, s, 1, func(b *Block, k int) {
		for c := range b.con {
			x := &b.con[c]
			if gap := math.Abs(x.Stock[0] - x.Cover[0]); gap > 1e-9*math.Max(1, x.Cover[0]) {
				t.Fatalf("step %d, consumer %d: stock %g, target %g", k, c, x.Stock[0], x.Cover[0])
			}
		}
	})
	near(t, "lost, t", b.value(t, "shortfall.total"), 0, 1e-9)
}

// A chain with plants at home that ramp up is steady too: the plan orders less
// as they start, and their inputs in time.
func TestSteadyStateWithPlants(t *testing.T) {
	for _, always := range []bool{false, true} {
		s := chainOfPlants()
		if always {
			for i := range s.Plants {
				s.Plants[i].Start, s.Plants[i].Ramp = chain.Number{}, chain.Number{}
			}
		}
		holdsTargets(t, s)
	}
}

// chainOfPlants makes part of the magnets at home from metal, and part of the
// metal from oxide.
func chainOfPlants() *chain.Scenario {
	s := simple(260, 4)
	s.Materials = append(s.Materials, chain.Material{Name: "metal"}, chain.Material{Name: "oxide"})
	s.Plants = []chain.Plant{
		{Name: "smelter", Makes: "metal", Capacity: num(2 / week), Start: num(20 * week), Ramp: num(0.5), Cover: num(4 * week),
			Recipe: []chain.Input{{Material: "oxide", PerTonne: num(1.2)}}},
		{Name: "magnets", Makes: "magnet", Capacity: num(0.7 / week), Start: num(1), Ramp: num(1), Cover: num(3 * week),
			Recipe: []chain.Input{{Material: "metal", PerTonne: num(0.4)}}},
	}
	for _, m := range []string{"metal", "oxide"} {
		s.Sources = append(s.Sources, chain.Source{
			Name: m, Origin: "china", Material: m, Capacity: num(10 / week), Share: num(1), Lead: num(7 * week),
		})
	}
	s.Sectors[0].Growth = num(0.1)
	return s
}
