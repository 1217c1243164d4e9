package output

import (
	"math"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
	"magnetsim/sim/study"
)

// rank is a percentile, or the mean of the values above it, by the share of trials below.
type rank struct {
	name string
	p    float64
}

// quantiles and tails are the percentiles and tail means of every metric.
var (
	quantiles = []rank{{"p5", 0.05}, {"p10", 0.10}, {"p25", 0.25}, {"p50", 0.50}, {"p75", 0.75}, {"p90", 0.90}, {"p95", 0.95}, {"p99", 0.99}}
	tails     = []rank{{"cvar90", 0.90}, {"cvar95", 0.95}, {"cvar99", 0.99}}
)

// spoken are the measures that sentences, warnings and the first figures of a run speak of, of
// totals, sectors and stockpiles.
var spoken = []string{Shortfall, ShortShare, Shortage, FirstShort, ValueLost, StockCost, Burden, GivenUp, Moved, MovedIn, SubstitutionCost, Filled}

// statsOf are the statistics of all metrics, or, where they are lean, of those that are spoken of,
// and percentiles and tail means of shortfalls and times alone.
func statsOf(s *mc.Sample, lean bool) []Stat {
	var told []int
	for i, m := range s.Metrics {
		if !lean || m.Kind <= sim.OfStockpile && slices.Contains(spoken, m.Measure) {
			told = append(told, i)
		}
	}
	limits := thresholdsOf(s)
	all := make([]Stat, 0, s.Variants*len(told)*mostStats)
	for v := range s.Variants {
		for _, i := range told {
			m := s.Metrics[i]
			spread := !lean || m.Measure == Shortfall || m.Never
			all = metricStats(all, v, m, s.Column(v, i), limits[i], spread)
		}
		all = append(all, worthStats(s, v)...)
	}
	return all
}

// mostStats is how many statistics a metric has at most.
var mostStats = 3 + len(quantiles) + len(tails) + 3

// metricStats adds the statistics of one column, with its percentiles and tail means where its
// spread is asked for. A time that may lie beyond the
// horizon has the chance that it does not, and percentiles, but no mean.
func metricStats(all []Stat, v int, m sim.Metric, c *stat.Column, limits []float64, spread bool) []Stat {
	put := func(statistic string, e stat.Estimate, unit string) {
		all = append(all, statOf(statistic, unit, e).about(v, m))
	}
	if m.Never {
		put("p_within", c.Within(), "share")
	} else {
		put("p_any", c.Positive(), "share")
		put("mean", c.Mean(), m.Unit)
		put("sd", c.SD(), m.Unit)
	}
	if spread {
		for _, q := range quantiles {
			put(q.name, c.Quantile(q.p), m.Unit)
		}
	}
	if spread && !m.Never {
		for _, t := range tails {
			put(t.name, c.CVaR(t.p), m.Unit)
		}
	}
	for _, x := range limits {
		put(exceeds(x), c.Exceed(x), "share")
	}
	return all
}

// statOf is an estimate as a statistic, of which it is yet to be said what it is of.
func statOf(statistic, unit string, e stat.Estimate) Stat {
	return Stat{Statistic: statistic, Value: e.Value, Low: e.Low, High: e.High, Unit: unit, N: e.N, Warnings: e.Warnings}
}

// about is the statistic as one of a metric under a variant.
func (s Stat) about(v int, m sim.Metric) Stat {
	s.Variant, s.Metric, s.Measure, s.Subject, s.Kind = v, m.Name, m.Measure, m.Subject, kinds[m.Kind]
	return s
}

// thresholdsOf returns, by metric, the values above which the chance is
// reported: the same for all variants.
func thresholdsOf(s *mc.Sample) [][]float64 {
	fixed := map[string][]float64{Shortage: {0.01}, ShortShare: {0.01, 0.05, 0.1}, Filled: {sim.FullAt}}
	var limits [][]float64
	for i, m := range s.Metrics {
		limit := fixed[m.Measure]
		if m.Measure == Shortfall {
			limit = roundBelow(greatest(s, i, 0.95), 3)
		}
		limits = append(limits, limit)
	}
	return limits
}

func greatest(s *mc.Sample, metric int, p float64) float64 {
	top := 0.0
	for v := range s.Variants {
		if q := s.Column(v, metric).Quantile(p).Value; q > top && !math.IsInf(q, 1) {
			top = q
		}
	}
	return top
}

// roundBelow returns the count greatest round numbers (1, 2 or 5 times a power
// of ten) that are not above x, rising; none where x is not positive.
func roundBelow(x float64, count int) []float64 {
	if !(x > 0) || math.IsInf(x, 1) {
		return nil
	}
	steps := []float64{1, 2, 5}
	at := 3 * int(math.Floor(math.Log10(x))) // 1, 2, 5, 10 … are 0, 1, 2, 3 …
	value := func(k int) float64 {
		decade := int(math.Floor(float64(k) / 3))
		return steps[k-3*decade] * math.Pow10(decade)
	}
	for value(at+1) <= x {
		at++
	}
	var all []float64
	for k := at - count + 1; k <= at; k++ {
		all = append(all, value(k))
	}
	return all
}

// The measures of what a policy is worth against the first, in the tidy summary.
const (
	NetBenefit   = "net_benefit"    // value lost that it spares, less what it costs more
	CostPerTonne = "cost_per_tonne" // what it costs more, by tonnes spared
)

// Crosses lists the pairs of metrics whose differences a plan must gather
// together for the cost per tonne: tonnes short, of each end product, and what is
// spent, where there are both.
func Crosses(m *sim.Model) [][2]int { return crosses(m.Metrics()) }

func crosses(metrics []sim.Metric) [][2]int {
	cost := slices.IndexFunc(metrics, func(x sim.Metric) bool { return x.Name == MetricOf(StockCost, Total) })
	if cost < 0 {
		return nil
	}
	var all [][2]int
	for i, x := range metrics {
		if x.Measure == Shortfall && x.Kind == sim.OfTotal {
			all = append(all, [2]int{i, cost})
		}
	}
	return all
}

// worthStats are what a variant is worth against the first.
func worthStats(s *mc.Sample, v int) []Stat {
	if v == 0 {
		return nil
	}
	var all []Stat
	put := func(measure, subject, statistic, unit string, e stat.Estimate) {
		m := sim.Metric{Name: MetricOf(measure, subject), Measure: measure, Subject: subject, Kind: sim.OfTotal}
		all = append(all, statOf(statistic, unit, e).about(v, m))
	}
	if i := s.MetricIndex(MetricOf(Burden, Total)); i >= 0 {
		put(NetBenefit, Total, "mean", s.Metrics[i].Unit, study.NetBenefit(s.Paired(v, i)))
	}
	for i, m := range s.Metrics {
		if m.Measure != Shortfall || m.Kind != sim.OfTotal {
			continue
		}
		cost := s.MetricIndex(MetricOf(StockCost, Total))
		if joint, ok := s.Cross(v, i, cost); ok {
			if e := study.CostPerTonne(joint); !math.IsNaN(e.Value) || len(e.Warnings) > 0 {
				e.N = s.OK()
				put(CostPerTonne, m.Subject, "ratio", s.Metrics[cost].Unit+"/t", e)
			}
		}
	}
	return all
}

const (
	fewestBins  = 20 // of a histogram
	curvePoints = 60 // over all positive values, and again over the worst tenth
)

func shapesOf(s *mc.Sample) []Shape {
	var all []Shape
	for i, m := range s.Metrics {
		if m.Measure != Shortfall || (m.Kind != sim.OfTotal && m.Kind != sim.OfSector) {
			continue
		}
		edges := edgesTo(greatest(s, i, 0.99))
		for v := range s.Variants {
			all = append(all, shapeOf(v, m, s.Column(v, i), edges))
		}
	}
	return all
}

func shapeOf(v int, m sim.Metric, c *stat.Column, edges []float64) Shape {
	x := Shape{
		Variant: v, Metric: m.Name, Measure: m.Measure, Subject: m.Subject, Unit: m.Unit,
		N: c.N(), Zero: c.Zero().Value, Edges: edges,
		Mean: c.Mean().Value, CVaR95: c.CVaR(0.95).Value,
		P5: c.Quantile(0.05).Value, P50: c.Quantile(0.50).Value, P95: c.Quantile(0.95).Value,
	}
	if c.N() == 0 {
		return x
	}
	x.Shares, x.Above = c.Bins(edges)
	for _, at := range c.Knots(curvePoints) {
		e := c.Exceed(at)
		x.Curve = append(x.Curve, Point{X: at, P: e.Value, Low: e.Low, High: e.High})
	}
	return x
}

// edgesTo returns the edges of 20 to 50 equal bins of round width from 0 to at
// least top, the same for all variants so that their histograms compare.
func edgesTo(top float64) []float64 {
	if !(top > 0) {
		top = 1
	}
	width := roundBelow(top/fewestBins, 1)[0]
	edges := []float64{0}
	for k := 1; edges[len(edges)-1] < top; k++ {
		edges = append(edges, round12(float64(k)*width))
	}
	return edges
}

// round12 drops the rounding error of a product by a power of ten.
func round12(x float64) float64 {
	scale := math.Pow10(11 - int(math.Floor(math.Log10(x))))
	return math.Round(x*scale) / scale
}

// statisticsOf are those of a metric that one number of it is told by, the first that there
// is: a ratio has no other, and a time that may lie beyond the horizon no mean.
var statisticsOf = []string{"mean", "ratio", "p50"}

// Told names the metrics that results of a model can be told by: its own, and what a
// policy is worth against the first.
func Told(metrics []sim.Metric) []string {
	names := each(metrics, func(m sim.Metric) string { return m.Name })
	if slices.Contains(names, MetricOf(Burden, Total)) {
		names = append(names, MetricOf(NetBenefit, Total))
	}
	for _, pair := range crosses(metrics) {
		names = append(names, MetricOf(CostPerTonne, metrics[pair[0]].Subject))
	}
	return names
}
