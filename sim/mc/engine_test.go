package mc

import (
	"context"
	"fmt"
	"testing"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
)

const week = 7 / chain.DaysPerYear

// embargo is a small world: 1 t a week from one origin to one sector, restricted
// from an uncertain week on for an uncertain time, with a stockpile of so many
// tonnes.
func embargo(stock float64) *sim.Model {
	num := func(x float64) chain.Number { return chain.Certain("", x) }
	random := func(name string, d dist.Dist, err error) chain.Number {
		if err != nil {
			panic(err)
		}
		return chain.Number{Name: name, Dist: d}
	}
	start, startErr := dist.Uniform(0, 52*week)
	length, lengthErr := dist.Exponential(20 * week)
	m, err := sim.Compile(&chain.Scenario{
		Name: "embargo", Currency: "USD", Step: chain.Week, Horizon: 104 * week,
		Materials: []chain.Material{{Name: "magnet", Price: num(50_000)}},
		Sources: []chain.Source{{
			Name: "china", Origin: "china", Material: "magnet", Share: num(1),
			Capacity: num(4 / week), Lead: num(5 * week),
		}},
		Sectors: []chain.Sector{{
			Name: "auto", Demand: num(1 / week), Uses: []chain.Use{{Material: "magnet"}},
			Cover: num(5 * week), Volatility: num(0.1), Persistence: num(26 * week),
		}},
		Stockpiles: []chain.Stockpile{{
			Name: "national", Material: "magnet", Target: chain.Amount{Number: num(stock)},
			Fill: chain.Rate{Number: num(1 / week)},
		}},
		Curbs: []chain.Curb{{
			Name: "ban", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
			Scheduled: &chain.Scheduled{
				Start:    random("curbs.ban.start", start, startErr),
				Duration: random("curbs.ban.duration", length, lengthErr),
				Severity: num(1),
			},
		}},
	})
	if err != nil {
		panic(err)
	}
	return m
}

func enginePlan(trials int) Plan {
	return Plan{Models: []*sim.Model{embargo(0), embargo(10)}, Design: draw.Random(1), Trials: trials}
}

// The engine gives the same sample to 1, 2 and 7 workers, and to shards merged
// last to first.
func TestEngineSameBits(t *testing.T) {
	p := enginePlan(500)
	played := func(p Plan) *Sample {
		s, err := Play(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	p.Workers = 1
	whole := played(p)
	want := digest(whole)
	if whole.Failed != 0 || !whole.Complete || !(whole.Imbalance < 1e-9) {
		t.Fatalf("%d trials failed (%s), imbalance %v", whole.Failed, whole.FirstError, whole.Imbalance)
	}
	if c := whole.Column(0, whole.MetricIndex("shortfall.total")); !(c.Positive().Value > 0.5) {
		t.Errorf("the embargo leads to a shortfall in only %v of trials", c.Positive().Value)
	}
	for _, p.Workers = range []int{2, 7} {
		if digest(played(p)) != want {
			t.Errorf("%d workers give other bits", p.Workers)
		}
	}
	all := played(p.On(p.Span().Shard(2, 3)))
	for _, i := range []int{1, 0} {
		merged, err := Merge(all, played(p.On(p.Span().Shard(i, 3))))
		if err != nil {
			t.Fatal(err)
		}
		all = merged
	}
	if digest(all) != want {
		t.Error("merged shards give other bits")
	}
}

// Policies face the same draws: what a stockpile changes is known far better
// from pairs than from the two columns.
func ExamplePlay() {
	s, err := Play(context.Background(), enginePlan(2000))
	if err != nil {
		fmt.Println(err)
		return
	}
	shortfall := s.MetricIndex("shortfall.total")
	without, with := s.Column(0, shortfall).Mean(), s.Column(1, shortfall).Mean()
	pair := s.Paired(1, shortfall).Difference.Mean()
	fmt.Println("the stock lowers the shortfall:", pair.High < 0)
	fmt.Println("its error is less than that of the columns:", pair.SE < without.SE && pair.SE < with.SE)
	// Output:
	// the stock lowers the shortfall: true
	// its error is less than that of the columns: true
}
