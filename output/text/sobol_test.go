package text

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"magnetsim/output"
)

func someSobol() *output.Sobol {
	share := func(value, low, high float64, told bool) output.IndexShare {
		return output.IndexShare{Interval: output.Interval{Value: value, Low: low, High: high}, Told: told}
	}
	return &output.Sobol{
		Scenario: "mine", Variant: output.Variant{Policy: "none", Title: "No stockpile"}, Seed: 7,
		Metric: "shortfall.total", Unit: "t", Trials: 995, Missing: 5, Runs: 5000, Mean: 812.3, SD: 1530,
		Together: share(0.21, 0.12, 0.3, true),
		Groups: []output.SobolGroup{
			{Name: "curbs.licensing", First: share(0.74, 0.66, 0.82, true), Total: share(0.93, 0.84, 1, true)},
			{Name: "sectors.*.demand + sectors.*.growth", First: share(0, 0, 0.041, false), Total: share(0.052, 0.031, 0.08, true)},
			{Name: "materials.*", First: share(0, 0, 0, false), Total: share(0, 0, 0, false)},
		},
	}
}

func sobolText(t *testing.T, d *output.Sobol, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Sobol(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSobolGolden(t *testing.T) {
	for _, width := range []int{60, 100} {
		golden(t, fmt.Sprintf("sobol-%d.txt", width), sobolText(t, someSobol(), Options{Width: width}))
	}
}

// What may be zero is never given as a number.
func TestSobolUntold(t *testing.T) {
	d := someSobol()
	d.Together.Told = false
	got := sobolText(t, d, Options{Width: 100})
	if !strings.Contains(got, "~ (0 to 4%)") || !strings.Contains(got, "cannot be told from these trials") || strings.Contains(got, "21%") {
		t.Error(got)
	}
}
