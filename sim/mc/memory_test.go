package mc

import (
	"runtime"
	"testing"

	"magnetsim/sim"
)

// liveAfter returns the bytes that a sample of so many trials holds.
func liveAfter(t *testing.T, trials int) int64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	p := fakePlan(trials)
	p.Retain = 1000
	s := mustPlay(t, p, faulty())
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(s)
	return int64(after.HeapAlloc) - int64(before.HeapAlloc)
}

// Beyond the trials retained a sample does not grow with their number: sixteen
// times as many add a few octaves at the ends of sketches and counts, and nodes
// to the trees by the logarithm. Kept exactly they would add 120,000 trials of 2
// variants, 2 metrics and 8 bytes: 3.8 MB, without any series.
func TestMemoryDoesNotGrow(t *testing.T) {
	few, many := liveAfter(t, 8_000), liveAfter(t, 128_000)
	if growth := many - few; growth > 400_000 {
		t.Errorf("from %d to %d bytes", few, many)
	}
}

// BenchmarkBlock plays blocks of a model that costs nothing, with 261 steps and
// 20 series: what is measured is gathering, per value of a series.
func BenchmarkBlock(b *testing.B) {
	const steps, series, trials = 261, 20, 6400
	v := (&fake{}).variant()
	v.steps, v.series = steps, make([]sim.Series, series)
	p := fakePlan(trials)
	p.Workers = 1
	for b.Loop() {
		mustPlay(b, p, cast{[]variant{v}, func() performer { return newIdle(steps) }})
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*steps*series*trials), "ns/value")
}
