package table

import (
	"magnetsim/output"
)

// PoliciesSheet is what policies are compared by, a row for each: numbers with
// half the width of their 95% sampling interval beside them.
func PoliciesSheet(r *output.Report, c Choice) Sheet {
	chief := r.Chief()
	lost := output.MetricOf(output.Shortage, output.SubjectOf(chief))
	type column struct{ name, metric, statistic, doc string }
	of := []column{
		{"Shortage", lost, output.OverOnePercent, "share of trials in which a sector loses more than 1% of a year's use of a material"},
		{"Any shortfall", chief, "p_any", "share of trials with any shortfall"},
		{"Mean shortfall", chief, "mean", "mean over all trials, those without any too"},
		{"p95", chief, "p95", "95% of the trials lie at or below"},
		{"CVaR95", chief, "cvar95", "mean of the worst 5% of the trials"},
		{"Value lost", output.MetricOf(output.ValueLost, output.Total), "mean", "mean over all trials"},
		{"Stockpile cost", output.MetricOf(output.StockCost, output.Total), "mean", "mean over all trials, of all stockpiles"},
		{"Net benefit", output.MetricOf(output.NetBenefit, output.Total), "mean", "value lost that is spared, less what stockpiles cost more, against the first policy"},
		{"Cost per tonne spared", output.MetricOf(output.CostPerTonne, output.Total), "ratio", "what stockpiles cost more, by tonnes spared, against the first policy"},
	}
	for _, x := range []struct{ name, metric, doc string }{
		{"Given up", output.MetricOf(output.GivenUp, output.SubjectOf(chief)), "demand that turned to designs without the material, not lost; mean over all trials"},
		{"Moved", output.MetricOf(output.Moved, output.SubjectOf(chief)), "demand that moved to another material, not lost; mean over all trials"},
		{"Cost of substitution", output.MetricOf(output.SubstitutionCost, output.Total), "of what is given up and moved; mean over all trials"},
	} {
		if _, ok := r.Stat(0, x.metric, "mean"); ok {
			of = append(of, column{x.name, x.metric, "mean", x.doc})
		}
	}
	s := Sheet{Name: "policies", Title: "Policies side by side", Columns: []Field{{Name: "Policy", Doc: "policy in force"}}}
	for _, x := range of {
		unit := ""
		for v := range r.Variants {
			if stat, ok := r.Stat(v, x.metric, x.statistic); ok {
				unit = stat.Unit
			}
		}
		s.Columns = append(s.Columns, Field{x.name, Figure, unit, x.doc}, Field{"± " + x.name, Figure, unit, "sampling error (95%) of " + x.name})
	}
	s.Columns = append(s.Columns, Field{"Change of the mean", Figure, "t", "against the first policy on the same draws"}, Field{"± Change", Figure, "t", "sampling error (95%) of it"}, Field{Name: "Told apart", Doc: "whether the change is larger than its sampling error"})
	s.Each = func(yield func([]Cell) error) error {
		for v, variant := range r.Variants {
			if !c.policy(variant.Policy) {
				continue
			}
			row := []Cell{word(variant.Label())}
			for _, x := range of {
				stat, ok := r.Stat(v, x.metric, x.statistic)
				if !ok {
					stat.Value, stat.Low, stat.High = nan, nan, nan
				}
				row = append(row, size(stat.Value, stat.Unit), size(stat.Error(), stat.Unit))
			}
			if err := yield(append(row, changed(r, v, chief)...)); err != nil {
				return err
			}
		}
		return nil
	}
	return s
}

func changed(r *output.Report, v int, metric string) []Cell {
	p, ok := r.Change(v, metric)
	if !ok {
		return []Cell{size(nan, ""), size(nan, ""), word("")}
	}
	apart := "yes"
	if p.Same {
		apart = "no (" + output.Same + ")"
	}
	return []Cell{size(p.Mean, p.Unit), size(p.Error(), p.Unit), word(apart)}
}
