package table

import (
	"io"

	"magnetsim/output"
)

// period is a row of a backtest.
type period struct {
	Label    string `json:"period"`
	Observed Number `json:"observed"`
	P5       Number `json:"p5"`
	P25      Number `json:"p25"`
	P50      Number `json:"p50"`
	P75      Number `json:"p75"`
	P95      Number `json:"p95"`
	Mean     Number `json:"mean"`
	PIT      Number `json:"pit"`
	CRPS     Number `json:"crps"`
	Naive    Number `json:"naive_crps"`
	In50     bool   `json:"in_50"`
	In90     bool   `json:"in_90"`
}

func periods(b *output.Backtest) []period {
	all := []period{}
	for _, p := range b.Periods {
		all = append(all, period{
			p.Label, Number(p.Observed), Number(p.P5), Number(p.P25), Number(p.P50), Number(p.P75), Number(p.P95), Number(p.Mean),
			Number(p.PIT), Number(p.CRPS), Number(p.Naive), p.In50, p.In90,
		})
	}
	return all
}

// BacktestCSV writes a backtest, a row a period; quantities in the unit that the
// header names.
func BacktestCSV(w io.Writer, b *output.Backtest) error {
	l := newLines(w)
	l.text("period", "series", "unit", "observed", "p5", "p25", "p50", "p75", "p95", "mean", "pit", "crps", "naive_crps", "in_50", "in_90")
	l.end()
	for _, p := range periods(b) {
		l.text(p.Label, b.Series, b.Unit)
		l.numbers(float64(p.Observed), float64(p.P5), float64(p.P25), float64(p.P50), float64(p.P75), float64(p.P95), float64(p.Mean), float64(p.PIT), float64(p.CRPS), float64(p.Naive))
		l.count(bit(p.In50))
		l.count(bit(p.In90))
		l.end()
	}
	return l.close()
}

func bit(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// BacktestJSON writes a backtest with its summary.
func BacktestJSON(w io.Writer, b *output.Backtest) error {
	model, naive := b.CRPS()
	in50, in90 := b.Covered()
	return writeJSON(w, map[string]any{
		"scenario": b.Scenario, "title": b.Title, "scenario_hash": b.Hash, "seed": b.Seed, "trials": b.Trials, "series": b.Series, "unit": b.Unit,
		"periods": periods(b), "crps": Number(model), "naive_crps": Number(naive), "skill": Number(b.Skill()), "bias": Number(b.Bias()),
		"in_50": in50, "in_90": in90, "pit": b.PIT(), "history": len(b.History), "history_missing": listed(b.Missing), "gaps": listed(b.Gaps), "factor_apart": apartOrNull(b),
	})
}

// listed is a list in JSON also where it is empty.
func listed(all []string) []string { return append([]string{}, all...) }

// apartOrNull is the factor between observed and forecast where their units must be
// doubted, else null.
func apartOrNull(b *output.Backtest) Number {
	if factor := b.Apart(); factor > 0 {
		return Number(factor)
	}
	return Number(nan)
}
