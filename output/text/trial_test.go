package text

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"magnetsim/output"
)

// someStory has six steps in four months, the first two of them calm.
func someStory() *output.Story {
	column := func(name, title, unit string, group output.LedgerGroup, sums output.Summing, values ...float64) output.LedgerColumn {
		return output.LedgerColumn{Name: name, Title: title, Unit: unit, Group: group, Sums: sums, Values: values}
	}
	return &output.Story{
		Scenario: "mine", Title: "A world of its own", Variant: output.Variant{Policy: "none", Title: "No stockpile"}, Run: output.Run{Seed: 7}, Compared: 43,
		Place: output.TrialPlace{Number: 17, Chosen: "the trial nearest to p95 of the run's shortfall, 12 t", Metric: "shortfall.total", Unit: "t", Value: 12.3, Below: 0.95, Same: 0.0005, Trials: 2000},
		Lost:  []output.SectorLoss{{Title: "Automotive", Lost: 10.2}, {Title: "Wind energy", Lost: 2.1}},
		Events: []output.StoryEvent{
			{Date: "2026-03-05", Text: "licensing turns to tight: severity 92%, licences take 9 weeks, eases over 4 weeks when it ends"},
			{Date: "never", Text: "block-1 never starts to produce"},
		},
		Findings: []string{"national was never drawn: its condition held for 3 weeks at the longest, not until its delay of 5 weeks was over."},
		Ledgers: []output.StoryLedger{{
			Stage: "magnet", Dates: []string{"2026-01-15", "2026-02-05", "2026-02-12", "2026-03-05", "2026-03-12", "2026-04-02"},
			Months: []string{"2026-01", "2026-02", "2026-02", "2026-03", "2026-03", "2026-04"}, Calm: []bool{true, true, true, false, false, true},
			Columns: []output.LedgerColumn{
				column("severity.licensing", "licensing", "share", output.LedgerMain, output.MeanOfSteps, 0, 0, 0, 0.92, 0.46, 0),
				column("arrived", "Arrive", "t", output.LedgerMain, output.SumOfSteps, 1000, 1200, 300, 0.04, 2.25, 9.96),
				column("made", "Made", "t", output.LedgerMain, output.SumOfSteps, 0, 0, 0, 0, 0, 0),
				column("cover", "Own, days", "days", output.LedgerStocks, output.LastStep, 35, 35, 35, 12, 0.2, 14),
				column("unmet.auto", "auto", "t", output.LedgerSectors, output.SumOfSteps, 0, 0, 0, 4, 8.3, 0),
			},
		}},
	}
}

func storyText(t *testing.T, d *output.Story, all bool, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Trial(&b, d, all, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTrialGolden(t *testing.T) {
	for _, width := range []int{60, 100} {
		golden(t, fmt.Sprintf("trial-%d.txt", width), storyText(t, someStory(), false, Options{Width: width}))
	}
	golden(t, "trial-all.txt", storyText(t, someStory(), true, Options{Width: 100}))
}

// No line is wider than the screen.
func TestTrialWidth(t *testing.T) {
	for _, width := range []int{40, 64, 80} {
		for line := range strings.SplitSeq(storyText(t, someStory(), true, Options{Width: width}), "\n") {
			if columns(line) > width {
				t.Errorf("%d columns where %d fit: %q", columns(line), width, line)
			}
		}
	}
}

// A trial without a loss says so, with how many are like it.
func TestTrialStanding(t *testing.T) {
	for _, c := range []struct {
		place output.TrialPlace
		want  string
	}{
		{output.TrialPlace{Metric: "shortfall.total", Unit: "t", Same: 0.65, Trials: 100}, "No demand is lost in this trial (shortfall.total is 0). So it is in 65% of the run's trials."},
		{output.TrialPlace{Metric: "shortfall.total", Unit: "t", Value: 9, Below: 0.99, Same: 0.01, Trials: 100}, "No trial of the run has more."},
		{output.TrialPlace{Metric: "shortfall.total", Unit: "t", Value: 9, Same: 1, Trials: 1}, "It is the run's only trial."},
	} {
		d := someStory()
		d.Place = c.place
		if got := strings.Join(strings.Fields(storyText(t, d, false, Options{Width: 400})), " "); !strings.Contains(got, c.want) {
			t.Errorf("%q is not in %s", c.want, got)
		}
	}
}
