package dist

import (
	"math"
	"testing"
)

// What is left of an exponential length is as long as the whole; of a uniform one from
// 0 to 1 its distribution function is 1 − (1−r)²; of a constant c it is uniform.
func TestResidual(t *testing.T) {
	exponential, err := Exponential(2)
	if err != nil {
		t.Fatal(err)
	}
	uniform, err := Uniform(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range []float64{0.001, 0.1, 0.5, 0.9, 0.99} {
		for name, c := range map[string]struct {
			of   Dist
			want float64
			mean float64
		}{
			"exponential": {exponential, exponential.Quantile(u), exponential.Mean()},
			"uniform":     {uniform, 1 - math.Sqrt(1-u), 0.5},
			"constant":    {Constant(3), 3 * u, 3},
		} {
			if got := Residual(c.of)(u); math.Abs(got-c.want) > 1e-4*max(c.mean, c.want) {
				t.Errorf("%s at %g: %g, want %g", name, u, got, c.want)
			}
		}
	}
	// The mean of what is left is E X²/2μ.
	sum, residual := 0.0, Residual(uniform)
	const n = 10_000
	for i := range n {
		sum += residual((float64(i)+0.5)/n) / n
	}
	if math.Abs(sum-1.0/3) > 1e-4*0.5 {
		t.Errorf("mean %g, want 1/3", sum)
	}
}
