package outputtest

import "magnetsim/output"

// Trial is a trial told: six steps in four months, the first two of them calm.
func Trial() *output.Trial {
	column := func(name, title, unit string, group output.LedgerGroup, sums output.Summing, values ...float64) output.LedgerColumn {
		return output.LedgerColumn{Name: name, Title: title, Unit: unit, Group: group, Sums: sums, Values: values}
	}
	return &output.Trial{
		Head:    output.Head{Titles: Titles, Verb: "trial", Scenario: "mine", Title: "A world of its own", Trials: 2000, Asked: 2000, Seed: 7, Sampling: "random", Step: "week", Complete: true},
		Variant: output.Variant{Policy: "none", Title: "No stockpile"}, StepDays: 7, Compared: 43, Waited: 3, Waiting: 1,
		Place: output.TrialPlace{Number: 17, Chosen: "the trial nearest to p95 of the run's shortfall, 12 t", Metric: "shortfall.total", Unit: "t", Value: 12.3, Below: 0.95, Same: 0.0005, Trials: 2000},
		Lost:  []output.SectorLoss{{Name: "auto", Title: "Automotive", Lost: 10.2}, {Name: "wind", Title: "Wind energy", Lost: 2.1}},
		Events: []output.TrialEvent{
			{Date: "2026-03-05", Text: "licensing turns to tight: severity 92%, licences take 9 weeks, eases over 4 weeks when it ends", Kind: output.OfCurb},
			{Date: "never", Text: "block-1: production never begins", Kind: output.OfSupply},
		},
		Spans:    []output.TrialSpan{{Curb: "licensing", State: "tight", From: "2026-03-05", To: "2026-04-02", Eased: "2026-04-30", Severity: 0.92, Delay: 63}},
		Findings: []string{"national was never drawn: its condition held for 3 weeks at the longest, not until its delay of 5 weeks was over."},
		Ledgers: []output.TrialLedger{{
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
