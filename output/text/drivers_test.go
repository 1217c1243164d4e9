package text

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"magnetsim/output"
)

func someDrivers() *output.Drivers {
	groups := func(x0, y0, x1, y1 float64) []output.Decile {
		return []output.Decile{{Trials: 100, Input: x0, Output: y0}, {Trials: 900, Input: x1, Output: y1}}
	}
	return &output.Drivers{
		Scenario: "mine", Variant: output.Variant{Policy: "none", Title: "No stockpile"}, Run: output.Run{Trials: 5000, Seed: 7},
		Metric: "first_short.total", Unit: "weeks", Trials: 900, Missing: 100, Inputs: 2, Apart: 1, Explained: output.Interval{Value: 0.118, Low: 0.07, High: 0.17},
		Rows: []output.Driver{
			{Input: "curbs.licensing.regimes.eased.to.embargo", Unit: "per yr", Told: true, P: 1e-9,
				Rank: output.Interval{Value: -0.31, Low: -0.37, High: -0.25}, Change: output.Interval{Value: -21, Low: -30, High: -12.5}, Deciles: groups(0.1, 60, 0.5, 39)},
			{Input: "sectors.cars.growth", Unit: "share/yr", P: 0.9,
				Rank: output.Interval{Value: -0.004, Low: -0.07, High: 0.06}, Change: output.Interval{Value: 1, Low: -7, High: 9}, Deciles: groups(0.02, 49, 0.08, 50)},
		},
	}
}

func driversText(t *testing.T, d *output.Drivers, all bool, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Drivers(&b, d, all, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDriversGolden(t *testing.T) {
	for _, width := range []int{60, 100} {
		golden(t, fmt.Sprintf("drivers-%d.txt", width), driversText(t, someDrivers(), true, Options{Width: width}))
	}
}

// What cannot be told from noise is shown only where it is asked for, and is
// never counted as a driver.
func TestDriversNoise(t *testing.T) {
	d := someDrivers()
	if got := driversText(t, d, false, Options{}); strings.Contains(got, "sectors.cars.growth") || !strings.Contains(got, "1 of the 2 inputs that vary cannot be told from noise") {
		t.Error(got)
	}
	d.Rows[0].Told, d.Apart, d.Explained = false, 0, output.Interval{Value: 0, Low: 0, High: 0.02}
	if got := driversText(t, d, false, Options{}); strings.Contains(got, "rank correlation +") || !strings.Contains(got, "None of the 2 inputs") || !strings.Contains(strings.Join(strings.Fields(got), " "), "cannot be told to account for any of how first_short.total ranks among the trials, and for 2% at most") {
		t.Error(got)
	}
	d.Rows, d.Inputs = nil, 0
	if got := driversText(t, d, false, Options{}); !strings.Contains(got, "Nothing to tell") {
		t.Error(got)
	}
}
