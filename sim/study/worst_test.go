package study

import (
	"math"
	"reflect"
	"testing"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
)

// By hand: bad {2, 3}, others {1, 2}. Of the four pairs three are larger and one is a
// tie: 3.5/4. The placements of the bad are 0.75 and 1, those of the others 1 and
// 0.75: variance 1/32 each, so that the standard error is √(1/64 + 1/64).
func TestShiftByHand(t *testing.T) {
	s := Shifts([][]float64{{2, 1, 3, 2}}, []bool{true, false, true, false})
	if len(s) != 1 || math.Abs(s[0].Effect.Value-0.875) > 1e-12 {
		t.Fatalf("%+v", s)
	}
	half := 1.96 * math.Sqrt(1.0/32) / (0.875 * 0.125)
	want := 1 / (1 + math.Exp(-(math.Log(7) - half)))
	if math.Abs(s[0].Effect.Low-want) > 1e-12 {
		t.Errorf("low end %g, want %g", s[0].Effect.Low, want)
	}
	// Values 2 and 3 among 1, 2, 2, 3: half way through the two 2s, and the last.
	if s[0].Bad.Values != [3]float64{2, 2, 3} || s[0].Bad.Places != [3]float64{0.5, 0.5, 0.875} {
		t.Errorf("%+v", s[0].Bad)
	}
	// U's variance with a tie of two, 2·2/12·(5 − 6/12) = 1.5, over 16 pairs².
	p := math.Erfc(0.375 / math.Sqrt(1.5/16) / math.Sqrt2)
	if math.Abs(s[0].P-p) > 1e-12 {
		t.Errorf("P %g, want %g", s[0].P, p)
	}
}

// X is uniform and bad with chance X/5. P(X bad > X other) = ∫ 2x (x − x²/10)/0.9 dx =
// (2/3 − 1/20)/0.9 = 0.68519. Of 200 samples the 95% interval holds it in
// 190 ± 4·√(200·0.05·0.95) = 177.7 at least.
func TestShiftCovers(t *testing.T) {
	held := 0
	for seed := range uint64(200) {
		const n = 400
		x, u := uniforms(n, seed, "x"), uniforms(n, seed, "u")
		bad := make([]bool, n)
		for i := range bad {
			bad[i] = u[i] < x[i]/5
		}
		if e := Shifts([][]float64{x}, bad)[0].Effect; e.Low <= 0.685185 && 0.685185 <= e.High {
			held++
		}
	}
	if held < 178 || held > 200 {
		t.Errorf("the interval held in %d of 200 samples", held)
	}
}

// In 19 of 20 worlds of noise nothing is told apart: of 100, at most 5 + 4·√4.75.
func TestShiftsOfNoise(t *testing.T) {
	wrong := 0
	for seed := range uint64(100) {
		s := Shifts(columnsOf(20, 300, seed), WorstOf(uniforms(300, seed, "y"), 0.9))
		if s[0].Told {
			wrong++
		}
	}
	if wrong > 13 {
		t.Errorf("something was claimed of noise in %d of 100 worlds", wrong)
	}
}

// What does not vary or lacks a number is left out, and without two kinds of trials
// there is nothing to compare.
func TestShiftsLeaveOut(t *testing.T) {
	x := []float64{1, 2, 3, 4, 5}
	bad := []bool{false, false, true, true, true}
	if s := Shifts([][]float64{{1, 1, 1, 1, 1}, {1, 2, math.NaN(), 4, 5}, x}, bad); len(s) != 1 || s[0].Input != 2 || s[0].Effect.Value != 1 || !math.IsNaN(s[0].Effect.Low) {
		t.Errorf("%+v", s)
	}
	if s := Shifts([][]float64{x}, make([]bool, 5)); s != nil {
		t.Errorf("%+v", s)
	}
}

func TestWorstShare(t *testing.T) {
	zeros := make([]float64, 100)
	zeros[3], zeros[50] = 2, 7
	rising := make([]float64, 100)
	for i := range rising {
		rising[i] = float64(i)
	}
	capped := append([]float64(nil), rising...)
	for i := 60; i < 100; i++ {
		capped[i] = 60
	}
	for _, c := range []struct {
		what    string
		outcome []float64
		share   float64
		want    float64
		bad     int
	}{
		{"the five highest of a hundred", rising, 0.05, 94, 5},
		{"29 of a hundred, though 0.29·100 is below 29 in the machine", rising, 0.29, 70, 29},
		{"only two that have any", zeros, 0.05, 0, 2},
		{"a highest value that more than the share have", capped, 0.05, 59, 40},
		{"less than one trial", rising, 0.001, 98, 1},
	} {
		got, ok := WorstShare(c.outcome, c.share)
		n := 0
		for _, b := range WorstOf(c.outcome, got) {
			if b {
				n++
			}
		}
		if !ok || got != c.want || n != c.bad {
			t.Errorf("%s: above %g, %d trials, want above %g, %d", c.what, got, n, c.want, c.bad)
		}
	}
	if _, ok := WorstShare(make([]float64, 9), 0.05); ok {
		t.Error("one of equals is worse")
	}
}

// licensed is a market under three regimes of known lengths that follow one another:
// open for 10 weeks, tight for a number of weeks that is drawn, shut for 4.
func licensed() *chain.Scenario {
	s := embargoed(1)
	lasts, err := dist.Uniform(3*week, 9*week)
	if err != nil {
		panic(err)
	}
	state := func(name string, severity float64, lasts chain.Number, to string) chain.State {
		return chain.State{Name: name, Severity: sure(severity), Lasts: lasts, To: []chain.Exit{{State: to, Weight: sure(1)}}}
	}
	drawn := chain.Number{Name: "curbs.licensing.regimes.tight.lasts", Unit: "yr", Dist: lasts}
	s.Curbs = []chain.Curb{{
		Name: "licensing", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
		Regimes: &chain.Regimes{Initial: "open", States: []chain.State{
			state("open", 0, sure(10*week), "tight"), state("tight", 0.5, drawn, "shut"), state("shut", 1, sure(4*week), "open"),
		}},
	}}
	return s
}

// The course of a curb by hand: tight first in week 10, and in force from then on for
// its length and 4 weeks of shut, again and again.
func TestDrawWorlds(t *testing.T) {
	s := licensed()
	m, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	d, numbers := draw.Random(2), append(trialsUpTo(40), 77, 78, 99)
	w, err := DrawWorlds(s, m, d, numbers)
	if err != nil {
		t.Fatal(err)
	}
	column := func(kind WorldKind, state string) []float64 {
		for _, c := range w.Columns {
			if c.Kind == kind && c.State == state && c.Name == "licensing" {
				return c.Values
			}
		}
		t.Fatalf("no column %d of %q", kind, state)
		return nil
	}
	for i, n := range numbers {
		x, err := PlayTrial(s, m, d, n)
		if err != nil {
			t.Fatal(err)
		}
		lasts := w.Columns[0].Values[i]
		if lasts != x.Inputs[0] {
			t.Errorf("trial %d: %g drawn, %g played", n, lasts, x.Inputs[0])
		}
		tight, shut, longest := 0.0, 0.0, 0.0
		for _, v := range x.Visits {
			weeks := min(104, v.End/week) - v.Start/week
			switch v.State {
			case 1:
				tight, longest = tight+weeks, max(longest, min(104, v.End/week+4)-v.Start/week)
			case 2:
				shut += weeks
			}
		}
		for what, x := range map[string][2]float64{
			"weeks tight": {column(WeeksIn, "tight")[i], tight}, "weeks in force": {column(WeeksIn, "")[i], tight + shut},
			"longest": {column(LongestIn, "")[i], longest},
		} {
			if math.Abs(x[0]-x[1]) > 1e-9 {
				t.Errorf("trial %d: %s %g, want %g", n, what, x[0], x[1])
			}
		}
	}
	for _, c := range w.Columns {
		if c.State == "open" {
			t.Error("a regime without severity is told")
		}
		if err := w.Same(c.Name, c.Values); c.Kind == DrawnFigure && err != nil {
			t.Error(err)
		}
	}
	changed := append([]float64(nil), w.Columns[0].Values...)
	changed[2] = math.Nextafter(changed[2], 1)
	if w.Same(w.Columns[0].Name, changed) == nil {
		t.Error("a last bit that differs is taken for the same")
	}
}

// Columns that say the same are told once, and a curb that comes once not at all.
func TestDrawWorldsOnce(t *testing.T) {
	s := embargoed(4)
	lasts, err := dist.Uniform(3*week, 9*week)
	if err != nil {
		t.Fatal(err)
	}
	s.Curbs[0].Scheduled.Duration = chain.Number{Name: "curbs.ban.duration", Unit: "yr", Dist: lasts}
	m, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	names := func(d *chain.Scenario, m *sim.Model) (all []WorldColumn) {
		w, err := DrawWorlds(d, m, draw.Random(1), trialsUpTo(64))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range w.Columns {
			c.Values = nil
			all = append(all, c)
		}
		return all
	}
	once := []WorldColumn{{Name: "curbs.ban.duration", Unit: "yr"}}
	if got := names(s, m); !reflect.DeepEqual(got, once) {
		t.Errorf("%+v", got)
	}
	s.Curbs[0].Scheduled.Recurs = sure(0.7)
	if m, err = sim.Compile(s); err != nil {
		t.Fatal(err)
	}
	if got := names(s, m); len(got) != 3 || got[1].Kind != WeeksIn || got[2].Kind != LongestIn {
		t.Errorf("%+v", got)
	}
	if sameOrder([]float64{1, 2, 3}, []float64{1, 4, 4}) || !sameOrder([]float64{1, 3, 2, 3}, []float64{1, 9, 4, 9}) || sameOrder([]float64{1, 3, 3}, []float64{1, 4, 5}) {
		t.Error("orders")
	}
}
