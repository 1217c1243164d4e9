package outputtest

import (
	"magnetsim/output"
)

// Backtest is made up: each month is forecast by 1,000 t to 2,990 t; one of four lies
// outside, one has no value, and the year before has two.
func Backtest() *output.Backtest {
	sample := make([]float64, 200)
	for i := range sample {
		sample[i] = 1000 + 10*float64(i)
	}
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

// Backtests is made up: four episodes, the last of which has no year before.
func Backtests() *output.Backtests {
	sample := make([]float64, 200)
	for i := range sample {
		sample[i] = 1000 + 10*float64(i)
	}
	all := []*output.Backtest{Backtest()}
	for i, history := range [][]float64{{1200, 3800}, {3900, 4100}, nil} {
		b := output.NewBacktest([]output.Observed{{Label: "2023-08", Value: 1100}, {Label: "2023-09", Value: 2000 + 100*float64(i)}}, [][]float64{sample, sample}, history)
		b.Head, b.Series = Backtest().Head, "shipped.china"
		b.Head.Scenario = []string{"gallium", "germanium", "japan"}[i]
		all = append(all, b)
	}
	return output.NewBacktests(all)
}
