package study

import (
	"math"
	"testing"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

// Changes of −2, −2, −3, −3 t and of +10, +14, +30, +36 USD: 90/10 = 9 USD a
// tonne. What is left of y at 9 a tonne is −8, −4, 3, 9, with squares of 170:
// SE = √(170/(4·3))/2.5. Fieller's R² − 2(b/a)R + c/a = 0 has, with t = 3.182446
// of three degrees of freedom and t²/12 = 0.8439969, a = 6.25 − 0.8439969,
// b = 56.25 − 21·0.8439969, c = 506.25 − 467·0.8439969.
func TestCostPerTonneByHand(t *testing.T) {
	e := CostPerTonne(stat.JointOf([]float64{-2, -2, -3, -3}, []float64{10, 14, 30, 36}))
	within(t, "cost per tonne", e.Value, 9, 1e-12)
	within(t, "standard error", e.SE, math.Sqrt(170.0/12)/2.5, 1e-12)
	const g = 0.8439969
	a, b, c := 6.25-g, 56.25-21*g, 506.25-467*g
	// g is rounded to 7 digits, the root of a difference of some hundreds loses one.
	within(t, "low", e.Low, (b-math.Sqrt(b*b-a*c))/a, 1e-5)
	within(t, "high", e.High, (b+math.Sqrt(b*b-a*c))/a, 1e-5)
}

func TestCostPerTonneUndefined(t *testing.T) {
	for why, j := range map[string]stat.Joint{
		"not defined: the tonnes spared cannot be told apart from zero": stat.JointOf([]float64{0, 0, 0}, []float64{5, 6, 7}),
		"not defined: no tonnes are spared, more are short":             stat.JointOf([]float64{2, 2.1, 2.2}, []float64{5, 6, 7}),
	} {
		if e := CostPerTonne(j); !math.IsNaN(e.Value) || len(e.Warnings) != 1 || e.Warnings[0] != why {
			t.Errorf("%+v, want %q", e, why)
		}
	}
}

// The moments that a sample gathers block by block are those of its trials.
func TestBenefitOfASample(t *testing.T) {
	models := []*sim.Model{embargo(t, 0), embargo(t, 10)}
	at := map[string]int{}
	for i, m := range models[0].Metrics() {
		at[m.Name] = i
	}
	short, cost := at["shortfall.total"], at["cost.total"]
	rows := map[int][2][]float64{}
	p := mc.Plan{Models: models, Design: draw.Random(5), Trials: 500, Crosses: [][2]int{{short, cost}}, Rows: func(r mc.Rows) error {
		for k, metric := range []string{"shortfall.total", "cost.total", "value_lost.total", "burden.total"} {
			both := rows[k]
			both[r.Variant] = append(both[r.Variant], r.Metric(at[metric])...)
			rows[k] = both
		}
		return nil
	}}
	s, err := mc.Play(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	change := func(k int) []float64 { return minus(rows[k][1], rows[k][0]) }
	joint, ok := s.Cross(1, short, cost)
	want := stat.JointOf(change(0), change(1))
	// Sums of 500 products in another order differ by less than 500 roundings.
	room := 500 * 0x1p-52
	if !ok || joint.N != 500 {
		t.Fatalf("%+v %v", joint, ok)
	}
	within(t, "shortfall", joint.AverageX, want.AverageX, room*math.Abs(want.AverageX))
	within(t, "product", joint.XY, want.XY, room*math.Sqrt(want.XX*want.YY))
	within(t, "cost per tonne", CostPerTonne(joint).Value, -want.AverageY/want.AverageX, room*want.AverageY)
	spared, more := stat.MomentsOf(change(2)).Average, stat.MomentsOf(change(1)).Average
	benefit := NetBenefit(s.Paired(1, at["burden.total"]).Difference)
	within(t, "net benefit", benefit.Value, -spared-more, room*(math.Abs(spared)+math.Abs(more)))
	if again := NetBenefit(stat.MomentsOf(change(3))); !(math.Abs(again.SE-benefit.SE) <= room*benefit.SE) || !(benefit.SE > 0) {
		t.Errorf("net benefit %+v, and %+v from its trials", benefit, again)
	}
}

// embargo is a small world: 1 t a week, worth 400,000 a tonne, from one origin,
// which sends nothing for a random time, and a stockpile of so many tonnes.
func embargo(t *testing.T, stock float64) *sim.Model {
	t.Helper()
	const week = 7 / chain.DaysPerYear
	certain := func(x float64) chain.Number { return chain.Certain("", x) }
	length, err := dist.Exponential(20 * week)
	if err != nil {
		t.Fatal(err)
	}
	m, err := sim.Compile(&chain.Scenario{
		Name: "embargo", Currency: "USD", Step: chain.Week, Horizon: 104 * week,
		Materials: []chain.Material{{Name: "magnet", Price: certain(50_000)}},
		Sources:   []chain.Source{{Name: "china", Origin: "china", Material: "magnet", Share: certain(1), Capacity: certain(4 / week)}},
		Sectors: []chain.Sector{{
			Name: "auto", Demand: certain(1 / week), Uses: []chain.Use{{Material: "magnet"}}, Cover: certain(5 * week), Value: certain(400_000),
		}},
		Stockpiles: []chain.Stockpile{{
			Name: "national", Material: "magnet", Target: chain.Amount{Number: certain(stock)},
			Fill: chain.Rate{Number: certain(1 / week)}, Holding: certain(0.05),
		}},
		Curbs: []chain.Curb{{
			Name: "ban", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
			Scheduled: &chain.Scheduled{
				Start: certain(30 * week), Duration: chain.Number{Name: "curbs.ban.duration", Dist: length}, Severity: certain(1),
			},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}
