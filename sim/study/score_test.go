package study

import (
	"math"
	"testing"

	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
)

// The score of a normal forecast in closed form, σ·(z(2Φ(z)−1) + 2φ(z) − 1/√π)
// with z = (y−μ)/σ (Gneiting and Raftery 2007, section 4.2).
func normalCRPS(y, mean, sd float64) float64 {
	z := (y - mean) / sd
	density := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
	return sd * (z*(2*dist.NormalCDF(z)-1) + 2*density - 1/math.Sqrt(math.Pi))
}

// quantiles of a normal are a sample without chance: the score then misses the
// closed form only by the tails beyond 1/2n, far below 1e-4 of sd.
func normalSample(n int, mean, sd float64) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = mean + sd*dist.NormalQuantile((float64(i)+0.5)/float64(n))
	}
	return xs
}

func TestCRPSOfANormalForecast(t *testing.T) {
	xs := normalSample(20_000, 100, 15)
	for _, y := range []float64{60, 95, 100, 130, 180} {
		within(t, "CRPS", CRPS(xs, y), normalCRPS(y, 100, 15), 15*1e-4)
	}
}

// Small samples by hand: of one value the absolute error; of 1 and 3 seen at 2,
// E|X−y| = 1 and half of E|X−X′| over different members is 1.
func TestCRPSOfFewValues(t *testing.T) {
	within(t, "one", CRPS([]float64{4}, 1), 3, 0)
	within(t, "two", CRPS([]float64{3, 1}, 2), 0, 0)
	within(t, "three", CRPS([]float64{0, 0, 3}, 0), 0, 1e-15) // 1 less 1
	if !math.IsNaN(CRPS(nil, 1)) {
		t.Error("no forecast has a score")
	}
}

// Unbiased: the mean score of small samples is that of the distribution.
func TestCRPSOfSmallSamplesIsUnbiased(t *testing.T) {
	const repeats, size = 20_000, 5
	d, f := draw.Random(5), draw.Key("score")
	mean, m2 := 0.0, 0.0
	for i := range repeats {
		xs := make([]float64, size)
		for k := range xs {
			xs[k] = dist.NormalQuantile(d.Uniform(uint64(i), f, uint32(k)))
		}
		x := CRPS(xs, 0.7)
		mean += x / repeats
		m2 += x * x / repeats
	}
	within(t, "mean CRPS", mean, normalCRPS(0.7, 0, 1), 4*math.Sqrt((m2-mean*mean)/repeats))
}

func TestScoreSaysWhereTheObservationLies(t *testing.T) {
	xs := normalSample(10_000, 0, 1)
	for _, c := range []struct {
		y, pit     float64
		in50, in90 bool
	}{{0, 0.5, true, true}, {1, dist.NormalCDF(1), false, true}, {-3, dist.NormalCDF(-3), false, false}} {
		s := ScoreOf(xs, c.y, []float64{c.y})
		within(t, "PIT", s.PIT, c.pit, 1e-4)
		if s.In50 != c.in50 || s.In90 != c.in90 || s.Naive != 0 {
			t.Errorf("%g: %+v", c.y, s)
		}
	}
	within(t, "ties count half", ScoreOf([]float64{1, 2, 2, 2, 3}, 2, nil).PIT, 0.5, 0)
}
