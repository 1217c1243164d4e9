package experiment_test

import (
	"context"
	"testing"

	"magnetsim/cmd/experiment"
	"magnetsim/scenarios"
	"magnetsim/sim/mc"
)

// BenchmarkBegin is what a process does before its first trial, as one does that plays a shard:
// the base case is opened from the file, and from the text that was resolved from it, and one
// trial is played under its five policies.
func BenchmarkBegin(b *testing.B) {
	b.Run("open", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			open(b)
		}
	})
	x := open(b)
	b.Run("resolved", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := experiment.OpenResolved(x.YAML); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("play", func(b *testing.B) {
		b.ReportAllocs()
		plan := x.Plan()
		plan.Trials, plan.Workers = 1, 1
		for b.Loop() {
			if _, err := (mc.Local{}).Play(context.Background(), plan); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func open(b *testing.B) *experiment.Experiment {
	x, err := experiment.Open(scenarios.Shipped, "india-2026.yaml", scenarios.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return x
}
