package output_test

import (
	"math"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
	"magnetsim/sim/study"
)

// Episodes count alike in the skill, and by their periods in the rest. The skills are
// 1 − 619/775, 1 − 365.25/50 and 1 − 368/2300; the fourth has none.
func TestBacktestsSumUp(t *testing.T) {
	b := outputtest.Backtests()
	if want := ((1 - 619.0/775) + (1 - 365.25/50) + (1 - 368.0/2300)) / 3; math.Abs(b.Skill().Value-want) > 1e-12 {
		t.Errorf("skill %g, want %g", b.Skill().Value, want)
	}
	if n, in50, in90 := b.Covered(); n != 10 || in50 != 5 || in90 != 9 {
		t.Errorf("%d periods, %d in the 50%% range, %d in the 90%% range", n, in50, in90)
	}
	if pit := b.PIT(); pit != [output.Bins]int{3, 1, 3, 1, 2} {
		t.Errorf("places %v", pit)
	}
}

// scoring is an episode of one period of 100 t, forecast right but for an error, while the
// year before was 10 t off: of a skill of 1 less a tenth of the error.
func scoring(off float64) *output.Backtest {
	return output.NewBacktest([]study.Observed{{Label: "2025-04", Value: 100}}, [][]float64{{100 + off, 100 + off}}, []float64{110})
}

// What the interval over episodes says of luck is said: the skills of two are known to
// ±12.7 times half their difference (Student's t with one degree of freedom).
func TestBacktestsTellSkillFromLuck(t *testing.T) {
	without := output.NewBacktest([]study.Observed{{Label: "2025-04", Value: 100}}, [][]float64{{100, 100}}, nil)
	for says, episodes := range map[string][]*output.Backtest{
		"is above 0: this is more than luck":              {scoring(1), scoring(1.1)},
		"is below 0: this is more than bad luck":          {scoring(20), scoring(20.1)},
		"holds 0: it cannot be told from luck":            {scoring(1), scoring(9)},
		"From one episode it cannot be told from luck":    {scoring(1), without},
		"(2 more have no naive forecast.)":                {scoring(1), without, without},
		"No episode has a naive forecast to compare":      {without, without},
		"The mean skill over 2 episodes is 50%":           {scoring(1), scoring(9)},
		"(One more has no naive forecast.) Its 95% inter": {scoring(1), without, scoring(9)},
	} {
		if got := strings.Join(output.NewBacktests(episodes).Answer().Sentences, " "); !strings.Contains(got, says) {
			t.Errorf("want %q, got %s", says, got)
		}
	}
}

// Of several episodes it is said which has its units in doubt.
func TestBacktestsDoubtUnits(t *testing.T) {
	far := scoring(1e5)
	far.Head.Scenario = "kilograms"
	notes := output.NewBacktests([]*output.Backtest{scoring(1), far}).Answer().Notes
	if len(notes) != 2 || notes[1].What != "The units are in doubt in kilograms" {
		t.Errorf("%+v", notes)
	}
}
