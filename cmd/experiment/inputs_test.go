package experiment

import (
	"math"
	"testing"

	"magnetsim/sim/dist"
)

// must1 returns a distribution that is known to be right.
func must1(t *testing.T, d dist.Dist, err error) dist.Dist {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestFormOfAFewValues(t *testing.T) {
	d, err := dist.Discrete([]float64{0, 0.3, 0.9}, []float64{6, 3, 1})
	form := formOf(must1(t, d, err))
	b, err := dist.Bernoulli(0.25)
	coin := formOf(must1(t, b, err))
	for _, c := range []struct{ got, want []float64 }{
		{form.Values, []float64{0, 0.3, 0.9}}, {form.Shares, []float64{0.6, 0.3, 0.1}},
		{coin.Values, []float64{0, 1}}, {coin.Shares, []float64{0.75, 0.25}},
	} {
		for i := range c.want {
			if len(c.got) != len(c.want) || math.Abs(c.got[i]-c.want[i]) > 1e-12 { // differences of sums near 1
				t.Fatalf("%v, want %v", c.got, c.want)
			}
		}
	}
	if form.Edges != nil || coin.Edges != nil {
		t.Error("bins of a distribution of a few values")
	}
}

// The bins hold what lies between p1 and p99: of a uniform distribution all
// alike, of an exponential each less than the one before.
func TestFormOfBins(t *testing.T) {
	u, err := dist.Uniform(2, 6)
	flat := formOf(must1(t, u, err))
	e, err := dist.Exponential(3)
	falling := formOf(must1(t, e, err))
	for i := range formBins {
		if math.Abs(flat.Shares[i]-0.98/formBins) > 1e-12 {
			t.Fatalf("bin %d of a uniform distribution holds %g", i, flat.Shares[i])
		}
		if i > 0 && !(falling.Shares[i] < falling.Shares[i-1]) {
			t.Fatalf("bin %d of an exponential holds more than the one before", i)
		}
	}
	if first, last := flat.Edges[0], flat.Edges[formBins]; math.Abs(first-2.04) > 1e-12 || math.Abs(last-5.96) > 1e-12 {
		t.Errorf("from %g to %g", first, last)
	}
	// A clamped distribution has half of its mass on its edge, and is no list of values.
	n, err := dist.Normal(0, 1)
	c, err2 := dist.Clamp(must1(t, n, err), 0, 9)
	clamped := formOf(must1(t, c, err2))
	if clamped.Values != nil || !(clamped.Shares[0] > 0.5) {
		t.Errorf("%+v", clamped)
	}
	if many := formOf(must1(t, mustPoisson(t, 50), nil)); many.Values != nil || many.Edges == nil {
		t.Error("a Poisson distribution of mean 50 as a list of values")
	}
	if few := formOf(mustPoisson(t, 0.5)); len(few.Values) < 4 || few.Values[1] != 1 {
		t.Errorf("%+v", few)
	}
	if form := formOf(dist.Constant(3)); len(form.Values) != 1 || form.Edges != nil {
		t.Errorf("%+v", form)
	}
}

func mustPoisson(t *testing.T, mean float64) dist.Dist {
	t.Helper()
	d, err := dist.Poisson(mean)
	return must1(t, d, err)
}
