package dist

import "testing"

// BenchmarkQuantile is the cost of a draw, once a trial for every uncertain
// figure.
func BenchmarkQuantile(b *testing.B) {
	for _, f := range families(b) {
		b.Run(f.name, func(b *testing.B) {
			f.dist.Quantile(0.5) // makes the table
			i := 0
			for b.Loop() {
				sink = f.dist.Quantile((float64(i&1023) + 0.5) / 1024)
				i += 389
			}
		})
	}
}

// BenchmarkNormalQuantile is the cost of the noise that is drawn every step.
func BenchmarkNormalQuantile(b *testing.B) {
	i := 0
	for b.Loop() {
		sink = NormalQuantile((float64(i&1023) + 0.5) / 1024)
		i += 389
	}
}

// BenchmarkTables is the cost of the first draw from a shape not met before.
func BenchmarkTables(b *testing.B) {
	b.Run("beta", func(b *testing.B) {
		for b.Loop() {
			table = newCurve(newBetaOdds(1.7, 4.3))
		}
	})
	b.Run("gamma", func(b *testing.B) {
		for b.Loop() {
			table = newCurve(newGammaLog(5))
		}
	})
	b.Run("gamma by percentiles", func(b *testing.B) {
		for b.Loop() {
			d, err := GammaPercentiles(0.05, 2, 0.95, 15)
			if err != nil {
				b.Fatal(err)
			}
			sink = d.Mean()
		}
	})
}

var (
	sink  float64
	table *curve
)
