package output

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// By chooses the metric that people are told of and figures show; "" leaves each cell what
// it is about. It fails on one that no cell has.
func (s *Sweep) By(metric string) error {
	known := distinct(s.Columns, func(c SweepColumn) string { return c.Metric })
	if metric != "" && !slices.Contains(known, metric) {
		slices.Sort(known)
		return errors.New("--metric " + metric + ": the cells have no such metric, but " + unit.Few(known) + "\n  a sweep with --all-metrics keeps every metric")
	}
	s.Metric = metric
	return nil
}

// Of is the metric that a cell is told by.
func (s *Sweep) Of(c *SweepCell) string { return cmp.Or(s.Metric, c.Main) }

// Level returns the number by which a cell under a policy is told: the mean of its metric.
// It is false where there is none, as of a net benefit under the first policy.
func (s *Sweep) Level(cell, policy int) (Stat, bool) {
	for _, statistic := range statisticsOf {
		if x, ok := s.Stat(cell, policy, s.Of(&s.Cells[cell]), statistic); ok {
			return x, !math.IsNaN(x.Value)
		}
	}
	return Stat{}, false
}

// Quantity is what cells are told by in words: "mean shortfall", "mean net benefit". Totals
// are not named as such.
func (s *Sweep) Quantity() string {
	if s.Metric == "" {
		return "mean shortfall"
	}
	words := strings.TrimPrefix(s.Head.Titles.Metric(s.Metric), "total ")
	in, _ := first(s.Columns, func(c *SweepColumn) bool { return c.Metric == s.Metric && slices.Contains(statisticsOf, c.Statistic) })
	switch in.Statistic {
	case "ratio":
		return words
	case "p50":
		return "median " + words
	}
	return "mean " + words
}

// benefit is what a policy is worth in a cell against the first.
func (s *Sweep) benefit(o sweepOutcome) (Stat, bool) { return s.money(NetBenefit)(o) }

// money is a measure of the total of a cell, its mean.
func (s *Sweep) money(measure string) func(sweepOutcome) (Stat, bool) {
	return func(o sweepOutcome) (Stat, bool) {
		x, ok := s.Stat(o.cell, o.policy, MetricOf(measure, Total), "mean")
		return x, ok && !math.IsNaN(x.Value)
	}
}

// signed is the cell of a number that may be negative.
func signed(x Stat, known bool) Cell {
	c := cellIf(x, known)
	c.Same = known && x.Low <= 0 && x.High >= 0
	return c
}

// span tells between what and what the number lies, and where; "" of fewer than two.
func (n cellNumber) span(all []sweepOutcome, name func(sweepOutcome) string) string {
	type known struct {
		Stat
		at sweepOutcome
	}
	var told []known
	for _, o := range all {
		if x, ok := n.of(o); ok {
			told = append(told, known{x, o})
		}
	}
	if len(told) < 2 || len(distinct(told, func(k known) string { return k.Metric + k.Unit })) > 1 {
		return ""
	}
	by := func(a, b known) int { return cmp.Compare(a.Value, b.Value) }
	least, most := slices.MinFunc(told, by), slices.MaxFunc(told, by)
	low, high := glue(least.TextWithError()), glue(most.TextWithError())
	switch {
	case n.name == "costs" && least.Value == 0 && most.Value == 0: // nothing has a cost
		return ""
	case least.Value == most.Value:
		return "the " + n.what + " is " + low + " in every cell"
	}
	return fmt.Sprintf("the %s runs from %s (%s) to %s (%s)", n.what, low, name(least.at), high, name(most.at))
}

// moneyColumns are those of a run, of what the cells have.
func (s *Sweep) moneyColumns() []column[sweepOutcome] {
	of := func(name, title, doc, measure, statistic string) column[sweepOutcome] {
		if measure == CostPerTonne {
			return s.chiefColumn(name, title, doc, measure, statistic)
		}
		return s.columnOf(name, title, doc, measure, statistic, func(sweepOutcome) string { return Total })
	}
	all := moneyColumns(s.unitOf(NetBenefit, "mean"), of, func(o sweepOutcome) Cell { return signed(s.benefit(o)) })
	all = those(all, func(c column[sweepOutcome]) bool {
		return slices.ContainsFunc(s.Columns, func(x SweepColumn) bool { return c.Name == Header(x.Measure, c.Unit) })
	})
	if currencies := distinct(s.played(), func(c SweepCell) string { return c.Currency }); len(all) > 0 && len(currencies) > 1 {
		all = append([]column[sweepOutcome]{text("currency", "Currency", "of all money in the row", func(o sweepOutcome) string { return o.Currency }).on(File)}, all...)
	}
	return each(all, func(c column[sweepOutcome]) column[sweepOutcome] { c.On &^= Brief; return c.part(", money") })
}

// unitOf is the unit of a statistic; "" where that differs from cell to cell.
func (s *Sweep) unitOf(measure, statistic string) string {
	units := distinct(those(s.Columns, func(c SweepColumn) bool { return c.Measure == measure && c.Statistic == statistic }), func(c SweepColumn) string { return c.Unit })
	if len(units) != 1 {
		return ""
	}
	return units[0]
}
