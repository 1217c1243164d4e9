package study

import (
	"context"
	"math"
	"testing"

	"magnetsim/sim/draw"
)

// The mean and a chance of sums of exponentials, which the features tell but for a part
// of 0.3²/(1+0.3²) = 8% of the variance: within 4 standard errors in each of 20
// repeats, in 95% of them within 1.96 (16 at least: 95% less 4 standard errors), and
// the mean at least 5 times as good as plain trials would be.
func TestControlled(t *testing.T) {
	above := func(x float64) float64 {
		if x > 3 {
			return 1
		}
		return 0
	}
	for _, v := range []struct {
		what           string
		of             func(float64) float64
		want, variance float64
		gain           float64
	}{
		{"mean", func(x float64) float64 { return x }, 1 + minor, 1 + minor*minor, 5},
		{"P(> 3)", above, over(3), over(3) * (1 - over(3)), 1.5},
	} {
		held := 0
		for seed := range uint64(20) {
			e, err := Controlled{Trials: 1000, Worlds: 20_000, Of: v.of}.find(context.Background(), &sums{design: draw.Random(seed)})
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(e.Value-v.want) > 4*e.SE {
				t.Errorf("%s: %v ± %v, want %v", v.what, e.Value, e.SE, v.want)
			}
			if e.Low <= v.want && v.want <= e.High {
				held++
			}
			if gain := v.variance / 1000 / (e.SE * e.SE); gain < v.gain {
				t.Errorf("%s: a trial is worth %.2f, less than %v", v.what, gain, v.gain)
			}
		}
		if held < 16 {
			t.Errorf("%s: %d of 20 intervals hold the truth", v.what, held)
		}
	}
}

// A score that tells nothing changes nothing.
func TestControlledBlind(t *testing.T) {
	e, err := Controlled{Trials: 1000, Worlds: 5000, Of: func(x float64) float64 { return x }}.find(context.Background(), &blind{sums{design: draw.Random(9)}})
	if err != nil {
		t.Fatal(err)
	}
	plain := math.Sqrt((1 + minor*minor) / 1000)
	if math.Abs(e.Value-1-minor) > 4*e.SE || math.Abs(e.SE/plain-1) > 0.15 { // the spread of 1,000 exponentials is known to 4%
		t.Errorf("%v ± %v, want %v ± %v", e.Value, e.SE, 1+minor, plain)
	}
	if _, err := (Controlled{Trials: 999, Worlds: 5000}).find(context.Background(), &sums{}); err == nil {
		t.Error("too few trials are no error")
	}
}
