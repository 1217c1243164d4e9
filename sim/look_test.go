package sim

import (
	"math"
	"slices"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
)

// regimed is the simple world under three regimes that follow one another, each
// with a severity that tells it apart.
func regimed() *chain.Scenario {
	s := simple(104, 5.2)
	severity := func(low, high float64) chain.Number {
		d, err := dist.Uniform(low, high)
		return uncertain("severity", d, err)
	}
	state := func(name string, n chain.Number, to string) chain.State {
		n.Name = name + ".severity"
		d, err := dist.Uniform(2*week, 9*week)
		return chain.State{Name: name, Severity: n, Lasts: uncertain(name+".lasts", d, err), To: []chain.Exit{{State: to, Weight: num(1)}}}
	}
	s.Curbs = []chain.Curb{{
		Name: "licensing", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
		Regimes: &chain.Regimes{Initial: "open", States: []chain.State{
			state("open", severity(0, 0.1), "half"), state("half", severity(0.4, 0.6), "shut"), state("shut", severity(0.9, 1), "open"),
		}},
	}}
	return s
}

// What is looked at adds up to what a trial reports: the last place of sums of a
// hundred steps may differ.
func TestLookAddsUp(t *testing.T) {
	s := regimed()
	s.Sectors[0].Backlog = num(0.3)
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	b := m.NewBlock()
	lost, blocked, delivered := 0.0, 0.0, 0.0
	const trial = 5
	if err := b.Play(draw.Random(3), 0, 8, func(k int) {
		x := b.Look(trial, k)
		lost += x.Subjects[0].Lost
		blocked += x.Sources[0].Blocked
		delivered = x.Delivered[0]
	}); err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]float64{"shortfall.total": lost, "blocked.china": blocked, "delivered.china": delivered} {
		want := b.column(t, name)[trial]
		if !(want > 0) || math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s: %g by step, %g reported", name, got, want)
		}
	}
}

// Looking changes nothing, and a trial alone is what it is in a block.
func TestLookChangesNothing(t *testing.T) {
	m, err := Compile(regimed())
	if err != nil {
		t.Fatal(err)
	}
	plain, watched := m.NewBlock(), m.NewBlock()
	const trial = 21
	if err := plain.Play(draw.Random(3), 0, Lanes, nil); err != nil {
		t.Fatal(err)
	}
	if err := watched.Play(draw.Random(3), trial, 1, func(k int) { watched.Look(0, k) }); err != nil {
		t.Fatal(err)
	}
	watched.Visits(0)
	watched.Severities(0)
	for i, x := range m.Metrics() {
		if a, b := plain.Metric(i)[trial], watched.Metric(i)[0]; math.Float64bits(a) != math.Float64bits(b) {
			t.Errorf("%s: %g in a block, %g watched alone", x.Name, a, b)
		}
	}
}

// Visits name the regimes in the order in which they follow one another, and
// each has a severity of its own range; their lengths add up to the time curbed.
func TestVisits(t *testing.T) {
	b := play(t, regimed(), 4)
	for trial := range 4 {
		visits := b.Visits(trial)
		if len(visits) < 3 {
			t.Fatalf("trial %d: only %d visits", trial, len(visits))
		}
		years := 0.0
		for i, v := range visits {
			least, most := []float64{0, 0.4, 0.9}[v.State], []float64{0.1, 0.6, 1}[v.State]
			if v.State != i%3 || v.Severity < least || v.Severity > most {
				t.Errorf("trial %d, visit %d: regime %d of severity %g", trial, i, v.State, v.Severity)
			}
			if i > 0 && v.Start != visits[i-1].End {
				t.Errorf("trial %d, visit %d begins at %g, the one before ends at %g", trial, i, v.Start, visits[i-1].End)
			}
			years += min(v.End, 104*week) - min(max(v.Start, 0), 104*week)
		}
		near(t, "time curbed, weeks", b.column(t, "curbed.licensing")[trial], years*weeksPerYear, 1e-6)
	}
}

// A scheduled curb of 20 weeks from week 20 on has its severity in these steps.
func TestSeverities(t *testing.T) {
	s := simple(60, 5.2)
	s.Curbs = []chain.Curb{embargo(20, 20, 0.75)}
	b := play(t, s, 1)
	got := b.Severities(0)
	want := make([]float64, 60)
	for k := 20; k < 40; k++ {
		want[k] = 0.75
	}
	if len(got) != 1 || !slices.EqualFunc(got[0], want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
		t.Errorf("%v", got)
	}
	if v := b.Visits(0); len(v) != 1 || v[0].State != -1 || v[0].Severity != 0.75 {
		t.Errorf("%+v", v)
	}
}

// What never comes begins at +Inf, what was always there at −Inf.
func TestBegins(t *testing.T) {
	s := simple(60, 5.2)
	s.Sources = append(s.Sources, s.Sources[0], s.Sources[0])
	s.Sources[1].Name, s.Sources[1].Start = "later", num(0.5)
	s.Sources[2].Name, s.Sources[2].Start, s.Sources[2].Success = "never", num(0.5), num(0)
	sources, plants := play(t, s, 1).Begins(0)
	if !slices.Equal(sources, []float64{math.Inf(-1), 0.5, math.Inf(1)}) || plants != nil {
		t.Errorf("%v %v", sources, plants)
	}
}
