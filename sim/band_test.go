package sim

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
)

// edits are changes that a policy may make. Those with the same world leave all that is
// drawn, planned and offered as it is.
var edits = []struct {
	name  string
	same  bool
	apply func(g maker, s *chain.Scenario)
}{
	{"target", true, func(g maker, s *chain.Scenario) { s.Stockpiles[0].Target.Number = g.num("n0.target", 1, 90) }},
	{"initial", true, func(g maker, s *chain.Scenario) {
		s.Stockpiles[1].Initial = chain.Amount{Number: g.num("n1.initial", 1, 90)}
	}},
	{"trigger", true, func(g maker, s *chain.Scenario) { s.Stockpiles[2].Trigger = chain.OnCurb }},
	{"eligible", true, func(_ maker, s *chain.Scenario) { s.Stockpiles[0].Eligible = []string{"sector0"} }},
	{"allocation", true, func(_ maker, s *chain.Scenario) { s.Rules.Allocation = (s.Rules.Allocation + 1) % 4 }},
	{"restocking", true, func(g maker, s *chain.Scenario) { s.Rules.Restocking = num(0.3) }},
	{"floor", true, func(_ maker, s *chain.Scenario) { s.Sectors[0].Floor = num(0.4) }},
	{"backlog", true, func(_ maker, s *chain.Scenario) { s.Sectors[0].Backlog = num(0.7) }},
	{"switching", true, func(g maker, s *chain.Scenario) { s.Materials[2].Switching = g.num("other.switching", 0, 2) }},
	{"plant", false, func(_ maker, s *chain.Scenario) { s.Plants[0].Capacity = num(123.25) }},
	{"lead", false, func(_ maker, s *chain.Scenario) { s.Sources[1].Lead = num(0.123) }},
	{"share", false, func(_ maker, s *chain.Scenario) { s.Sources[3].Share = num(0.777) }},
	{"cover", false, func(_ maker, s *chain.Scenario) { s.Sectors[0].Cover = num(0.0625) }},
	{"demand", false, func(_ maker, s *chain.Scenario) { s.Sectors[0].Demand = num(432.5) }},
	{"curb", false, func(_ maker, s *chain.Scenario) { s.Curbs[0].Scheduled.Severity = chain.Certain("ban.severity", 0.43) }},
}

// edited returns a copy of a scenario with an edit.
func edited(g maker, s *chain.Scenario, apply func(maker, *chain.Scenario)) *chain.Scenario {
	c := *s
	c.Materials, c.Sources, c.Plants = slices.Clone(s.Materials), slices.Clone(s.Sources), slices.Clone(s.Plants)
	c.Sectors, c.Stockpiles, c.Curbs = slices.Clone(s.Sectors), slices.Clone(s.Stockpiles), slices.Clone(s.Curbs)
	for i, x := range c.Curbs {
		if x.Scheduled != nil {
			scheduled := *x.Scheduled
			c.Curbs[i].Scheduled = &scheduled
		}
	}
	apply(g, &c)
	return &c
}

// A model's results in a band are those of its own block, bit for bit, whether or not
// it shares a world; and it shares one just where the world is the same.
func TestABandPlaysAsTheModelsAlone(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g, s := maker{r}, anyScenario(r)
		models, same := []*Model{mustCompile(r, s)}, true
		for range 3 {
			e := rapid.SampledFrom(edits).Draw(r, "edit")
			models = append(models, mustCompile(r, edited(g, s, e.apply)))
			same = same && e.same
		}
		band := NewBand(models)
		deters := slices.ContainsFunc(s.Curbs, func(c chain.Curb) bool { return c.Responds != nil && c.Responds.To == chain.StockCover })
		if one := len(band.worlds) == 1; one != same && !(same && deters) {
			r.Fatalf("%d worlds; the same world: %v", len(band.worlds), same)
		}
		playsAsAlone(r, band, models, rapid.IntRange(1, Lanes).Draw(r, "trials"), 640, 64)
	})
}

// In worlds that are kept of other policies, and of other worlds, a model plays as in its own.
func TestAKeptWorldIsAsANewOne(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g, s := maker{r}, anyScenario(r)
		n := rapid.IntRange(1, Lanes).Draw(r, "trials")
		var kept Worlds
		for range 4 {
			m := mustCompile(r, edited(g, s, rapid.SampledFrom(edits).Draw(r, "edit").apply))
			band := kept.Band([]*Model{m})
			first := rapid.SampledFrom([]uint64{0, 64}).Draw(r, "first")
			playsAsAlone(r, band, []*Model{m}, n, first)
			kept.Keep(band)
		}
		if len(kept.idle) > mostWorlds {
			r.Fatalf("%d worlds are kept", len(kept.idle))
		}
	})
}

// The scenes of a world that meets its trials again are those of a new one, also where a play
// was stopped in between, and where other trials came in between.
func TestScenesAreAsTheyWere(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m := mustCompile(r, anyScenario(r))
		n := rapid.IntRange(1, Lanes).Draw(r, "trials")
		band := NewBand([]*Model{m})
		w := band.worlds[0]
		playsAsAlone(r, band, []*Model{m}, n, 64, 64)
		if len(w.scenes) != m.steps {
			r.Fatalf("%d scenes of %d steps", len(w.scenes), m.steps)
		}
		playsAsAlone(r, band, []*Model{m}, n, 64, 0)
		if w.scenes != nil {
			r.Fatal("other trials have the scenes of others")
		}
		steps := rapid.IntRange(0, m.steps).Draw(r, "steps before a stop")
		band.StopWhen(func() bool { return len(w.scenes) == steps })
		if err := band.Play(draw.Random(7), 0, n, nil); steps < m.steps && !errors.Is(err, ErrStopped) {
			r.Fatal(err)
		}
		band.StopWhen(nil)
		playsAsAlone(r, band, []*Model{m}, n, 0, 0)
		w.forget()
		playsAsAlone(r, band, []*Model{m}, n, 0, 0, 0)
	})
}

// A play pauses before every step, and can be stopped there.
func TestAPauseIsBeforeEveryStep(t *testing.T) {
	pauses := 0
	kept := &Worlds{Pause: func() { pauses++ }}
	band := kept.Band([]*Model{mustCompile(t, simple(8, 4))})
	if err := band.Play(draw.Random(7), 0, 3, nil); err != nil || pauses != 8 {
		t.Errorf("%d pauses in 8 steps; error %v", pauses, err)
	}
	band.StopWhen(func() bool { return pauses == 11 })
	if err := band.Play(draw.Random(7), 0, 3, nil); !errors.Is(err, ErrStopped) || pauses != 11 {
		t.Errorf("%d pauses before the third step; error %v", pauses, err)
	}
}

// A world is drawn again for other trials, fewer of them, and another design.
func TestAKeptWorldIsOfItsTrials(t *testing.T) {
	w := newWorld(mustCompile(t, simple(8, 4)))
	meet := func(d draw.Design, first uint64, n int) *world {
		if err := w.meet(d, first, n); err != nil {
			t.Fatal(err)
		}
		return w
	}
	one := draw.Sobol(7, nil, 8)
	for _, x := range []struct {
		what  string
		d     draw.Design
		first uint64
		n     int
		again bool
	}{
		{"the first", draw.Random(7), 64, 9, true}, {"the same", draw.Random(7), 64, 9, false}, {"other trials", draw.Random(7), 0, 9, true},
		{"fewer", draw.Random(7), 0, 8, true}, {"another seed", draw.Random(8), 0, 8, true}, {"another plan", one, 0, 8, true}, {"it again", one, 0, 8, false},
		{"one made anew", draw.Sobol(7, nil, 8), 0, 8, true}, {"what cannot be compared", draw.Picked(one, []uint64{1, 2}), 0, 2, true}, {"nor now", draw.Picked(one, []uint64{1, 2}), 0, 2, true},
	} {
		w.strains.own[0] = math.NaN()
		if drawn := !math.IsNaN(meet(x.d, x.first, x.n).strains.own[0]); drawn != x.again {
			t.Errorf("%s: drawn again: %v", x.what, drawn)
		}
	}
}

func mustCompile(t interface{ Fatal(...any) }, s *chain.Scenario) *Model {
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// playsAsAlone plays blocks of n trials in a band, and compares each of its models with its own
// block.
func playsAsAlone(t interface {
	Fatal(...any)
	Fatalf(string, ...any)
}, band *Band, models []*Model, n int, firsts ...uint64) {
	for _, first := range firsts {
		series := map[string][]float64{}
		err := band.Play(draw.Random(7), first, n, func(model, step int) {
			for i := range models[model].Series() {
				key := fmt.Sprint(model, step, i)
				series[key] = append(series[key], band.Block(model).SeriesNow(i)...)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		for v, m := range models {
			alone := m.NewBlock()
			err := alone.Play(draw.Random(7), first, n, func(step int) {
				for i, x := range m.Series() {
					for l, want := range alone.SeriesNow(i) {
						if got := series[fmt.Sprint(v, step, i)][l]; math.Float64bits(got) != math.Float64bits(want) {
							t.Fatalf("model %d, trial %d, step %d: %s is %v, alone %v", v, l, step, x.Name, got, want)
						}
					}
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			for i, x := range m.Metrics() {
				for l, want := range alone.Metric(i) {
					if got := band.Block(v).Metric(i)[l]; math.Float64bits(got) != math.Float64bits(want) {
						t.Fatalf("model %d, trial %d: %s is %v, alone %v", v, l, x.Name, got, want)
					}
				}
			}
			for i, x := range m.Inputs() {
				if !slices.Equal(band.Block(v).Input(i), alone.Input(i)) {
					t.Fatalf("model %d: %s is not drawn the same", v, x.Name)
				}
			}
		}
	}
}
