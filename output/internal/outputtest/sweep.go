package outputtest

import (
	"fmt"

	"magnetsim/output"
)

// sweepAxes are an axis of numbers and one of words.
func sweepAxes() []output.SweepAxis {
	return []output.SweepAxis{
		{Path: "curbs.ban.severity", Label: "cut", Numeric: true, Unit: "share"},
		{Path: "sectors.auto.uses", Label: "uses"},
	}
}

// Sweep returns a sweep of n cells in two cases, of which the first sets nothing
// and the last failed.
func Sweep(n int) *output.Sweep {
	s := &output.Sweep{
		Head: output.Head{
			Titles: Titles,
			Verb:   "sweep", Scenario: "minimal", Title: "India, made up", Asked: 10_000 * int64(n), Trials: 10_000 * int64(n-1), Seed: 1, Sampling: "random",
			Start: "2026-01-01", End: "2030-12-31", Step: "week", Steps: 260, Hash: "5a", Version: "devel", GoArch: "amd64", Complete: true,
		},
		Scenarios: []output.SweptScenario{{Name: "minimal", Title: "India, made up", Hash: "5a", Cases: []string{"base", "long"}, Policies: []string{"none", "sixty", "priority"}, Trials: 10_000, Seed: 1, Sampling: "random", Cells: n}},
		Axes:      sweepAxes(),
	}
	s.SetHeaders()
	for i := range n {
		s.Add(sweepAddress(i, n), sweepResult(i, n), false)
	}
	return s
}

func sweepAddress(i, n int) output.SweepCell {
	c := output.SweepCell{Scenario: "minimal", Title: "India, made up", ID: "base"}
	if i%2 == 1 {
		c.Case = "long"
	}
	if i > 0 {
		share := float64(i) / float64(n)
		c.ID = fmt.Sprintf("cut=%.3g%%,uses=magnet", 100*share)
		c.Values = []output.SweepValue{
			{Axis: 0, Text: fmt.Sprintf("%.3g%%", 100*share), Label: fmt.Sprintf("%.3g%%", 100*share), Number: share},
			{Axis: 1, Text: "magnet", Label: "magnet"},
		}
	}
	if i == n-1 {
		c.Error = "minimal.yaml:15:30: the shares of what auto uses add up to 0% [shares]"
	}
	return c
}

// sweepResult is the report of this package with all numbers of a cell a little
// larger than those of the one before; nil for the last.
func sweepResult(i, n int) *output.CellResult {
	if i == n-1 {
		return nil
	}
	r := Report()
	for k := range r.Stats {
		if s := &r.Stats[k]; s.Unit != "share" {
			grow := 1 + float64(i)/10
			s.Value, s.Low, s.High = s.Value*grow, s.Low*grow, s.High*grow
		}
	}
	if i%2 == 1 {
		r.Criteria[0].Outcome = output.Pass
	}
	return output.NewCellResult(r, false)
}
