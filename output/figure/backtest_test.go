package figure

import (
	"bytes"
	"strings"
	"testing"

	"magnetsim/output"
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
	b.Scenario, b.Title, b.Series, b.Seed = "replay", "A replay", "shipped.china", 7
	return b
}

func TestDrawingsOfABacktest(t *testing.T) {
	b := replayed()
	for _, d := range []Drawing{Backtest(b), Places(b)} {
		for _, format := range Formats() {
			for _, size := range Sizes() {
				var once, twice bytes.Buffer
				style := Style{Size: size, DPI: 40}
				if err := d.Render(&once, format, style); err != nil {
					t.Fatal(d.Name, format, size, err)
				}
				if err := d.Render(&twice, format, style); err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
					t.Errorf("%s as %s: two drawings differ (%v)", d.Name, format, err)
				}
			}
		}
		if err := d.Render(&bytes.Buffer{}, "bmp", Style{}); err == nil {
			t.Error("an unknown format is drawn")
		}
	}
	if alt := Backtest(b).Alt(); !strings.Contains(alt, "Farthest off is 2025-05: 4,000 t observed") {
		t.Error(alt)
	}
	if alt := Places(b).Alt(); !strings.Contains(alt, "lowest first: 0, 1, 1, 0, 2") {
		t.Error(alt)
	}
	var data bytes.Buffer
	if err := Backtest(b).Data(&data); err != nil || !strings.Contains(data.String(), ",shipped.china,observed,2025-05,2,,period,4000,,,t") {
		t.Error(err, data.String())
	}
}
