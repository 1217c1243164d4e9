package text

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"magnetsim/output"
)

func someMorris() *output.Morris {
	unknown := output.Interval{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
	return &output.Morris{
		Scenario: "mine", Variant: output.Variant{Policy: "none", Title: "No stockpile"}, Seed: 7, Metric: "shortfall.total", Unit: "t",
		Trajectories: 40, Worlds: 32, Levels: 8, Missing: 5, Runs: 6400, Mean: 812.3, Chance: 640,
		Groups: []output.MorrisGroup{
			{Name: "curbs.licensing", Members: []string{"a", "b"}, Size: output.Interval{Value: 310, Low: 250, High: 380}, Mean: unknown, Spread: unknown, Told: true},
			{Name: "sectors.auto.growth", Members: []string{"c"}, Size: output.Interval{Value: 120, Low: 95, High: 150}, Mean: output.Interval{Value: 118, Low: 90, High: 149}, Spread: output.Interval{Value: 60, Low: 40, High: 71}, Told: true},
			{Name: "plants.block-1.start", Members: []string{"d"}, Size: output.Interval{Value: 2, Low: 0, High: 6}, Mean: output.Interval{Value: -2, Low: -6, High: 0}, Spread: output.Interval{Value: 7, Low: 0, High: 11}},
			{Name: "materials.magnet.price", Members: []string{"e"}, None: true},
		},
	}
}

func morrisText(t *testing.T, d *output.Morris, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Morris(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMorrisGolden(t *testing.T) {
	for _, width := range []int{60, 100} {
		golden(t, fmt.Sprintf("morris-%d.txt", width), morrisText(t, someMorris(), Options{Width: width}))
	}
}

// Groups of several figures have no direction, and no words are lost on it; nor on
// chance where one world tells none.
func TestMorrisGroupsOnly(t *testing.T) {
	d := someMorris()
	d.Groups, d.Chance, d.Worlds = d.Groups[:1], math.NaN(), 1
	got := morrisText(t, d, Options{Width: 100})
	for _, word := range []string{"(σ)", "by chance alone", "single figures", "their mean is taken", "NaN"} {
		if strings.Contains(got, word) {
			t.Errorf("%q in %s", word, got)
		}
	}
	if !strings.Contains(got, "40 trajectories of 1 group at 8 levels, each in 1 world") || !strings.Contains(got, "in the same world.") {
		t.Error(got)
	}
}
