package output

import (
	"math"

	"magnetsim/sim"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

// quantiles and tails are the percentiles and tail means of every metric.
var (
	quantiles = []struct {
		name string
		p    float64
	}{{"p5", 0.05}, {"p10", 0.10}, {"p25", 0.25}, {"p50", 0.50}, {"p75", 0.75}, {"p90", 0.90}, {"p95", 0.95}, {"p99", 0.99}}
	tails = []struct {
		name string
		p    float64
	}{{"cvar90", 0.90}, {"cvar95", 0.95}, {"cvar99", 0.99}}
)

// statsOf computes every statistic of every metric of every variant.
func statsOf(s *mc.Sample) []Stat {
	limits := thresholdsOf(s)
	var all []Stat
	for v := range s.Variants {
		for i, m := range s.Metrics {
			all = append(all, metricStats(v, m, s.Column(v, i), limits[i])...)
		}
		all = append(all, worthStats(s, v)...)
	}
	return all
}

// metricStats are the statistics of one column. A time that may lie beyond the
// horizon has the chance that it does not, and percentiles, but no mean.
func metricStats(v int, m sim.Metric, c *stat.Column, limits []float64) []Stat {
	var all []Stat
	put := func(statistic string, e stat.Estimate, unit string) {
		x := statOf(statistic, unit, e)
		x.Variant, x.Metric, x.Measure, x.Subject, x.Kind = v, m.Name, m.Measure, m.Subject, kinds[m.Kind]
		all = append(all, x)
	}
	if m.Never {
		put("p_within", c.Within(), "share")
	} else {
		put("p_any", c.Positive(), "share")
		put("mean", c.Mean(), m.Unit)
		put("sd", c.SD(), m.Unit)
	}
	for _, q := range quantiles {
		put(q.name, c.Quantile(q.p), m.Unit)
	}
	if !m.Never {
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

// thresholdsOf returns, by metric, the values above which the chance is
// reported: the same for all variants.
func thresholdsOf(s *mc.Sample) [][]float64 {
	limits := make([][]float64, len(s.Metrics))
	for i, m := range s.Metrics {
		switch m.Measure {
		case Shortage:
			limits[i] = []float64{0.01}
		case ShortShare:
			limits[i] = []float64{0.01, 0.05, 0.1}
		case Filled:
			limits[i] = []float64{fullShare}
		case Shortfall:
			limits[i] = roundBelow(greatest(s, i, 0.95), 3)
		}
	}
	return limits
}

// greatest returns the largest p-quantile of a metric over the variants.
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
