package output

import (
	"math"
	"slices"
)

// cell shows a number of the report; nothing where the report does not have it.
func (r *Report) cell(v int, metric, statistic string, withError bool) string {
	s, ok := r.Stat(v, metric, statistic)
	switch {
	case !ok:
		return ""
	case withError:
		return s.TextWithError()
	}
	return s.Text()
}

// firstDate is the day on which the step of a percentile of the first shortage
// begins, "never" where that is none.
func (r *Report) firstDate(v int, subject, statistic string) string {
	s, ok := r.Stat(v, MetricOf(FirstShort, subject), statistic)
	switch {
	case !ok || !(r.Run.StepDays > 0):
		return ""
	case math.IsInf(s.Value, 1):
		return s.Text()
	}
	step := int(math.Round(s.Value * daysIn(s.Unit) / r.Run.StepDays))
	if step < 0 || step >= len(r.Run.Dates) {
		return ""
	}
	return r.Run.Dates[step]
}

// daysIn is the length of the unit in which times are told.
func daysIn(unit string) float64 {
	if unit == "months" {
		return daysPerYear / 12
	}
	return 7
}

// survival shows a time: how soon in one of twenty
// cases, and in half of them.
func survival(p5, p50 string) string {
	if p5 == "" || p5 == p50 {
		return p5
	}
	return p5 + ", " + p50
}

// counted is a subject that losses are counted for; rule is set where a new kind
// begins.
type counted struct {
	name string
	rule bool
}

// subjects lists whom the report counts losses for: sectors, totals, materials.
func (r *Report) subjects() []counted {
	var all []counted
	for _, kind := range []string{"sector", "total", "material"} {
		before := len(all)
		for _, x := range r.Stats {
			lost := slices.Contains([]string{Shortfall, ValueLost, UnitsLost}, x.Measure)
			known := func(c counted) bool { return c.name == x.Subject }
			if lost && x.Kind == kind && !slices.ContainsFunc(all, known) {
				all = append(all, counted{x.Subject, before > 0 && len(all) == before})
			}
		}
	}
	return all
}
