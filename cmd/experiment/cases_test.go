package experiment

import (
	"context"
	"math"
	"slices"
	"testing"
	"testing/fstest"

	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim/mc"
)

// What users give up and move to another material in a case is that of a run of the case.
func TestCasesTellWhatIsReplaced(t *testing.T) {
	play := func(opts scenarios.Options) *output.Report {
		t.Helper()
		x, err := Open(scenarios.Shipped, "india-2026.yaml", opts)
		if err != nil {
			t.Fatal(err)
		}
		done, err := x.Play(t.Context(), Playing{Drivers: true})
		if err != nil {
			t.Fatal(err)
		}
		return done.Report
	}
	first := []string{"none"}
	found := play(scenarios.Options{Policies: first, Sets: []string{"run.trials=600"}}).Cases
	at := slices.IndexFunc(found, func(c output.CaseChange) bool { return c.Name == "cars-first" })
	as := play(scenarios.Options{Policies: first, Sets: []string{"run.trials=120"}}) // a fifth
	in := play(scenarios.Options{Policies: first, Sets: []string{"run.trials=120"}, Case: "cars-first"})
	if at < 0 || len(found[at].Turned) != 2 {
		t.Fatalf("%+v", found)
	}
	const roundings = 1e-12
	for _, turn := range found[at].Turned {
		was, _ := as.Stat(0, output.MetricOf(turn.Measure, output.Total), "mean")
		is, _ := in.Stat(0, output.MetricOf(turn.Measure, output.Total), "mean")
		if math.Abs(turn.Otherwise-was.Value) > roundings*was.Value || math.Abs(turn.Mean.Value-is.Value) > roundings*is.Value || turn.Mean.High <= turn.Mean.Value {
			t.Errorf("%+v, want %v instead of %v", turn, is.Value, was.Value)
		}
		if turn.Measure == output.Moved && turn.Same {
			t.Errorf("the rank of cars changes nothing: %+v", turn)
		}
	}
}

// A case is played on the draws of the run's first trials under the first policy: its mean
// is that of a run of the case, and what it changes is the difference.
func TestCasesAreTheSameTrials(t *testing.T) {
	const text = `version: 1
extends: minimal.yaml
run: { trials: 600 }
cases:
  same: { title: As it stands, set: { rules.forecast: 13 weeks } }
  longer: { title: A ban of a year, set: { curbs.ban.duration: 12 months } }
`
	play := func(player mc.Player, opts scenarios.Options) *Played {
		t.Helper()
		files := fstest.MapFS{"mine.yaml": {Data: []byte(text)}}
		x, err := Open(files, "mine.yaml", opts)
		if err != nil {
			t.Fatal(err)
		}
		done, err := x.Play(context.Background(), Playing{Drivers: true, Player: player})
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	mean := func(opts scenarios.Options) float64 {
		t.Helper()
		opts.Sets = []string{"run.trials=120"} // a fifth
		x, ok := play(nil, opts).Report.Stat(0, "shortfall.total", "mean")
		if !ok {
			t.Fatal("no mean")
		}
		return x.Value
	}
	as, longer := mean(scenarios.Options{}), mean(scenarios.Options{Case: "longer"})
	const roundings = 1e-12
	for _, workers := range []int{1, 2} {
		found := play(mc.Local{Workers: workers}, scenarios.Options{}).Report.Cases
		if len(found) != 2 || found[0].Name != "same" || found[1].Title != "A ban of a year" {
			t.Fatalf("%d workers: %+v", workers, found)
		}
		if c := found[0]; !c.Same || c.Change.Value != 0 || c.Mean.Value != c.Otherwise {
			t.Errorf("a case that changes nothing: %+v", c)
		}
		c := found[1]
		for _, x := range [][2]float64{{c.Otherwise, as}, {c.Mean.Value, longer}, {c.Change.Value, longer - as}} {
			if math.Abs(x[0]-x[1]) > roundings*longer {
				t.Errorf("%v, want %v", x[0], x[1])
			}
		}
		if c.Same || c.Trials != 120 || c.Policy.Policy != "none" || !(c.Change.Low < c.Change.Value && c.Change.Value < c.Change.High) {
			t.Errorf("%+v", c)
		}
	}
	if found := play(nil, scenarios.Options{Case: "longer"}).Report.Cases; found != nil {
		t.Errorf("a case was played in other cases: %+v", found)
	}
	if found := play(nil, scenarios.Options{Sets: []string{"run.trials=499"}}).Report.Cases; found != nil {
		t.Errorf("played in too few trials: %+v", found)
	}
}
