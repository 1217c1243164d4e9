package draw

import "testing"

func BenchmarkUniform(b *testing.B) {
	d, dst := Random(1), make([]float64, 64)
	for b.Loop() {
		Fill(dst, d, 0, 7, 0)
	}
	perDraw(b, len(dst))
}

func BenchmarkNoise(b *testing.B) {
	dst, streams, step := make([]float64, 64), make([]Noise, 64), 0
	FillNoise(streams, Random(1), 0, 7)
	for b.Loop() {
		FillStep(dst, streams, step)
		step++
	}
	perDraw(b, len(dst))
}

func perDraw(b *testing.B, lanes int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*lanes), "ns/draw")
}
