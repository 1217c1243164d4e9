package sim_test

import (
	"testing"

	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// shipped compiles a policy of a shipped scenario.
func shipped(t testing.TB, file, policy string) *sim.Model {
	t.Helper()
	l, problems := scenarios.Load(scenarios.Shipped, file, scenarios.Options{})
	if l == nil {
		t.Fatal(problems)
	}
	s, _, problems := l.Build(scenarios.Policy(policy))
	if s == nil {
		t.Fatal(problems)
	}
	m, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// BenchmarkTrialStep plays the base case, five years in weekly steps: time,
// bytes and allocations of one trial-step.
func BenchmarkTrialStep(b *testing.B) {
	m := shipped(b, "india-2026.yaml", "days-60")
	block, d := m.NewBlock(), draw.Random(1)
	b.ReportAllocs()
	for n := uint64(0); b.Loop(); n += sim.Lanes {
		if err := block.Play(d, n, sim.Lanes, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/sim.Lanes/float64(m.Steps()), "ns/trial-step")
}
