package sim_test

import (
	"io/fs"
	"slices"
	"testing"

	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// Every policy of every shipped scenario has the same results in a band, where
// correlated figures and plants are among what policies change.
func TestShippedPoliciesInABand(t *testing.T) {
	files, err := fs.Glob(scenarios.Shipped, "*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		l, _ := scenarios.Load(scenarios.Shipped, file, scenarios.Options{})
		if l == nil || len(l.Policies()) < 2 {
			continue
		}
		var models []*sim.Model
		for _, policy := range l.Policies() {
			models = append(models, shipped(t, file, policy))
		}
		band := sim.NewBand(models)
		if err := band.Play(draw.Random(1), 0, sim.Lanes, nil); err != nil {
			t.Fatal(err)
		}
		for v, m := range models {
			alone := m.NewBlock()
			if err := alone.Play(draw.Random(1), 0, sim.Lanes, nil); err != nil {
				t.Fatal(err)
			}
			for i, x := range m.Metrics() {
				if !slices.EqualFunc(band.Block(v).Metric(i), alone.Metric(i), func(a, b float64) bool { return a == b || a != a && b != b }) {
					t.Errorf("%s, %s: %s differs", file, l.Policies()[v], x.Name)
				}
			}
		}
	}
}
