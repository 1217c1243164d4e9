package mc_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// baseCase compiles the base case without a stockpile.
func baseCase(b *testing.B) *sim.Model {
	b.Helper()
	l, problems := scenarios.Load(scenarios.Shipped, "india-2026.yaml", scenarios.Options{})
	if l == nil {
		b.Fatal(problems)
	}
	s, _, problems := l.Build(scenarios.Policy("none"))
	if s == nil {
		b.Fatal(problems)
	}
	m, err := sim.Compile(s)
	if err != nil {
		b.Fatal(err)
	}
	return m
}

// BenchmarkRun plays 2,000 trials of the base case, five years in weekly steps,
// on one core and on all, with everything that a run counts.
func BenchmarkRun(b *testing.B) {
	m := baseCase(b)
	const trials = 2000
	for _, workers := range []int{1, runtime.GOMAXPROCS(0)} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				plan := mc.Plan{Models: []*sim.Model{m}, Design: draw.Random(1), Trials: trials, Workers: workers}
				if _, err := mc.Play(context.Background(), plan); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)*trials/b.Elapsed().Seconds(), "trials/s")
		})
	}
}
