package study

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func month(x, chance float64) Odds {
	return Odds{Length: x / 12, Chance: chance, Name: fmt.Sprintf("%g months", x)}
}

// Three statements, by hand computation to 8 digits: a month or more with 80%,
// six with 63%, eighteen with 37%, in ten years.
func TestThreeOddsExactly(t *testing.T) {
	odds := []Odds{month(18, 0.37), month(1, 0.80), month(6, 0.63)} // in any order
	p, err := FitOdds(10, odds)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ got, want, digits float64 }{{10 * p.Rate, 1.9635461, 5e-8}, {p.Shape, 0.6865962, 5e-8}, {12 * p.Scale, 10.5103, 5e-5}} {
		if math.Abs(c.got-c.want) > c.digits {
			t.Errorf("got %.9g, want %.8g", c.got, c.want)
		}
	}
	for _, o := range odds {
		// The shape is known to 1e-16 and the chances have a slope of order 1.
		if got := p.Chance(o.Length, 10); math.Abs(got-o.Chance) > 1e-13 {
			t.Errorf("%s: %g, want %g", o.Name, got, o.Chance)
		}
	}
}

// Two statements, lengths exponential: −ln(1−P) is 2·e^{−1/2} of 6 months and
// 2·e^{−1} of 12, so the mean is a year and two begin in ten.
func TestTwoOddsAreExponential(t *testing.T) {
	p, err := FitOdds(10, []Odds{month(6, -math.Expm1(-2*math.Exp(-0.5))), month(12, -math.Expm1(-2*math.Exp(-1)))})
	if err != nil || math.Abs(p.Rate-0.2) > 1e-14 || p.Shape != 1 || math.Abs(p.Scale-1) > 1e-14 {
		t.Errorf("got %+v, %v", p, err)
	}
}

// Whatever process three or more odds are computed from comes back.
func TestOddsComeBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := Process{
			Rate:  rapid.Float64Range(0.02, 1).Draw(r, "rate"),
			Shape: rapid.Float64Range(0.3, 4).Draw(r, "shape"), Scale: rapid.Float64Range(0.2, 2).Draw(r, "scale"),
		}
		var odds []Odds
		for i := range rapid.IntRange(3, 6).Draw(r, "statements") {
			x := p.Scale * (0.1 + 0.35*float64(i))
			odds = append(odds, Odds{Length: x, Chance: p.Chance(x, 10), Name: "x"})
		}
		got, err := FitOdds(10, odds)
		if err != nil {
			r.Fatalf("%+v: %v", p, err)
		}
		for _, o := range odds {
			// Golden sections find the least of a square to the root of 1e-16.
			if c := got.Chance(o.Length, 10); math.Abs(c-o.Chance) > 1e-6 {
				r.Fatalf("%+v gave %+v: %g for %g", p, got, c, o.Chance)
			}
		}
	})
}

// Four statements that no process has: none of another shape, rate or scale
// nearby misses less.
func TestFourOddsByLeastSquares(t *testing.T) {
	odds := []Odds{month(1, 0.8), month(6, 0.6), month(12, 0.55), month(24, 0.3)}
	p, err := FitOdds(10, odds)
	if err != nil {
		t.Fatal(err)
	}
	missed := func(p Process) float64 {
		sum := 0.0
		for _, o := range odds {
			d := math.Log(-math.Log1p(-o.Chance)) - math.Log(-math.Log1p(-p.Chance(o.Length, 10)))
			sum += d * d
		}
		return sum
	}
	least := missed(p)
	for _, f := range []float64{0.99, 1.01} {
		for _, q := range []Process{{p.Rate * f, p.Shape, p.Scale}, {p.Rate, p.Shape * f, p.Scale}, {p.Rate, p.Shape, p.Scale * f}} {
			if missed(q) <= least {
				t.Errorf("%+v misses by %g, %+v by %g", q, missed(q), p, least)
			}
		}
	}
}

func TestOddsRefused(t *testing.T) {
	for _, c := range []struct {
		says string
		odds []Odds
	}{
		{"at least two", nil},
		{"at least two", []Odds{month(1, 0.8)}},
		{"contradict", []Odds{month(1, 0.5), month(6, 0.6)}},
		{"contradict", []Odds{month(1, 0.5), month(6, 0.5)}},
		{"same length", []Odds{month(6, 0.5), month(6, 0.4)}},
		{"above 0% and below 100%", []Odds{month(1, 1), month(6, 0.5)}},
		{"above 0% and below 100%", []Odds{month(1, 0.5), month(6, math.NaN())}},
		{"cannot last", []Odds{month(-1, 0.5), month(6, 0.2)}},
		{"must be below", []Odds{month(1, 0.8), month(2, 0.4), month(3, 0.39)}},
		{"too far below", []Odds{month(6, 0.8), month(12, 0.799999999), month(13, 0.1)}},
		{"curbs a year", []Odds{month(1, 0.8), month(1.001, 0.3)}},
	} {
		if _, err := FitOdds(10, c.odds); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%v: %v, want %q", c.odds, err, c.says)
		}
	}
	if _, err := FitOdds(0, []Odds{month(1, 0.8), month(6, 0.5)}); err == nil {
		t.Error("no time at all")
	}
}

// The remedy that is offered works: just below the chance that it names there is
// a process.
func TestRemedyOfOdds(t *testing.T) {
	odds := []Odds{month(1, 0.8), month(6, 0.63), month(18, 0.6)}
	_, err := FitOdds(10, odds)
	if err == nil || !strings.Contains(err.Error(), "18 months or more must be below 51.") {
		t.Fatalf("got %v", err)
	}
	odds[2].Chance = 0.51
	if _, err := FitOdds(10, odds); err != nil {
		t.Errorf("below: %v", err)
	}
}

// Length 0 is any curb at all: its odds give the rate directly.
func TestOddsOfAnyCurb(t *testing.T) {
	p, err := FitOdds(10, []Odds{month(0, -math.Expm1(-2)), month(6, 0.6), month(18, 0.3)})
	if err != nil || math.Abs(p.Rate-0.2) > 1e-12 {
		t.Errorf("got %+v, %v", p, err)
	}
}

func ExampleFitOdds() {
	p, err := FitOdds(10, []Odds{{1.0 / 12, 0.80, "1 month"}, {0.5, 0.63, "6 months"}, {1.5, 0.37, "18 months"}})
	fmt.Printf("%.3f in ten years; shape %.3f, scale %.2f months; %v\n", 10*p.Rate, p.Shape, 12*p.Scale, err)
	// Output: 1.964 in ten years; shape 0.687, scale 10.51 months; <nil>
}
