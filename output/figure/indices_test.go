package figure

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"magnetsim/output"
)

// divided is a variance that one group has most of, another little, a third none.
func divided() *output.Sobol {
	share := func(value, low, high float64, told bool) output.IndexShare {
		return output.IndexShare{Interval: output.Interval{Value: value, Low: low, High: high}, Told: told}
	}
	return &output.Sobol{
		Scenario: "world", Title: "A world", Variant: output.Variant{Policy: "none", Title: "No stockpile"}, Seed: 3,
		Metric: "shortfall.total", Unit: "t", Trials: 2000, Runs: 10_000, Mean: 500, SD: 300, Together: share(0.21, 0.12, 0.3, true),
		Groups: []output.SobolGroup{
			{Name: "curbs.ban", Members: []string{"curbs.ban.duration"}, First: share(0.61, 0.55, 0.68, true), Total: share(0.86, 0.8, 0.93, true)},
			{Name: "sectors.*.demand + sectors.*.growth", First: share(0.01, 0, 0.04, false), Total: share(0.09, 0.06, 0.13, true)},
			{Name: "materials.*", First: share(0, 0, 0, false), Total: share(0, 0, 0, false)},
		},
	}
}

// moved are effects of two figures, of a group of several, and of one that does
// nothing.
func moved() *output.Morris {
	about := func(value, half float64) output.Interval {
		return output.Interval{Value: value, Low: value - half, High: value + half}
	}
	none := about(math.NaN(), 0)
	return &output.Morris{
		Scenario: "world", Title: "A world", Variant: output.Variant{Policy: "none", Title: "No stockpile"}, Seed: 3,
		Metric: "shortfall.total", Unit: "t", Trajectories: 40, Worlds: 32, Levels: 8, Runs: 6400, Mean: 500, Chance: 290,
		Groups: []output.MorrisGroup{
			{Name: "curbs.ban.duration", Members: []string{"x"}, Size: about(610, 60), Mean: about(600, 62), Spread: about(240, 70), Told: true},
			{Name: "sectors.*.demand + sectors.*.growth", Members: []string{"x", "y"}, Size: about(280, 40), Mean: none, Spread: none, Told: true},
			{Name: "plants.block-1.start", Members: []string{"x"}, Size: output.Interval{Value: 4, High: 12}, Mean: about(-4, 8), Spread: about(9, 6)},
			{Name: "materials.magnet.price", Members: []string{"x"}, None: true},
		},
	}
}

// What may be zero is never given as a number, and every group has its data.
func TestIndicesTell(t *testing.T) {
	d, ok := Indices(divided())
	if !ok || !strings.Contains(d.Alt(), "curbs.ban alone 61% (55% to 68%), in all 86%") || !strings.Contains(d.Alt(), "alone not told from zero (at most 4%)") {
		t.Error(ok, d.Alt())
	}
	var data bytes.Buffer
	if err := d.Data(&data); err != nil || strings.Count(data.String(), "\n") != 1+2*3 {
		t.Error(err, data.String())
	}
	for x, want := range map[output.IndexShare]string{{}: "0", {Interval: output.Interval{Value: 0.02, High: 0.1}}: untold, {Interval: output.Interval{Value: 0.5, Low: 0.4, High: 0.6}, Told: true}: "50%"} {
		if got := indexText(x); got != want {
			t.Errorf("%+v is %q, want %q", x, got, want)
		}
	}
	none := divided()
	none.Groups = nil
	if _, ok := Indices(none); ok {
		t.Error("no groups are drawn")
	}
}

// Of many groups the smallest are left out, and told of.
func TestIndicesOfMany(t *testing.T) {
	many := divided()
	for range 20 {
		many.Groups = append(many.Groups, many.Groups[2])
	}
	l, err := Style{}.look()
	if err != nil {
		t.Fatal(err)
	}
	d, _ := Indices(many)
	if c := d.chart(l); len(c.panels[0].rows) != mostGroups || !strings.Contains(c.notes[0], "the 8 smallest groups are not shown") {
		t.Errorf("%d rows, %q", len(c.panels[0].rows), c.notes)
	}
}

func TestEffectsTell(t *testing.T) {
	d, ok := Effects(moved())
	for _, want := range []string{"curbs.ban.duration 610 t (550 t to 670 t)", "plants.block-1.start not told from zero (at most 12 t)", "materials.magnet.price none at all"} {
		if !ok || !strings.Contains(d.Alt(), want) {
			t.Error(want, ok, d.Alt())
		}
	}
	l, err := Style{}.look()
	if err != nil {
		t.Fatal(err)
	}
	if keys := d.chart(l).keys; len(keys) != 2 {
		t.Errorf("%d keys", len(keys))
	}
	groups := moved()
	groups.Groups, groups.Chance = groups.Groups[1:2], math.NaN()
	d, _ = Effects(groups)
	if c := d.chart(l); len(c.keys) != 1 || strings.Contains(c.notes[0], "deviation") {
		t.Errorf("of several figures together: %d keys, %q", len(c.keys), c.notes)
	}
	groups.Groups = nil
	if _, ok := Effects(groups); ok {
		t.Error("no groups are drawn")
	}
}
