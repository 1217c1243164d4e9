package experiment

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
)

// How long regimes last: hand values of exp(−2·t) = 0.05 and (1−0.1)^n = 0.05.
func TestLasts(t *testing.T) {
	exits := func(weights ...float64) []chain.Exit {
		var all []chain.Exit
		for _, w := range weights {
			all = append(all, chain.Exit{Weight: chain.Certain("", w)})
		}
		return all
	}
	for _, c := range []struct {
		name      string
		state     chain.State
		everyStep bool
		want      float64
	}{
		{"rates", chain.State{To: exits(1.5, 0.5)}, false, 1.4978661367769954},
		{"probabilities", chain.State{To: exits(0.1)}, true, 28.433158805743247 / 12},
		{"its own", chain.State{Lasts: chain.Certain("", 0.75), To: exits(1)}, false, 0.75},
		{"no way out", chain.State{}, false, math.Inf(1)},
		{"surely left", chain.State{To: exits(1)}, true, 0},
	} {
		got := lasts(c.state, c.everyStep, 1.0/12)
		if got != c.want && !(math.Abs(got-c.want) < 1e-12*c.want) { // a few roundings
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if restricts(chain.State{Severity: chain.Certain("", 0)}) || !restricts(chain.State{Severity: chain.Number{Dist: mustUniform(t)}}) {
		t.Error("a regime restricts where its severity can be above 0")
	}
}

func mustUniform(t *testing.T) dist.Dist {
	t.Helper()
	d, err := dist.Uniform(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
