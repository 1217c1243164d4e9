package output

import (
	"math"

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
// together for the cost per tonne: tonnes short and the cost of all stockpiles,
// where there are both.
func Crosses(m *sim.Model) [][2]int {
	lost, cost := -1, -1
	for i, x := range m.Metrics() {
		switch {
		case x.Measure == Shortfall && x.Kind == sim.OfTotal && lost < 0:
			lost = i
		case x.Name == MetricOf(StockCost, Total):
			cost = i
		}
	}
	if lost < 0 || cost < 0 {
		return nil
	}
	return [][2]int{{lost, cost}}
}

// worthStats are what a variant is worth against the first.
func worthStats(s *mc.Sample, v int) []Stat {
	if v == 0 {
		return nil
	}
	var all []Stat
	put := func(measure, statistic, unit string, e stat.Estimate) {
		all = append(all, Stat{
			Variant: v, Metric: MetricOf(measure, Total), Measure: measure, Subject: Total, Kind: kinds[sim.OfTotal],
			Statistic: statistic, Value: e.Value, Low: e.Low, High: e.High, Unit: unit, N: e.N, Warnings: e.Warnings,
		})
	}
	if i := s.MetricIndex(MetricOf(Burden, Total)); i >= 0 {
		put(NetBenefit, "mean", s.Metrics[i].Unit, study.NetBenefit(s.Paired(v, i)))
	}
	for i, m := range s.Metrics {
		if m.Measure != Shortfall || m.Kind != sim.OfTotal {
			continue
		}
		cost := s.MetricIndex(MetricOf(StockCost, Total))
		if joint, ok := s.Cross(v, i, cost); ok {
			if e := study.CostPerTonne(joint); !math.IsNaN(e.Value) || len(e.Warnings) > 0 {
				e.N = s.OK()
				put(CostPerTonne, "ratio", s.Metrics[cost].Unit+"/t", e)
			}
		}
	}
	return all
}
