package output_test

import (
	"context"
	"testing"

	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// BenchmarkBuild builds the report of 10,000 trials of two policies; a column
// is sorted when it is first asked, so every round plays anew, untimed.
func BenchmarkBuild(b *testing.B) {
	var models []*sim.Model
	for _, stock := range []float64{0, 100} {
		m, err := sim.Compile(world(b, stock))
		if err != nil {
			b.Fatal(err)
		}
		models = append(models, m)
	}
	facts := worldFacts
	facts.Variants = facts.Variants[:2]
	var columns int
	for range b.N {
		b.StopTimer()
		s, err := mc.Play(context.Background(), mc.Plan{Models: models, Design: draw.Random(1), Trials: 10_000})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		output.Build(s, facts)
		columns = len(s.Metrics) * s.Variants
	}
	b.ReportMetric(float64(columns), "columns")
}
