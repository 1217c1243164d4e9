package output

import (
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// Build turns a sample into a report. The facts name every variant of the
// sample.
func Build(s *mc.Sample, f Facts) *Report {
	r := &f.Report
	r.Run, r.Health = runOf(s, f.Run), Health{Failed: s.Failed, FirstError: s.FirstError, Imbalance: s.Imbalance}
	r.Stats, r.Paired, r.Shapes = statsOf(s, f.Lean), pairedOf(s), shapesOf(s)
	if !f.Lean {
		r.Series = seriesOf(s)
	}
	r.Criteria = Verdicts(s, f)
	r.Warnings = warningsOf(r, f)
	return r
}

func runOf(s *mc.Sample, run Run) Run {
	run.Trials, run.Asked, run.Complete = s.OK(), s.Asked, s.Complete
	run.Steps, run.GoArch = s.Steps, s.Key.GoArch
	calendar, err := run.calendar()
	if err != nil {
		run.Dates = make([]string, run.Steps) // a report without dates rather than none
		return run
	}
	run.Dates = each(upTo(run.Steps), func(k int) string { return run.date(calendar, k) })
	run.End = run.date(calendar, run.Steps)
	return run
}

func (r Run) calendar() (unit.Calendar, error) {
	start, err := unit.ParseDate(r.Start)
	return unit.NewCalendar(start, r.StepName == "month"), err
}

func (r Run) date(c unit.Calendar, k int) string {
	return c.Date(float64(k) * r.StepDays / daysPerYear).String()
}

func pairedOf(s *mc.Sample) []Paired {
	var all []Paired
	for v := 1; v < s.Variants; v++ {
		for i, m := range s.Metrics {
			if !chief(m) {
				continue
			}
			p := s.Paired(v, i)
			mean := p.Mean()
			n := float64(p.N)
			all = append(all, Paired{
				First: 0, Second: v, Metric: m.Name, Unit: m.Unit,
				Mean: mean.Value, Low: mean.Low, High: mean.High, SD: p.Difference.SD(),
				Better: float64(p.Better) / n, Worse: float64(p.Worse) / n,
				Same: !(mean.Low > 0) && !(mean.High < 0),
			})
		}
	}
	return all
}

func chief(m sim.Metric) bool {
	return slices.Contains([]string{Shortfall, ShortShare, UnitsLost, ValueLost, StockCost, Burden, GivenUp, Moved, SubstitutionCost}, m.Measure)
}

var kinds = map[sim.Subject]string{
	sim.OfTotal: "total", sim.OfSector: "sector", sim.OfMaterial: "material", sim.OfStockpile: "stockpile",
	sim.OfOrigin: "origin", sim.OfPrice: "price", sim.OfCurb: "curb", sim.OfModel: "model", sim.OfPeriod: "period",
}

// Facts are what a report says that its sample does not know.
type Facts struct {
	// Report has Scenario to Sectors, Products, Inputs, Assumptions and Changes; of Run
	// Seed, Sampling, StepName, StepDays, Start, Hash, Version and Doubts. Its Variants are
	// those of the sample, in its order.
	Report

	Criteria study.Criteria
	// Excused are the variants, by index, whose failures are told but not counted:
	// the baseline beside the policies that are under test.
	Excused []bool

	// Lean leaves out the time series, whose quantiles take as long as all else, and the
	// statistics of what neither sentences nor the first figures speak of.
	Lean bool

	// For the quality warnings.
	Curbs []Curb
	Piles []Pile
}

// Curb is how long a curb, or one of its regimes, lasts.
type Curb struct {
	Title string  // "licensing, embargo"
	P95   float64 // years
}

// Pile is a strategic stock.
type Pile struct {
	Name    string
	Planned []bool // by variant: it has a target above 0
}

func seriesOf(s *mc.Sample) []Series {
	var all []Series
	for v := range s.Variants {
		for i, about := range s.Series {
			x := Series{
				Variant: v, Name: about.Name, Measure: about.Measure, Subject: about.Subject, Unit: about.Unit,
				Mean: s.SeriesMean(v, i),
			}
			columns := []*[]float64{&x.P5, &x.P25, &x.P50, &x.P75, &x.P95}
			for k := range s.Steps {
				c := s.Counts(v, i, k)
				for at, q := range c.Quantiles(0.05, 0.25, 0.50, 0.75, 0.95) {
					*columns[at] = append(*columns[at], q)
				}
				x.Positive = append(x.Positive, c.Positive())
			}
			all = append(all, x)
		}
	}
	return all
}

// Convergence is how an estimate settled as trials were added.
type Convergence struct {
	Variant   int    // index into Variants
	Metric    string // "shortfall.total"
	Statistic string // "mean", "p95", "cvar95"
	Unit      string
	Points    []Settled
}

// Settled is an estimate from the first so many trials.
type Settled struct {
	Trials           int64
	Value, Low, High float64 // 95% sampling interval; NaN where so few trials bound none
}

// fewestSettled is the number of trials from which convergence is told.
const fewestSettled = 64

// Settling is values, in the order of the trials, of those that did not fail.
type Settling struct {
	Values []float64
	// Parts are the independent replicates that the trials fall into; nil where every
	// trial is independent.
	Parts      []int
	Replicates int
}

// Converge estimates mean, p95 and CVaR95 of a metric from the first trials of each
// variant, their number doubling.
func Converge(metric, unit string, variants []Settling) []Convergence {
	var all []Convergence
	for v, x := range variants {
		mean, p95, tail := Convergence{v, metric, "mean", unit, nil}, Convergence{v, metric, "p95", unit, nil}, Convergence{v, metric, "cvar95", unit, nil}
		for _, n := range doublings(len(x.Values)) {
			c := x.first(n)
			mean.add(c.Mean())
			p95.add(c.Quantile(0.95))
			tail.add(c.CVaR(0.95))
		}
		if len(mean.Points) > 1 {
			all = append(all, mean, p95, tail)
		}
	}
	return all
}

func (x Settling) first(n int) *stat.Column {
	c := stat.NewColumn(n)
	c.NeverNegative() // tonnes short
	if x.Parts == nil {
		c.Add(0, x.Values[:n])
		return c
	}
	c = c.InParts(x.Replicates)
	for block, from := uint64(0), 0; from < n; block++ {
		to := from + 1
		for to < n && x.Parts[to] > x.Parts[to-1] { // in a block each has one trial at most
			to++
		}
		c.AddParts(block, x.Values[from:to], x.Parts[from:to])
		from = to
	}
	return c
}

func (c *Convergence) add(e stat.Estimate) {
	c.Points = append(c.Points, Settled{e.N, e.Value, e.Low, e.High})
}

// doublings are 64, 128, … below n, and n.
func doublings(n int) []int {
	var all []int
	for k := fewestSettled; k < n; k *= 2 {
		all = append(all, k)
	}
	if n >= fewestSettled {
		all = append(all, n)
	}
	return all
}
