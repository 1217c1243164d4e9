package figure

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// What may be zero is never given as a number, and every group has its data.
func TestIndicesTell(t *testing.T) {
	d, ok := Indices(outputtest.Sobol())
	if !ok || !strings.Contains(d.Alt(), "Ban alone 61% (55% to 68%), in all 86%") || !strings.Contains(d.Alt(), "alone not told from zero (at most 4%)") {
		t.Error(ok, d.Alt())
	}
	var data bytes.Buffer
	if err := dataTo(&data, d); err != nil || strings.Count(data.String(), "\n") != 1+2*3 {
		t.Error(err, data.String())
	}
	for x, want := range map[output.IndexShare]string{{}: "0", {Interval: output.Interval{Value: 0.02, High: 0.1}}: untold, {Interval: output.Interval{Value: 0.5, Low: 0.4, High: 0.6}, Told: true}: "50%"} {
		if got := indexText(x); got != want {
			t.Errorf("%+v is %q, want %q", x, got, want)
		}
	}
	none := outputtest.Sobol()
	none.Groups = nil
	if _, ok := Indices(none); ok {
		t.Error("no groups are drawn")
	}
}

// Of many groups the smallest are left out, and told of.
func TestIndicesOfMany(t *testing.T) {
	many := outputtest.Sobol()
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
	d, ok := Effects(outputtest.Morris())
	for _, want := range []string{"Ban: duration 610 t (550 t to 670 t)", "Block 1: start not told from zero (at most 12 t)", "Magnet: price none at all"} {
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
	groups := outputtest.Morris()
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
