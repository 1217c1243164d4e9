package mc_test

import (
	"context"
	"fmt"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// The parts of a plan, played on their own, merge to what the plan gives as a whole.
func ExampleSpan_Shard() {
	const week = 7 / chain.DaysPerYear
	n := func(x float64) chain.Number { return chain.Certain("", x) }
	model, err := sim.Compile(&chain.Scenario{
		Currency: "USD", Step: chain.Week, Horizon: 52 * week,
		Materials: []chain.Material{{Name: "magnet"}},
		Sources:   []chain.Source{{Name: "china", Origin: "china", Material: "magnet", Share: n(1), Capacity: n(5 / week), Lead: n(5 * week)}},
		Sectors:   []chain.Sector{{Name: "auto", Demand: n(1 / week), Cover: n(5 * week), Uses: []chain.Use{{Material: "magnet"}}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	plan := mc.Plan{Models: []*sim.Model{model}, Design: draw.Random(1), Trials: 1000}
	var whole *mc.Sample
	for i := range 3 {
		part, err := mc.Play(context.Background(), plan.On(plan.Span().Shard(i, 3)))
		if err == nil && whole != nil {
			part, err = mc.Merge(whole, part)
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		whole = part
	}
	fmt.Println(whole.OK(), "trials:", whole.Spans)
	// Output:
	// 1000 trials: [{0 1000}]
}
