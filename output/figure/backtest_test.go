package figure

import (
	"bytes"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
	"magnetsim/sim/study"
)

// replayed is four months of which one lies outside its forecast.
func replayed() *output.Backtest {
	sample := make([]float64, 200)
	for i := range sample {
		sample[i] = 1000 + 10*float64(i)
	}
	var periods []study.Observed
	var samples [][]float64
	for i, x := range []float64{1500, 4000, 2100, 2600} {
		periods = append(periods, study.Observed{Label: "2025-0" + string(rune('4'+i)), Value: x})
		samples = append(samples, sample)
	}
	b := output.NewBacktest(periods, samples, []float64{1900, 2000})
	b.Head, b.Series = output.Head{Titles: outputtest.Titles, Scenario: "replay", Title: "A replay", Trials: 200, Seed: 7}, "shipped.china"
	return b
}

func TestDrawingsOfABacktest(t *testing.T) {
	b := replayed()
	if alt := Backtest(b).Alt(); !strings.Contains(alt, "Farthest off is 2025-05: 4,000 t observed") {
		t.Error(alt)
	}
	if alt := Places(b).Alt(); !strings.Contains(alt, "lowest first: 0, 1, 1, 0, 2") {
		t.Error(alt)
	}
	var data bytes.Buffer
	if err := dataTo(&data, Backtest(b)); err != nil || !strings.Contains(data.String(), ",shipped.china,observed,2025-05,2,,period,4000,,,t") {
		t.Error(err, data.String())
	}
}
