package outputtest

import (
	"fmt"
	"math"

	"magnetsim/output"
)

var nan = math.NaN()

// Comparison returns a made-up comparison: three policies in two cases, of which
// the last policy is dominated in both, and results of other draws in the second
// case.
func Comparison() *output.Comparison {
	c := &output.Comparison{
		Head: output.Head{
			Titles: Titles,
			Verb:   "compare", Scenario: "india-test", Title: "India, made up", Trials: 18_000, Asked: 18_000, Seed: 1, Sampling: "random",
			Start: "2026-01-01", End: "2031-01-01", Step: "week", Steps: 261, Hash: "89ab", Version: "test", GoArch: "amd64", Complete: true,
		},
		Currency: "INR", Metric: "shortfall.total", Unit: "t",
		Policies: []output.Rival{{Name: "none", Title: "No stockpile"}, {Name: "sixty", Title: "60 days of use, national"}, {Name: "dear"}},
		Cases: []output.World{
			{Name: "base", Title: "As it stands", Hash: "0123", Trials: 10_000, Paired: true},
			{Name: "slow", Title: "=Plants, late", Hash: "4567", Trials: 8_000},
		},
	}
	for at := range c.Cases {
		for p := range c.Policies {
			for _, q := range compared {
				x := q.by[p] * (1 + 0.1*float64(at))
				c.Levels = append(c.Levels, output.Level{Case: at, Policy: p, Quantity: q.name, Stat: output.Stat{
					Variant: p, Metric: q.metric, Statistic: "mean", Value: x, Low: 0.97 * x, High: 1.03 * x, Unit: c.UnitOf(q.name), N: c.Cases[at].Trials,
				}})
			}
		}
		for _, pair := range [][2]int{{0, 1}, {0, 2}, {1, 2}} {
			c.Changes = append(c.Changes, contrast(c, at, pair[0], pair[1]))
		}
	}
	c.Choices = []output.Choice{
		regretted(output.ByBurden, "INR", []int{1}, []int{1, 2}, [3][2]float64{{1.6e11, 2.1e11}, {0, 0}, {2e9, 3e9}}),
		regretted(output.ByMean, "t", []int{1, 2}, []int{2, 1}, [3][2]float64{{966, 1100}, {0, 12}, {1, 0}}),
		regretted(output.ByTail, "t", []int{1}, []int{1}, [3][2]float64{{4153, 5000}, {0, 0}, {0, 0}}),
	}
	for _, v := range verdicts() {
		if v.Criterion == "seldom" {
			c.Verdicts = append(c.Verdicts, output.CaseVerdict{Case: 0, Verdict: v})
			v.Outcome = output.Fail
			c.Verdicts = append(c.Verdicts, output.CaseVerdict{Case: 1, Verdict: v})
		}
	}
	c.Warnings = []output.Warning{{What: "not all results of the case slow are of the same draws", Why: "they differ in seed", Do: "play them with one seed"}}
	return c
}

// compared are the quantities that are compared, by policy.
var compared = []struct {
	name, metric string
	by           [3]float64
}{
	{output.ByChance, "shortfall.total", [3]float64{0.82, 0.54, 0.54}}, {output.BySerious, "shortfall.total", [3]float64{0.57, 0.38, 0.38}},
	{output.ByMean, "shortfall.total", [3]float64{2012.3, 1046.4, 1047}}, {output.ByTail, "shortfall.total", [3]float64{8653, 4500, 4500}},
	{output.ByCost, "cost.total", [3]float64{0, 3.3e9, 5.3e9}}, {output.ByBurden, "burden.total", [3]float64{4.03e11, 2.13e11, 2.15e11}},
	{output.ByGiven, "given_up.total", [3]float64{143.6, 74.7, 74.7}}, {output.ByMoved, "moved.total", [3]float64{606.9, 316, 316}},
}

func contrast(c *output.Comparison, at, first, second int) output.Contrast {
	x := output.Contrast{
		Case: at, First: first, Second: second, Paired: at == 0, SD: 812, Better: 0.7, Worse: 0.002,
		PerTonne:  output.Stat{Metric: "cost_per_tonne", Statistic: "ratio", Value: 3.4e6, Low: 3.1e6, High: 3.8e6, Unit: "INR/t", N: c.Cases[at].Trials},
		Dominated: first == 1,
	}
	if first == 1 {
		x.PerTonne.Value, x.Undefined = nan, "not defined: the tonnes spared cannot be told apart from none"
	}
	for _, q := range compared {
		d, half := q.by[second]-q.by[first], 0.02*(q.by[0]+q.by[1])
		p := output.Paired{First: first, Second: second, Metric: q.metric, Unit: c.UnitOf(q.name), Mean: d, Low: d - half, High: d + half}
		p.Same = p.Low <= 0 && p.High >= 0
		x.Differences = append(x.Differences, output.Difference{Quantity: q.name, Paired: p})
	}
	return x
}

// regretted is a choice from the regrets by policy and case.
func regretted(quantity, unit string, average, robust []int, by [3][2]float64) output.Choice {
	x := output.Choice{Quantity: quantity, Unit: unit, Average: average, Robust: robust}
	for _, r := range by {
		one := output.Regret{By: r[:], Mean: (r[0] + r[1]) / 2, Worst: r[0]}
		if r[1] > r[0] {
			one.Worst, one.WorstCase = r[1], 1
		}
		x.Regrets = append(x.Regrets, one)
	}
	return x
}

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
