package output

import (
	"slices"

	"magnetsim/sim"
)

// moneyColumns are what is lost, spent and gained in money, named alike in the tables of
// every verb so that they can be stacked. A statistic is found by its measure: of the
// total, but the cost per tonne, which is that of the tonnes of the row.
func moneyColumns[T any](currency string, of func(name, title, doc, measure, statistic string) column[T], benefit func(T) Cell) []column[T] {
	return []column[T]{
		of("value_lost", "Value lost", "mean of the value that is lost with the tonnes", ValueLost, "mean").as(Number),
		of("outlay", "Outlay", "mean paid for stocks and as capital", Outlay, "mean").as(Number),
		of("yearly_cost", "Running cost", "mean paid for holding, and by the year and the tonne", YearlyCost, "mean").as(Number),
		of("end_value", "End value", "mean value of the stocks at the end", EndValue, "mean").as(Number),
		of("cost", "Cost", "mean of the outlay and the running cost, less the end value", StockCost, "mean").brief("Cost"),
		columnOf(Change, "net_benefit", "Net benefit", currency, "value lost that is spared, less the extra cost of the policy, against the first policy", benefit).brief(""),
		of("cost_per_tonne", "Cost per tonne spared", "extra cost of the policy per tonne spared, against the first policy", CostPerTonne, "ratio"),
	}
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
