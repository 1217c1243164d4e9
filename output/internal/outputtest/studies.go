package outputtest

import (
	"math"

	"magnetsim/output"
)

// Accuracy is made up: p95 of Sobol' points has no error.
func Accuracy() *output.Accuracy {
	a := &output.Accuracy{
		Head:   output.Head{Titles: Titles, Verb: "accuracy", Scenario: "minimal", Title: "A small example", Policy: "none", Seed: 1, Asked: 8192, Trials: 8192, Complete: true},
		Metric: "shortfall.total", Unit: "t",
	}
	a.Add("random", [3]float64{10, 20, 30}, true)
	a.Add("antithetic", [3]float64{5, 20, 33}, true)
	a.Add("sobol", [3]float64{0.18, 0, 3}, true)
	a.Add("strata", [3]float64{3, 2, 4}, false)
	return a
}

// Odds is made up: exponential lengths of a year, a curb in ten years.
func Odds() *output.Odds {
	o := &output.Odds{
		Head: output.Head{Titles: Titles, Verb: "odds", Title: "curb", Complete: true}, Within: "10 years", Years: 10, Process: output.CurbProcess{Rate: 0.1, Scale: 1, Shape: 1},
		YAML: "curbs:\n  curb: {}\n",
	}
	for i, name := range []string{"6 months", "1 year", "2 years"} {
		length := []float64{0.5, 1, 2}[i]
		o.Stated = append(o.Stated, output.CurbOdds{Length: length, Name: name, Chance: 1 - math.Exp(-math.Exp(-length)) + 0.02*float64(i)})
	}
	return o
}

// Backtest is made up: each month is forecast by 1,000 t to 2,990 t; one of four lies
// outside, one has no value, and the year before has two.
func Backtest() *output.Backtest {
	sample := forecast()
	var periods []output.Observed
	var samples [][]float64
	for i, x := range []float64{1500, 4000, 2100, 2600} {
		periods = append(periods, output.Observed{Label: []string{"2025-04", "2025-05", "2025-07", "2025-08"}[i], Value: x})
		samples = append(samples, sample)
	}
	b := output.NewBacktest(periods, samples, []float64{1900, 2000})
	b.Head = output.Head{Titles: Titles, Verb: "backtest", Scenario: "replay", Title: "A replay", Policy: "none", Seed: 7, Sampling: "random", Asked: 200, Trials: 200, Complete: true}
	b.Series, b.Gaps = "shipped.china", []string{"2025-06"}
	b.Missing = []string{"2024-04", "2024-07", "2024-08", "2024-09", "2024-10", "2024-11", "2024-12", "2025-01", "2025-02", "2025-03"}
	return b
}

func forecast() (sample []float64) {
	for i := range 200 {
		sample = append(sample, 1000+10*float64(i))
	}
	return sample
}

// Backtests is made up: four episodes, the last of which has no year before.
func Backtests() *output.Backtests {
	sample, all := forecast(), []*output.Backtest{Backtest()}
	for i, history := range [][]float64{{1200, 3800}, {3900, 4100}, nil} {
		b := output.NewBacktest([]output.Observed{{Label: "2023-08", Value: 1100}, {Label: "2023-09", Value: 2000 + 100*float64(i)}}, [][]float64{sample, sample}, history)
		b.Head, b.Series = Backtest().Head, "shipped.china"
		b.Head.Scenario = []string{"gallium", "germanium", "japan"}[i]
		all = append(all, b)
	}
	return output.NewBacktests(all)
}

// Rare is made up: losses are exponential with a mean of 100 t, so that once in n trials
// more than 100·ln(n) t are lost.
func Rare() *output.Rare {
	level := func(p float64) output.RareLevel {
		x := -100 * math.Log(p)
		return output.RareLevel{Value: about(x, x*0.01/math.Sqrt(math.Sqrt(p))*0.3), Chance: about(p, 0), EffectiveTrials: 400 / p}
	}
	r := &output.Rare{
		Head:    output.Head{Titles: Titles, Verb: "rare", Scenario: "india-test", Title: "India, made up", SourceLine: "nobody", Seed: 3, Asked: 8000, Trials: 7998, Failed: 2, Complete: true},
		Variant: output.Variant{Policy: "sixty", Title: "60 days"}, Metric: "shortfall.total", Unit: "t", Years: 2.5, Candidates: 400_000,
		Mean: output.RareValue{Interval: about(100, 4), EffectiveTrials: 2500}, Tail: output.RareValue{Interval: about(399.6, 5), EffectiveTrials: 61_234},
		Once: []output.RareLevel{level(1e-2), level(1e-3), level(1e-4)},
	}
	above := level(0.0025)
	above.Value, above.Chance = about(600, 0), output.Interval{Value: 0.0025, Low: 0.0021, High: 0.003}
	never := output.RareLevel{Value: about(2000, 0), Chance: output.Interval{High: 0.0007}, EffectiveTrials: math.NaN(), Warnings: []string{"it happened in no trial: only the upper end of its interval tells anything"}}
	r.Above = []output.RareLevel{above, never}
	for i := range 45 {
		r.Curve = append(r.Curve, level(0.5*math.Pow(10, -float64(i)/10)))
	}
	return r
}

// Sobol is a variance that one group has most of, another little, a third none.
func Sobol() *output.Sobol {
	index := func(value, low, high float64, told bool) output.IndexShare {
		return output.IndexShare{Interval: output.Interval{Value: value, Low: low, High: high}, Told: told}
	}
	return &output.Sobol{
		Head:    output.Head{Titles: Titles, Verb: "sensitivity", Scenario: "world", Title: "A world", Seed: 3, Trials: 2000, Asked: 2000, Complete: true},
		Variant: output.Variant{Policy: "none", Title: "No stockpile"}, Metric: "shortfall.total", Unit: "t", Mean: 500, SD: 300, Together: index(0.21, 0.12, 0.3, true),
		Groups: []output.SobolGroup{
			{Name: "curbs.ban", Members: []string{"curbs.ban.duration"}, First: index(0.61, 0.55, 0.68, true), Total: index(0.86, 0.8, 0.93, true)},
			{Name: "sectors.*.demand + sectors.*.growth", First: index(0.01, 0, 0.04, false), Total: index(0.09, 0.06, 0.13, true)},
			{Name: "materials.*", First: index(0, 0, 0, false), Total: index(0, 0, 0, false)},
		},
	}
}

// Morris are effects of two figures, of a group of several, and of one that does
// nothing.
func Morris() *output.Morris {
	none := about(math.NaN(), 0)
	return &output.Morris{
		Head:    output.Head{Titles: Titles, Verb: "sensitivity", Scenario: "world", Title: "A world", Seed: 3, Trials: 6400, Asked: 6400, Complete: true},
		Variant: output.Variant{Policy: "none", Title: "No stockpile"}, Metric: "shortfall.total", Unit: "t", Trajectories: 40, Worlds: 32, Levels: 8, Mean: 500, Chance: 290,
		Groups: []output.MorrisGroup{
			{Name: "curbs.ban.duration", Members: []string{"x"}, Size: about(610, 60), Mean: about(600, 62), Spread: about(240, 70), Told: true},
			{Name: "sectors.*.demand + sectors.*.growth", Members: []string{"x", "y"}, Size: about(280, 40), Mean: none, Spread: none, Told: true},
			{Name: "plants.block-1.start", Members: []string{"x"}, Size: output.Interval{Value: 4, High: 12}, Mean: about(-4, 8), Spread: about(9, 6)},
			{Name: "materials.magnet.price", Members: []string{"x"}, None: true},
		},
	}
}
