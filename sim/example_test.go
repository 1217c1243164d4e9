package sim_test

import (
	"fmt"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
)

// One sector uses 1 t a week, holds 5 weeks of it and imports it over 5 weeks
// from one country, which stops for 20 weeks: 15 t are lost.
func Example() {
	const week = 7 / chain.DaysPerYear
	n := func(x float64) chain.Number { return chain.Certain("", x) }
	s := &chain.Scenario{
		Currency: "USD", Step: chain.Week, Horizon: 104 * week,
		Materials: []chain.Material{{Name: "magnet"}},
		Sources: []chain.Source{{
			Name: "china", Origin: "china", Material: "magnet", Share: n(1), Capacity: n(5 / week), Lead: n(5 * week),
		}},
		Sectors: []chain.Sector{{
			Name: "auto", Demand: n(1 / week), Cover: n(5 * week), Uses: []chain.Use{{Material: "magnet"}},
		}},
		Curbs: []chain.Curb{{
			Name: "embargo", Hits: []chain.Hit{{Origin: "china"}},
			Scheduled: &chain.Scheduled{Start: n(20 * week), Duration: n(20 * week), Severity: n(1)},
		}},
	}
	model, err := sim.Compile(s)
	if err != nil {
		fmt.Println(err)
		return
	}
	block := model.NewBlock()
	if err := block.Play(draw.Random(1), 0, 1, nil); err != nil {
		fmt.Println(err)
		return
	}
	for i, m := range model.Metrics() {
		if m.Name == "shortfall.auto" || m.Name == "first_short.auto" {
			fmt.Printf("%s: %.0f %s\n", m.Name, block.Metric(i)[0], m.Unit)
		}
	}
	// Output:
	// shortfall.auto: 15 t
	// first_short.auto: 30 weeks
}
