package outputtest

import (
	"math"

	"magnetsim/output"
)

// Worst is what the worst trials of a run share: by a share of them, with two kinds of
// trials, and by a level that too few exceed.
func Worst() *output.Worst {
	d := &output.Worst{
		Head:    output.Head{Titles: Titles, Verb: "worst", Scenario: "mine", Title: "A world of its own", Trials: 4000, Asked: 4000, Seed: 7, Sampling: "random", Complete: true},
		Variant: output.Variant{Policy: "none", Title: "No stockpile"}, Where: "results/mine-0a1b2c3d", Looked: 4000,
	}
	inputs := output.WorstInputs{Metric: "shortfall.total", Unit: "t", Share: 0.05, Threshold: 569.2, Trials: 4000, Bad: 200, Most: 1322.4, Inputs: 9, Told: 5, Rows: worstRows()}
	d.Parts = append(d.Parts, output.WorstPart{WorstInputs: inputs, Looked: true, Boxes: worstBoxes(), Rejected: rejectedBox(), Happened: worstHappened(), Number: 527})
	few := inputs
	few.Share, few.Threshold, few.Bad, few.Told, few.Rows = 0, 1000, 12, 0, few.Rows[5:]
	d.Parts = append(d.Parts, output.WorstPart{WorstInputs: few, Number: 527})
	return d
}

var (
	worstTight = output.WorldColumn{Kind: output.WeeksIn, Name: "licensing", State: "tight", Title: "Licensing", In: "tight", Unit: "weeks"}
	worstLong  = output.WorldColumn{Kind: output.LongestIn, Name: "licensing", State: "tight", Title: "Licensing", In: "tight", Unit: "weeks"}
	worstFirst = output.WorldColumn{Kind: output.FirstIn, Name: "licensing", State: "quota", Title: "Licensing", In: "quota", Unit: "weeks", Never: 261}
	worstPlant = output.WorldColumn{Name: "plants.midwest.success", Title: Titles.Path("plants.midwest.success"), Unit: "share", YesNo: true}
	worstLasts = output.WorldColumn{Name: "curbs.licensing.regimes.tight.lasts", Title: Titles.Path("curbs.licensing.regimes.tight.lasts"), Unit: "yr", Brief: true}
	worstPrice = output.WorldColumn{Name: "materials.magnet.price", Title: Titles.Path("materials.magnet.price"), Unit: "INR/t"}
)

func worstRows() []output.WorstInput {
	row := func(c output.WorldColumn, effect, half float64, told bool, bad, places, all, at [3]float64) output.WorstInput {
		return output.WorstInput{
			WorldColumn: c, Effect: about(effect, half), P: 1e-9, Told: told,
			Bad: output.Spread{Values: bad, Places: places, Mean: (bad[0] + bad[1] + bad[2]) / 3}, All: output.Spread{Values: all, Places: at, Mean: (all[0] + all[1] + all[2]) / 3},
		}
	}
	even := [3]float64{0.05, 0.5, 0.95}
	return []output.WorstInput{
		row(worstTight, 0.86, 0.02, true, [3]float64{49.8, 120.6, 181.2}, [3]float64{0.51, 0.89, 0.99}, [3]float64{0, 49.3, 142.6}, [3]float64{0.09, 0.5, 0.95}),
		row(worstLong, 0.83, 0.02, true, [3]float64{28, 83.5, 126}, [3]float64{0.43, 0.87, 0.98}, [3]float64{0, 35.9, 103}, [3]float64{0.09, 0.5, 0.95}),
		row(worstFirst, 0.22, 0.03, true, [3]float64{10.3, 113.6, 261}, [3]float64{0.01, 0.16, 0.66}, [3]float64{40, 261, 261}, [3]float64{0.05, 0.66, 0.66}),
		row(worstLasts, 0.6, 0.04, true, [3]float64{0.083, 0.198, 0.4}, [3]float64{0.05, 0.66, 0.98}, [3]float64{0.084, 0.167, 0.33}, even),
		row(worstPlant, 0.42, 0.03, true, [3]float64{0, 0, 1}, [3]float64{0.2, 0.2, 0.7}, [3]float64{0, 1, 1}, [3]float64{0.2, 0.7, 0.7}),
		row(worstPrice, 0.51, 0.04, false, [3]float64{4.1e6, 5e6, 6e6}, [3]float64{0.06, 0.51, 0.94}, [3]float64{4e6, 5e6, 6.1e6}, even),
	}
}

func worstBoxes() []output.WorstBox {
	limit := func(c output.WorldColumn, low, high, quasi, inBad, inAll float64) output.WorstLimit {
		return output.WorstLimit{WorldColumn: c, Low: low, High: high, QuasiP: quasi, InBad: about(inBad, 0.05), InAll: about(inAll, 0.02), Density: 0.19}
	}
	inf := math.Inf(1)
	return []output.WorstBox{{
		Limits:   []output.WorstLimit{limit(worstTight, 72.9, inf, 1e-13, 0.61, 0.16), limit(worstFirst, -inf, 100.4, 0.12, 0.64, 0.36)},
		Coverage: output.Interval{Value: 0.41, Low: 0.32, High: 0.51}, Density: output.Interval{Value: 0.32, Low: 0.24, High: 0.4}, Mass: output.Interval{Value: 0.065, Low: 0.055, High: 0.076},
		P: 3e-30, Trials: 130, Bad: 41, LearntIn: 109, LearntOf: 43, Chosen: 2,
		Path: []output.WorstPeel{{Trials: 2000, Bad: 100, Coverage: 1, Density: 0.05, Mass: 1, Limits: 0}, {Trials: 1900, Bad: 99, Coverage: 0.99, Density: 0.052, Mass: 0.95, Limits: 1}, {Trials: 111, Bad: 43, Coverage: 0.43, Density: 0.39, Mass: 0.055, Limits: 2}, {Trials: 60, Bad: 24, Coverage: 0.24, Density: 0.4, Mass: 0.03, Limits: 2}},
	}, {
		Limits:   []output.WorstLimit{limit(worstPlant, -inf, 0, 2e-5, 0.4, 0.2)},
		Coverage: output.Interval{Value: 0.23, Low: 0.16, High: 0.32}, Density: output.Interval{Value: 0.26, Low: 0.18, High: 0.36}, Mass: output.Interval{Value: 0.045, Low: 0.037, High: 0.055},
		P: 1e-9, Trials: 90, Bad: 23, LearntIn: 97, LearntOf: 24, Path: []output.WorstPeel{{Trials: 1800, Bad: 57, Coverage: 0.57, Density: 0.03, Mass: 0.9, Limits: 0}},
	}}
}

func rejectedBox() *output.WorstBox {
	return &output.WorstBox{
		Limits:   []output.WorstLimit{{WorldColumn: worstLasts, Low: 0.3, High: math.Inf(1), QuasiP: 0.4}},
		Coverage: output.Interval{Value: 0.05, Low: 0.02, High: 0.1}, Density: output.Interval{Value: 0.06, Low: 0.03, High: 0.12}, Mass: output.Interval{Value: 0.04, Low: 0.03, High: 0.05},
		P: 0.31, Trials: 80, Bad: 5,
	}
}

func worstHappened() []output.Happened {
	inf := math.Inf(1)
	return []output.Happened{
		{Metric: "shortfall.total", Unit: "t", Bad: [3]float64{582, 703, 1106}, Rest: [3]float64{0, 94.5, 439}},
		{Metric: "first_short.total", Unit: "weeks", Bad: [3]float64{24, 67, 178}, Rest: [3]float64{28, 122, inf}},
		{Metric: "blocked.china", Unit: "t", Bad: [3]float64{0, 0, 300}, Rest: [3]float64{0, 0, 79}},
	}
}

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
