package figure

import (
	"bytes"
	"strings"
	"testing"

	"magnetsim/output/internal/outputtest"
)

// Every policy in every case, by the mean and by the worst.
func TestComparisonIsToldFromItsLevels(t *testing.T) {
	c := outputtest.Comparison()
	all := Comparison(c)
	if len(all) != 2 || all[0].Name != "compared" || all[1].Name != "compared-cvar95" || all[0].Title() != "Mean total shortfall by case and policy" {
		t.Fatal(len(all), all[0].Title())
	}
	if alt := all[1].Alt(); !strings.Contains(alt, "As it stands: No stockpile 8,653 ± 260 t, 60 days of use, national 4,500 ± 135 t") || !strings.Contains(alt, "8,000 to 10,000 trials each") {
		t.Error(alt)
	}
	var data bytes.Buffer
	if err := dataTo(&data, all[0]); err != nil || strings.Count(data.String(), "\n") != 1+len(c.Policies)*len(c.Cases) {
		t.Error(err, data.String())
	}
	c.Levels, c.Metric = nil, "value_lost.auto"
	if len(Comparison(c)) != 0 || lossTitle(c) != "value lost by Auto" {
		t.Error("levels that are not there", lossTitle(c))
	}
}
