package output_test

import (
	"math"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/sim/study"
)

// Four periods, each forecast by 1 to 100 t, seen at places that are known.
func TestBacktestSumsUp(t *testing.T) {
	sample := make([]float64, 100)
	for i := range sample {
		sample[i] = float64(i + 1)
	}
	var periods []study.Observed
	var samples [][]float64
	for _, x := range []float64{50.5, 30.5, 97.5, 200} {
		periods = append(periods, study.Observed{Value: x})
		samples = append(samples, sample)
	}
	b := output.NewBacktest(periods, samples, []float64{10})
	if in50, in90 := b.Covered(); in50 != 2 || in90 != 2 {
		t.Errorf("%d in the 50%% range, %d in the 90%% range", in50, in90)
	}
	if pit := b.PIT(); pit != [output.Bins]int{0, 1, 1, 0, 2} {
		t.Errorf("places %v", pit)
	}
	if want := 50.5 - (50.5+30.5+97.5+200)/4; math.Abs(b.Bias()-want) > 1e-12 {
		t.Errorf("bias %g, want %g", b.Bias(), want)
	}
	if b.Worst().Observed != 200 {
		t.Errorf("worst %+v", b.Worst())
	}
	// One value as a forecast has its absolute error as CRPS.
	if _, naive := b.CRPS(); math.Abs(naive-(40.5+20.5+87.5+190)/4) > 1e-12 {
		t.Errorf("naive CRPS %g", naive)
	}
	if without := output.NewBacktest(periods, samples, nil); !math.IsNaN(without.Skill()) {
		t.Errorf("a skill of %g against nothing", without.Skill())
	}
}

// What was observed and what was forecast must be of one size, or their units are
// doubted: by a factor of 30, whichever is the larger.
func TestUnitsOfABacktestAreDoubted(t *testing.T) {
	for observed, want := range map[float64]float64{100: math.NaN(), 2900: math.NaN(), 3100: 31, 1e5: 1000, 3.4: math.NaN(), 3.2: 0.032, 0.1: 0.001, 0: math.NaN()} {
		b := output.NewBacktest([]study.Observed{{Value: observed}, {Value: observed}}, [][]float64{{90, 110}, {50, 150}}, nil)
		if got := b.Apart(); math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-12 {
			t.Errorf("%g observed, 100 forecast: %g, want %g", observed, got, want)
		}
	}
}

// Units in doubt are warned of, and without a history no skill is told.
func TestBacktestTellsWhatToMind(t *testing.T) {
	b := output.NewBacktest([]study.Observed{{Label: "2026-01", Value: 3100}}, [][]float64{{90, 110}}, nil)
	b.Series = "shipped.china"
	a := b.Answer()
	if len(a.Notes) != 1 || a.Notes[0].Why != "what was observed is 31 times what was forecast" {
		t.Errorf("%+v", a.Notes)
	}
	if !strings.Contains(strings.Join(a.Sentences, " "), "its skill is unknown") {
		t.Error(a.Sentences)
	}
	if strings.Contains(strings.Join(a.Sentences, " "), "Not scored") {
		t.Error(a.Sentences)
	}
}
