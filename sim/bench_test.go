package sim

import (
	"testing"

	"magnetsim/sim/draw"
)

// BenchmarkSimpleStep plays the smallest world: what a step costs beside its
// chain.
func BenchmarkSimpleStep(b *testing.B) {
	s := simple(261, 4)
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
