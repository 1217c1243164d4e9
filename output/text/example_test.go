package text_test

import (
	"os"

	"magnetsim/output"
	"magnetsim/output/text"
)

// A report with one number gives a short screen.
func ExampleScreen() {
	r := &output.Report{
		Scenario: "minimal", Title: "One magnet",
		Run:      output.Run{Trials: 1000, Seed: 1, Sampling: "random", Complete: true},
		Variants: []output.Variant{{Policy: "none"}},
		Stats: []output.Stat{
			{Metric: "shortfall.total", Measure: "shortfall", Subject: "total", Kind: "total", Statistic: "p_any", Value: 0.25, Low: 0.22, High: 0.28, Unit: "share", N: 1000},
			{Metric: "shortfall.total", Measure: "shortfall", Subject: "total", Kind: "total", Statistic: "mean", Value: 120, Low: 110, High: 130, Unit: "t", N: 1000},
			{Metric: "shortfall.total", Measure: "shortfall", Subject: "total", Kind: "total", Statistic: "cvar95", Value: 900, Low: 800, High: 1000, Unit: "t", N: 1000},
		},
	}
	if err := text.Screen(os.Stdout, r, text.Options{Width: 80}); err != nil {
		panic(err)
	}
	// Output:
	// One magnet
	// minimal · 1,000 trials · seed 1 · random sampling
	//
	// none: some shortfall in 25 ± 3% of the trials; 120 ± 10 t lost on average, and
	// 900 t on average in the worst 5%.
	//
	// By sector: none
	//        Any shortfall  Mean shortfall  CVaR95
	// ────────────────────────────────────────────
	// Total        25 ± 3%      120 ± 10 t   900 t
	// ± sampling error (95%) · CVaR95: mean of the worst 5% · over the whole horizon
}
