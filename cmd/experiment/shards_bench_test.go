package experiment_test

import (
	"bytes"
	"context"
	"syscall"
	"testing"
	"time"

	"magnetsim/cmd/experiment"
	"magnetsim/scenarios"
	"magnetsim/sim/mc"
)

// BenchmarkShards plays 8 shards of 1,000 trials of the base case under its five policies as
// workers do, each in one goroutine, and puts them together; and the same trials at
// once. It tells what each stage takes, in milliseconds a shard.
func BenchmarkShards(b *testing.B) {
	const trials, shards = 8000, 8
	x, err := experiment.Open(scenarios.Shipped, "india-2026.yaml", scenarios.Options{Sets: []string{"run.trials=40000"}})
	if err != nil {
		b.Fatal(err)
	}
	plan := x.Plan()
	plan.Of = plan.Trials
	plan.Trials = trials
	stages := map[string]time.Duration{}
	size := 0
	stage := func(name string, do func() error) {
		began := processor(b)
		if err := do(); err != nil {
			b.Fatal(err)
		}
		stages[name] += processor(b) - began
	}
	ctx := context.Background()
	for b.Loop() {
		var whole *mc.Sample
		var all mc.Union
		stage("at-once", func() (err error) {
			whole, err = mc.Local{Workers: 1}.Play(ctx, plan)
			return err
		})
		for i := range shards {
			part := plan.On(plan.Span().Shard(i, shards))
			var recording bytes.Buffer
			stage("play", func() error {
				return experiment.RecordWhole(ctx, mc.Local{Workers: 1}, part, false, &recording)
			})
			size += recording.Len()
			stage("merge", func() error { return all.Replay(part, &recording) })
		}
		if !bytes.Equal(all.Sample().Encode(), whole.Encode()) {
			b.Fatal("another sample")
		}
	}
	n := float64(b.N * shards)
	for name, spent := range stages {
		b.ReportMetric(float64(spent.Milliseconds())/n, name+"-ms")
	}
	b.ReportMetric(float64(size)/n/1e6, "MB")
}

// processor is the time of processors that this process has taken.
func processor(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
