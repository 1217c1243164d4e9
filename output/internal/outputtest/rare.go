package outputtest

import (
	"math"

	"magnetsim/output"
)

// Rare is made up: losses are exponential with a mean of 100 t, so that once in n trials
// more than 100·ln(n) t are lost.
func Rare() *output.Rare {
	approx := func(value, half float64) output.Interval {
		return output.Interval{Value: value, Low: value - half, High: value + half}
	}
	level := func(p float64) output.RareLevel {
		x := -100 * math.Log(p)
		return output.RareLevel{Value: approx(x, x*0.01/math.Sqrt(math.Sqrt(p))*0.3), Chance: approx(p, 0), EffectiveTrials: 400 / p}
	}
	r := &output.Rare{
		Head:    output.Head{Titles: Titles, Verb: "rare", Scenario: "india-test", Title: "India, made up", SourceLine: "nobody", Seed: 3, Asked: 8000, Trials: 7998, Failed: 2, Complete: true},
		Variant: output.Variant{Policy: "sixty", Title: "60 days"}, Metric: "shortfall.total", Unit: "t", Years: 2.5, Candidates: 400_000,
		Mean: output.RareValue{Interval: approx(100, 4), EffectiveTrials: 2500}, Tail: output.RareValue{Interval: approx(399.6, 5), EffectiveTrials: 61_234},
		Once: []output.RareLevel{level(1e-2), level(1e-3), level(1e-4)},
	}
	above := level(0.0025)
	above.Value, above.Chance = approx(600, 0), output.Interval{Value: 0.0025, Low: 0.0021, High: 0.003}
	never := output.RareLevel{Value: approx(2000, 0), Chance: output.Interval{High: 0.0007}, EffectiveTrials: math.NaN(), Warnings: []string{"it happened in no trial: only the upper end of its interval tells anything"}}
	r.Above = []output.RareLevel{above, never}
	for i := range 45 {
		r.Curve = append(r.Curve, level(0.5*math.Pow(10, -float64(i)/10)))
	}
	return r
}
