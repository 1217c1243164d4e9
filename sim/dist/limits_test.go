package dist

import (
	"math"
	"testing"
)

// What is cut off a stepped distribution leaves whole steps: no value appears
// that could not be drawn before.
func TestTruncateKeepsSteps(t *testing.T) {
	inner, err := Discrete([]float64{0, 1, 2, 3}, []float64{1, 1, 1, 1})
	if err != nil {
		t.Fatal(err)
	}
	d, err := Truncate(inner, 0.5, 2.5)
	if err != nil {
		t.Fatal(err)
	}
	for u, want := range map[float64]float64{0x1p-53: 1, 1e-300: 1, 0.49: 1, 0.51: 2, 1 - 0x1p-53: 2} {
		if got := d.Quantile(u); got != want {
			t.Errorf("Quantile(%g) = %g, want %g", u, got, want)
		}
	}
	for x, want := range map[float64]float64{0.9: 0, 1: 0.5, 1.9: 0.5, 2: 1} {
		if got := d.CDF(x); math.Abs(got-want) > 1e-15 {
			t.Errorf("CDF(%g) = %g, want %g", x, got, want)
		}
	}
}

// A limit that a step stands on belongs to what is kept.
func TestTruncateIncludesItsLimits(t *testing.T) {
	inner, _ := Discrete([]float64{0, 1, 2, 3}, []float64{1, 1, 1, 1})
	d, err := Truncate(inner, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	if lo, hi := d.Quantile(0.1), d.Quantile(0.9); lo != 1 || hi != 2 {
		t.Errorf("between 1 and 2: %g to %g", lo, hi)
	}
}

// Clamping moves what lies outside to the limit, with its chance.
func TestClampKeepsChances(t *testing.T) {
	d, err := Clamp(made(Uniform(-1, 3)), 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	for u, want := range map[float64]float64{0.1: 0, 0.25: 0, 0.375: 0.5, 0.5: 1, 0.9: 1} {
		if got := d.Quantile(u); got != want {
			t.Errorf("Quantile(%g) = %g, want %g", u, got, want)
		}
	}
	if p := d.CDF(0); p != 0.25 {
		t.Errorf("chance of 0 is %g, want 1/4", p)
	}
}

// What is certain stays certain under limits and scales, so that a certain
// figure is never counted as drawn.
func TestCertainStaysCertain(t *testing.T) {
	for name, c := range map[string]struct {
		make func() (Dist, error)
		want float64
	}{
		"truncate": {func() (Dist, error) { return Truncate(Constant(2), 0, 5) }, 2},
		"clamp":    {func() (Dist, error) { return Clamp(Constant(7), 0, 5) }, 5},
	} {
		d, err := c.make()
		if err != nil {
			t.Fatal(err)
		}
		if x, ok := Fixed(d); !ok || x != c.want {
			t.Errorf("%s: %g, certain %t, want %g", name, x, ok, c.want)
		}
	}
	if d, err := Truncate(Constant(7), 0, 5); err == nil {
		t.Errorf("7 within 0 to 5 is %v", d)
	}
}

// A mixture draws its certain values exactly, with their chances.
func TestMixtureOfCertainAndUncertain(t *testing.T) {
	d, err := Mixture([]Dist{Constant(0), made(Uniform(1, 2)), Constant(1.5)}, []float64{70, 20, 10})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ u, x, tol float64 }{
		{0.01, 0, 0}, {0.6999, 0, 0}, {0.75, 1.25, 1e-13}, {0.8001, 1.5, 0}, {0.8999, 1.5, 0}, {0.95, 1.75, 1e-13},
	} {
		if got := d.Quantile(c.u); math.Abs(got-c.x) > c.tol {
			t.Errorf("Quantile(%g) = %.17g, want %g", c.u, got, c.x)
		}
	}
}

// Two percentiles and the median: straight between, straight on beyond.
func TestQuantilesAreStraightBetween(t *testing.T) {
	d, err := FromQuantiles([]float64{0.05, 0.5, 0.95}, []float64{3, 6, 24})
	if err != nil {
		t.Fatal(err)
	}
	// Slopes 3/0.45 and 18/0.45.
	for u, want := range map[float64]float64{0.05: 3, 0.275: 4.5, 0.5: 6, 0.725: 15, 0.95: 24, 0.0275: 2.85, 0.975: 25} {
		if got := d.Quantile(u); !near(got, want, 1e-14) {
			t.Errorf("Quantile(%g) = %g, want %g", u, got, want)
		}
	}
	if lo, hi := d.Support(); !near(lo, 3-0.05*3/0.45, 1e-14) || !near(hi, 26, 1e-14) {
		t.Errorf("support %g to %g", lo, hi)
	}
}

// What is too rare to be drawn from is called that, and its chance told: a standard
// normal lies between 6 and 7 with Φ(−6) − Φ(−7) = 9.853e-10. A little more is taken.
func TestTruncationToWhatIsRare(t *testing.T) {
	normal, err := Normal(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	const want = "truncate: the chance that normal lies between 6 and 7 is 9.9e-10, too small to draw from: it must be at least 1e-09"
	if _, err := Truncate(normal, 6, 7); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	d, err := Truncate(normal, 5.9, 7)
	if err != nil {
		t.Fatal(err)
	}
	if x := d.Quantile(0.5); !(x > 5.9 && x < 6.1) {
		t.Errorf("the median is %g", x)
	}
}

// made is a distribution that can be made.
func made(d Dist, err error) Dist {
	if err != nil {
		panic(err)
	}
	return d
}
