package sim

import (
	"fmt"
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/draw"

	"pgregory.net/rapid"
)

// calmScenario draws a scenario in which nothing is uncertain and nothing goes
// wrong: two stages of plants that ramp up, a season, growth, several lead times.
func calmScenario(r *rapid.T) *chain.Scenario {
	g := maker{r}
	s := simple(1, 1)
	s.Step = chain.Step(rapid.IntRange(0, 1).Draw(r, "step"))
	s.Horizon, s.StartDay = g.float(0.5, 3), rapid.IntRange(0, 20000).Draw(r, "day")
	s.Rules.Allocation = chain.Allocation(rapid.IntRange(0, 3).Draw(r, "rule"))
	s.Materials = []chain.Material{{Name: "magnet", Elasticity: num(0.4), Switching: num(1)}, {Name: "metal"}, {Name: "oxide"}}
	s.Sources, s.Sectors = nil, nil
	for _, m := range s.Materials {
		for i := range rapid.IntRange(1, 3).Draw(r, "sources") {
			s.Sources = append(s.Sources, chain.Source{
				Name: fmt.Sprint(m.Name, i), Origin: fmt.Sprint("o", i), Material: m.Name,
				Capacity: num(1e6), Share: num(g.float(0.1, 1)), Lead: num(g.some(0, 0.4)),
			})
		}
	}
	for i := range rapid.IntRange(1, 3).Draw(r, "sectors") {
		s.Sectors = append(s.Sectors, chain.Sector{
			Name: fmt.Sprint("s", i), Demand: num(g.some(10, 100)), Growth: num(g.float(-0.1, 0.3)), Season: swing(g.float(0, 0.1)),
			Cover: num(g.some(0, 0.2)), Rank: num(float64(i)), Backlog: num(0.5), PriceResponse: num(0.2),
			Uses: []chain.Use{{Material: "magnet"}, {Material: "metal", Share: num(0.2)}},
		})
	}
	plant := func(makes string, of ...string) {
		p := chain.Plant{
			Name: makes, Makes: makes, Capacity: num(g.some(1, 300)), Start: num(g.float(-1, 2)), Ramp: num(g.some(0, 1)), Cover: num(g.some(0, 0.1)),
		}
		for _, m := range of {
			p.Recipe = append(p.Recipe, chain.Input{Material: m, PerTonne: num(g.some(0.1, 2))})
		}
		s.Plants = append(s.Plants, p)
	}
	plant("magnet", "metal", "oxide")
	plant("metal", "oxide")
	s.Stockpiles = []chain.Stockpile{{Name: "n", Material: "magnet", Target: chain.Amount{Number: num(g.some(1, 50))}}}
	return s
}

// With no randomness and no curb there is no shortfall, every stock stands at its
// target and the strategic stock and the price do not move, if the targets can be
// met: a stock cannot fall faster than it is used. 1e-9 relative is the rounding of
// a few hundred steps of numbers up to 1e4.
func TestSteadyStateOfRandomScenarios(t *testing.T) {
	drawn, tried := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		m, err := Compile(calmScenario(r))
		if err != nil {
			r.Fatal(err)
		}
		b := m.NewBlock()
		if err := b.Play(draw.Random(1), 0, 1, nil); err != nil {
			r.Fatal(err)
		}
		can := b.canBeMet()
		if err := b.Play(draw.Random(1), 0, 1, func(k int) {
			if can {
				calm(r, b, k)
			}
		}); err != nil {
			r.Fatal(err)
		}
		drawn++
		if can {
			tried++
		}
	})
	if tried < drawn/2 {
		t.Errorf("only %d of %d scenarios had targets that can be met", tried, drawn)
	}
}

// canBeMet reports whether the plan of the trial played never asks for a stock to fall
// faster than
// its material is used: R = Σb + S(s+1) − S(s) is not below 0.
func (b *Block) canBeMet() bool {
	b.drawPlan()
	for s := -b.plan.before; s <= b.m.steps+b.strains.reach; s++ {
		b.planTo(s)
		for m := range b.m.materials {
			r := 0.0
			for _, c := range b.m.materials[m].consumers {
				now, then := b.plan.use(c, s)[0], b.plan.use(c, s+1)[0]
				r += now + b.val[b.m.consumers[c].cover][0]*(then-now)/b.m.dt
			}
			if r < -1e-12 {
				return false
			}
		}
	}
	return true
}

// calm checks the state at the end of step k.
func calm(r *rapid.T, b *Block, k int) {
	for c := range b.con {
		x := &b.con[c]
		if gap := math.Abs(x.Stock[0] - x.Cover[0]); gap > 1e-9*math.Max(1, x.Cover[0]) {
			r.Fatalf("step %d, consumer %d: stock %g, target %g", k, c, x.Stock[0], x.Cover[0])
		}
		if x.Short[0] > 1e-9 {
			r.Fatalf("step %d, consumer %d: %g t short", k, c, x.Short[0])
		}
	}
	for i := range b.pile {
		if p := &b.pile[i]; math.Abs(p.Level[0]-p.Goal[0]) > 1e-9 {
			r.Fatalf("step %d: strategic stock %g of %g", k, p.Level[0], p.Goal[0])
		}
	}
	for m := range b.mat {
		if p := b.mat[m].Price[0]; math.Abs(p-1) > 1e-9 {
			r.Fatalf("step %d: price %g", k, p)
		}
	}
}
