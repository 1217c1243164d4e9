package study

import (
	"fmt"
	"math"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

// Criteria are pass/fail lines that policies are held to.
type Criteria []chain.Criterion

// Outcome says whether a criterion is met.
type Outcome uint8

// The outcomes. A sample is too small to tell where the limit lies within the
// 95% interval of the estimate.
const (
	TooClose Outcome = iota
	Pass
	Fail
)

// Verdict is what a sample says of a criterion under one variant.
type Verdict struct {
	Criterion chain.Criterion
	Estimate  stat.Estimate // in Unit; without a value where the sample lacks the metric
	Unit      string
	Outcome   Outcome
	// Decides is the number of trials that would decide in four of five samples
	// if the estimate were right; 0 where it is decided, or none would.
	Decides int64
}

// Statistic names what is judged: "chance", "mean", "p95", "cvar95".
func (v Verdict) Statistic() string {
	switch v.Criterion.Statistic {
	case chain.Chance:
		return "chance"
	case chain.Percentile:
		return fmt.Sprintf("p%.6g", 100*v.Criterion.P)
	case chain.TailMean:
		return fmt.Sprintf("cvar%.6g", 100*v.Criterion.P)
	}
	return "mean"
}

// Judge holds a variant of a sample against the criteria.
func (c Criteria) Judge(s *mc.Sample, variant int) []Verdict {
	return c.judge(s.Metrics, func(metric int) *stat.Column { return s.Column(variant, metric) })
}

// judge holds the columns of metrics against the criteria.
func (c Criteria) judge(metrics []sim.Metric, column func(metric int) *stat.Column) []Verdict {
	all := make([]Verdict, 0, len(c))
	for _, one := range c {
		v := Verdict{Criterion: one, Estimate: nothing()}
		if i := indexOf(metrics, one.Metric); i >= 0 {
			v = judge(one, metrics[i], column(i))
		}
		all = append(all, v)
	}
	return all
}

// indexOf returns the place of a metric, −1 where there is none of the name.
func indexOf(metrics []sim.Metric, name string) int {
	return slices.IndexFunc(metrics, func(m sim.Metric) bool { return m.Name == name })
}

// judge holds the column of a metric against one criterion.
func judge(c chain.Criterion, m sim.Metric, column *stat.Column) Verdict {
	v := Verdict{Criterion: c, Unit: m.Unit}
	switch c.Statistic {
	case chain.Chance:
		v.Estimate, v.Unit = happens(column, c.Event), "share"
	case chain.Percentile:
		v.Estimate = column.Quantile(c.P)
	case chain.TailMean:
		v.Estimate = column.CVaR(c.P)
	default:
		v.Estimate = column.Mean()
	}
	v.Outcome = outcome(v.Estimate, c.Limit)
	if v.Outcome == TooClose {
		v.Decides = decides(v, column)
	}
	return v
}

// outcome is decided where both ends of the interval lie on one side of the
// limit; an end that is not known decides nothing.
func outcome(e stat.Estimate, l chain.Limit) Outcome {
	best, worst := e.Low, e.High
	if l.Least {
		best, worst = e.High, e.Low
	}
	switch {
	case math.IsNaN(e.Value):
		return TooClose
	case keeps(worst, l):
		return Pass
	case !math.IsNaN(best) && !keeps(best, l):
		return Fail
	}
	return TooClose
}

// alike is how near to a level, relatively, a number counts as equal to it: the
// tonnes and weeks of trials are sums of some thousand roundings of 1e-16.
const alike = 1e-9

// keeps reports whether x keeps a limit; NaN does not.
func keeps(x float64, l chain.Limit) bool {
	edge := cut(l)
	if l.Least {
		return x > edge
	}
	return x <= edge
}

// cut is the number just above or below a limit's value that parts what keeps
// the limit from what does not: what lies above it, and what lies at or below.
func cut(l chain.Limit) float64 {
	room := alike * math.Abs(l.Value)
	if l.Least == l.Strict { // what is alike lies below the cut
		return l.Value + room
	}
	return math.Nextafter(l.Value-room, math.Inf(-1))
}

// happens returns the chance of a value that keeps a limit, never counting as
// above every level.
func happens(column *stat.Column, event chain.Limit) stat.Estimate {
	if event.Least {
		return column.Exceed(cut(event))
	}
	return column.AtMost(cut(event))
}

// The normal deviates of a 95% interval, and of four samples in five.
const (
	z95 = 1.959963984540054
	z80 = 0.8416212335729143
)

// decides returns the number of trials whose interval would leave the limit out
// in four samples of five. For a mean with standard error SE of n trials at a
// distance d from the limit that is n((z95+z80)·SE/d)²; for a share p against
// p₀, (z95√(p₀(1−p₀)) + z80√(p(1−p)))²/(p−p₀)². Source: Fleiss, Levin and Paik,
// "Statistical Methods for Rates and Proportions" (2003), chapter 2. That a
// percentile keeps its limit is itself a statement on a share.
func decides(v Verdict, column *stat.Column) int64 {
	c, n := v.Criterion, float64(v.Estimate.N)
	trials := 0.0
	switch c.Statistic {
	case chain.Chance:
		trials = sharesApart(v.Estimate.Value, c.Limit.Value)
	case chain.Percentile:
		beyond := c.Limit // what does not keep it
		beyond.Least, beyond.Strict = !c.Limit.Least, !c.Limit.Strict
		most := 1 - c.P
		if c.Limit.Least {
			most = c.P
		}
		trials = sharesApart(happens(column, beyond).Value, most)
	default:
		if math.IsNaN(v.Estimate.SE) && !math.IsNaN(v.Estimate.Value) { // no error is told
			return fewestTold(c)
		}
		trials = n * math.Pow((z95+z80)*v.Estimate.SE/(v.Estimate.Value-c.Limit.Value), 2)
	}
	const beyondReach = 1e12
	if !(trials < beyondReach) {
		return 0
	}
	return int64(math.Ceil(max(trials, n+1)))
}

// sharesApart returns the trials that tell a share p from p0.
func sharesApart(p, p0 float64) float64 {
	return math.Pow((z95*math.Sqrt(p0*(1-p0))+z80*math.Sqrt(p*(1-p)))/(p-p0), 2)
}

// fewestTold returns the trials that tell a mean, or a tail mean, with an error to
// rely on: 30 that it rests on.
func fewestTold(c chain.Criterion) int64 {
	if c.Statistic == chain.TailMean {
		return int64(math.Ceil(enough / (1 - c.P) * (1 - alike)))
	}
	return enough
}
