package sim

import (
	"fmt"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
)

// BenchmarkSimpleStep plays the smallest world: what a step costs beside its
// chain.
func BenchmarkSimpleStep(b *testing.B) { benchmarkStep(b, simple(261, 4)) }

// BenchmarkEightSources plays 8 sources, 2 materials, 3 sectors of 2 uses
// each with demand shocks, a licensing regime and 2 stockpiles: the size at which
// other implementations of the model were measured.
func BenchmarkEightSources(b *testing.B) {
	s := simple(261, 4)
	s.Materials = []chain.Material{{Name: "heavy", Stage: "magnet"}, {Name: "light", Stage: "magnet"}}
	s.Sources, s.Sectors = nil, nil
	for i := range 8 {
		s.Sources = append(s.Sources, chain.Source{
			Name: fmt.Sprint("source", i), Origin: []string{"china", "japan", "vietnam", "europe"}[i/2],
			Material: s.Materials[i%2].Name, Share: num([]float64{0.85, 0.06, 0.05, 0.04}[i/2]),
			Capacity: num(4 / week), Lead: num(float64(6+i/2) * week),
		})
	}
	for i := range 3 {
		s.Sectors = append(s.Sectors, chain.Sector{
			Name: fmt.Sprint("sector", i), Demand: num(1 / week), Cover: num(5 * week), Backlog: num(0.5),
			Volatility: num(0.1), Persistence: num(0.5), Growth: num(0.1), Value: num(1000),
			Uses: []chain.Use{{Material: "heavy", Share: num(0.4)}, {Material: "light", Share: num(0.6)}},
		})
	}
	for _, m := range []string{"heavy", "light"} {
		s.Stockpiles = append(s.Stockpiles, chain.Stockpile{
			Name: m, Material: m, Initial: chain.Amount{Number: num(0)}, Target: chain.Amount{Number: num(60 / chain.DaysPerYear), OfUse: true},
		})
	}
	s.Curbs = []chain.Curb{twoStates(1.0/48, 1.0/9, false)}
	benchmarkStep(b, s)
}

func benchmarkStep(b *testing.B, s *chain.Scenario) {
	m, err := Compile(s)
	if err != nil {
		b.Fatal(err)
	}
	block, d := m.NewBlock(), draw.Random(1)
	b.ReportAllocs()
	for n := uint64(0); b.Loop(); n += Lanes {
		if err := block.Play(d, n, Lanes, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/Lanes/float64(m.Steps()), "ns/trial-step")
}
