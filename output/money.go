package output

import (
	"math"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
	"magnetsim/sim/study"
)

// The measures of what a policy is worth against the first, in the tidy summary.
const (
	NetBenefit   = "net_benefit"    // value lost that it spares, less what its stockpiles cost more
	CostPerTonne = "cost_per_tonne" // what its stockpiles cost more, by tonnes spared
)

// Crosses lists the pairs of metrics whose differences a plan must gather
// together for the cost per tonne: tonnes short, of each end product, and the cost of
// all stockpiles, where there are both.
func Crosses(m *sim.Model) [][2]int {
	metrics := m.Metrics()
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
		x := statOf(statistic, unit, e)
		x.Variant, x.Metric, x.Measure, x.Subject, x.Kind = v, MetricOf(measure, subject), measure, subject, kinds[sim.OfTotal]
		all = append(all, x)
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
