package mc_test

import (
	"context"
	"testing"

	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// BenchmarkFivePolicies plays 1,024 trials of the base case under each of its five
// policies on one core, with everything that a run counts.
func BenchmarkFivePolicies(b *testing.B) {
	l, problems := scenarios.Load(scenarios.Shipped, "india-2026.yaml", scenarios.Options{})
	if l == nil {
		b.Fatal(problems)
	}
	var models []*sim.Model
	for _, policy := range l.Policies() {
		s, _, problems := l.Build(scenarios.Policy(policy))
		if s == nil {
			b.Fatal(problems)
		}
		m, err := sim.Compile(s)
		if err != nil {
			b.Fatal(err)
		}
		models = append(models, m)
	}
	const trials = 1024
	for b.Loop() {
		if _, err := mc.Play(context.Background(), mc.Plan{Models: models, Design: draw.Random(1), Trials: trials, Workers: 1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*trials*len(models)*models[0].Steps()), "ns/trial-step")
}
