package study

import (
	"context"
	"math"
	"slices"
	"testing"

	"magnetsim/sim/draw"
)

// replayed is the embargo of 20 weeks from week 10 on in a market of 1 t a week
// (world): China ships 1 t a week before it, and nothing while it lasts.
func replayed(t *testing.T, workers int) ([][]float64, error) {
	t.Helper()
	return Replay{
		Model: world(t, 20), Series: "shipped.china", Design: draw.Random(1), Trials: 40, Workers: workers,
		Observed: []Observed{
			{Label: "before", Parts: []Part{{0, 1}, {1, 1}, {2, 0.5}}},
			{Label: "across", Parts: []Part{{8, 1}, {9, 1}, {10, 1}, {11, 1}}},
			{Label: "during", Parts: []Part{{15, 0.25}, {16, 1}}},
		},
	}.Play(context.Background())
}

func TestReplayAddsUpPeriods(t *testing.T) {
	samples, err := replayed(t, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{2.5, 2, 0} {
		if len(samples[i]) != 40 {
			t.Fatalf("%d trials", len(samples[i]))
		}
		for trial, x := range samples[i] {
			if math.Abs(x-want) > 1e-9 {
				t.Fatalf("period %d, trial %d: %g t, want %g", i, trial, x, want)
			}
		}
	}
	three, err := replayed(t, 3)
	if err != nil || !slices.EqualFunc(samples, three, slices.Equal) {
		t.Error("three workers give another result than one", err)
	}
}

func TestReplayRefuses(t *testing.T) {
	m := world(t, 20)
	for name, r := range map[string]Replay{
		"a series that is not there": {Series: "shipped.mars"},
		"a step beyond the horizon":  {Series: "unmet.total", Observed: []Observed{{Parts: []Part{{m.Steps(), 1}}}}},
	} {
		r.Model, r.Design, r.Trials = m, draw.Random(1), 32
		if _, err := r.Play(context.Background()); err == nil {
			t.Errorf("%s was played", name)
		}
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (Replay{Model: m, Series: "unmet.total", Design: draw.Random(1), Trials: 1 << 20}).Play(stopped); err == nil {
		t.Error("an interrupted replay gives a result")
	}
}

func TestReplayableSeriesAreTonnes(t *testing.T) {
	names := Replayable(world(t, 20))
	if !slices.Contains(names, "shipped.china") || !slices.Contains(names, "arrivals.magnet") || slices.Contains(names, "cover.total") {
		t.Errorf("%q", names)
	}
}
