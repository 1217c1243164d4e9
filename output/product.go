package output

import (
	"slices"
	"strings"

	"magnetsim/sim"
)

// ProductsOf tells, where a model has several end products, which of them each
// subject of shortfall speaks of ("cars" of "magnet"); nil where it has one.
func ProductsOf(m *sim.Model) map[string]string {
	of, totals := map[string]string{}, 0
	for _, s := range m.Subjects() {
		of[s.Name] = s.Stage
		if s.Kind == sim.OfTotal {
			totals++
		}
	}
	if totals < 2 {
		return nil
	}
	return of
}

// FirstProduct is the note of what speaks of one end product of several because
// nothing else was asked for; "" where there is one, or the metric is of none.
func FirstProduct(metric string, chiefs []string) string {
	if Product(metric) == "" || len(chiefs) < 2 || !slices.Contains(chiefs, metric) {
		return ""
	}
	others := without(chiefs, func(chief string) bool { return chief == metric })
	return "Tonnes are of " + Product(metric) + " alone, the first of " + count(int64(len(chiefs)), "end product") + ": " + metric +
		". The others have " + strings.Join(others, ", ") + "."
}

// Product is the end product of a total's metric: "gallium" of
// "shortfall.total.gallium"; "" of any other.
func Product(metric string) string {
	if product, ok := strings.CutPrefix(SubjectOf(metric), Total+"."); ok {
		return product
	}
	return ""
}

// About is the report of one end product: without what speaks of another, and, as it
// is not known of what they are, without the series of single stockpiles. Chief is
// the metric of its tonnes lost.
func (r *Report) About(chief string) *Report {
	product := Product(chief)
	foreign := func(subject string) bool {
		of, known := r.Products[subject]
		return known && of != product
	}
	about := *r
	about.Stats = without(r.Stats, func(s Stat) bool { return foreign(s.Subject) })
	about.Paired = without(r.Paired, func(p Paired) bool { return foreign(SubjectOf(p.Metric)) })
	about.Shapes = without(r.Shapes, func(s Shape) bool { return foreign(s.Subject) })
	about.Series = without(r.Series, func(s Series) bool {
		single := s.Measure == "stock" && s.Subject != Total && !strings.HasPrefix(s.Subject, Total+".")
		return single || foreign(s.Subject)
	})
	about.Convergence = without(r.Convergence, func(c Convergence) bool { return c.Metric != chief })
	return &about
}
