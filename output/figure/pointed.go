package figure

import (
	"math"
	"slices"

	"magnetsim/output"
)

// Pointed is the trial that a reader points at in a figure of a report: of a policy, by its
// total shortfall, or by the share of trials whose shortfall is no larger.
type Pointed struct {
	Variant int
	Metric  string  // the total shortfall: of the end product that the figure shows
	Value   float64 // t; NaN where it is told by its share
	Share   float64 // NaN where it is told by its shortfall
}

// Pointed tells at which trial a point is, given in the units of the axes of one of the
// figure's plots, which count from the top. On curves and histograms it is the shortfall
// that stands there, under the policy whose curve is nearest; in a fan it is the nearest of
// median, ranges and what lies beyond them, the worst. It is false of other figures.
func (d Drawn) Pointed(r *output.Report, plot int, x, y float64) (Pointed, bool) {
	none := math.NaN()
	chief := r.Chief()
	if d.Entry.Product != "" {
		chief = output.MetricOf(output.Shortfall, output.Total+"."+d.Entry.Product)
		r = r.About(chief)
	}
	of := max(0, slices.IndexFunc(r.Variants, func(v output.Variant) bool { return v.Policy == d.Entry.Policy }))
	switch d.Entry.Name {
	case "exceedance":
		shapes := exceedanceShapes(r)
		off := mapped(shapes, func(s output.Shape) float64 { return math.Abs(chanceAt(s, x) - y) })
		return Pointed{shapes[argmin(off)].Variant, chief, math.Max(0, x), none}, true
	case "distribution":
		return Pointed{of, chief, math.Max(0, x), none}, true
	case "fan":
		if all := fanSeries(r, of); plot >= 0 && plot < len(all) {
			day := argmin(mapped(steps(r), func(day float64) float64 { return math.Abs(day - x) }))
			return Pointed{of, chief, none, fanShare(all[plot], day, y)}, true
		}
	}
	return Pointed{}, false
}

// fanShare is the share of trials with no more than a value of a series in a step, as far as
// its ranges tell; of what runs low in bad trials, that with no less. 1 is beyond all ranges.
func fanShare(s output.Series, step int, value float64) float64 {
	shares := []float64{0.5, 0.25, 0.75, 0.05, 0.95}
	off := mapped([][]float64{s.P50, s.P25, s.P75, s.P5, s.P95}, func(of []float64) float64 { return math.Abs(at(of, step) - value) })
	share, beyond := shares[argmin(off)], value > at(s.P95, step)
	if s.Measure != "unmet" {
		share, beyond = 1-share, value < at(s.P5, step)
	}
	return either(beyond, 1, share)
}
