package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// The panels of a fan from the top, and their headings.
var (
	fanMeasures = []string{"unmet", "stock", "cover"}
	fanHeadings = map[string]string{"unmet": "Unmet demand", "stock": "Strategic stock", "cover": "Cover by own stock"}
)

// fanSeries are a variant's series to draw, one a measure.
func fanSeries(r *output.Report, v int) []output.Series {
	var all []output.Series
	for _, measure := range fanMeasures {
		name := chosen(r, measure)
		if s, ok := seriesNamed(r, v, name); ok && !(measure == "stock" && highest(s.P95, s.Mean) == 0) { // nothing is stored
			all = append(all, s)
		}
	}
	return all
}

// seriesNamed is a series of a variant that has something to draw.
func seriesNamed(r *output.Report, v int, name string) (output.Series, bool) {
	i := slices.IndexFunc(r.Series, func(s output.Series) bool { return s.Variant == v && s.Name == name && len(stretches(s.P50)) > 0 })
	if i < 0 {
		return output.Series{}, false
	}
	return r.Series[i], true
}

// baseline is the mean of a series under the first variant, beside that of another.
func baseline(r *output.Report, s output.Series) (output.Series, bool) {
	if s.Variant == 0 {
		return s, false
	}
	first, ok := seriesNamed(r, 0, s.Name)
	return first, ok && highest(first.Mean) > 0
}

// fanFirst is what the legend calls the mean under the first variant.
func fanFirst(r *output.Report) string { return fanMeanName + ", " + variantTitle(r, 0) }

func fanFirstLine(l look) signature { return signature{color: l.quiet, dash: 1, glyph: -1} }

// chosen names the series that stands for a measure: the total, else the largest
// stock, or the sector whose cover falls lowest, in the first variant that has
// any. It is the same for all variants, so that they can be compared.
func chosen(r *output.Report, measure string) string {
	best, name := math.Inf(-1), ""
	for _, s := range only(r.Series, func(s output.Series) bool { return s.Measure == measure }) {
		if _, ok := total(s.Subject); ok {
			return s.Name
		}
		score := either(measure == "cover", -extreme(s.P5, math.Min), extreme(s.P95, math.Max))
		if score > best {
			best, name = score, s.Name
		}
	}
	return name
}

func drawFan(r *output.Report, v int) (Drawing, bool) {
	series := fanSeries(r, v)
	if len(series) == 0 {
		return Drawing{}, false
	}
	w := reported(r, "Unmet demand, strategic stock and cover"+ofProduct(r), variantTitle(r, v))
	w.shows = fanShows(r, series)
	return w.drawing("", func() []datum { return fanData(r, v) }, func(c *chart, l look) {
		sig := l.signature(v)
		c.keys = append([]key{l.lineKey(signature{color: sig.color, glyph: -1}, fanMedian), l.lineKey(fanMean(l), fanMeanName)}, l.rangeKeys(sig)...)
		if slices.ContainsFunc(series, func(s output.Series) bool { _, ok := baseline(r, s); return ok }) {
			c.keys = append(c.keys, l.lineKey(fanFirstLine(l), fanFirst(r)))
		}
		xs := steps(r)
		c.x = dateAxis(r, xs, len(series[0].P50))
		for _, s := range series {
			c.panels = append(c.panels, fanPanel(r, s, xs, sig, l))
		}
	}), true
}

// The names of what a panel shows, in the legend.
const (
	fanMedian   = "Median"
	fanMeanName = "Mean"
	fanHalf     = "50% range (p25 to p75)"
	fanWide     = "90% range (p5 to p95)"
)

// The strength of the two ranges. The inner lets nothing through, so that it has
// the colour that the legend shows.
const strong, weak = 0.5, 0.22

func fanMean(l look) signature { return signature{color: l.ink, dash: 2, glyph: -1} }

// ranges are the bands of a series, the wide one behind.
func (l look) ranges(sig signature, xs []float64, s output.Series) []teller {
	return []teller{band{xs, s.P5, s.P95, l.veiled(sig.color, weak), fanWide}, band{xs, s.P25, s.P75, l.over(l.veiled(sig.color, strong)), fanHalf}}
}

func (l look) rangeKeys(sig signature) []key {
	return []key{l.areaKey(sig, strong, fanHalf), l.areaKey(sig, weak, fanWide)}
}

func fanPanel(r *output.Report, s output.Series, xs []float64, sig signature, l look) panel {
	top := 0.0
	for _, o := range r.Series {
		if o.Name == s.Name { // one scale for all policies
			top = math.Max(top, highest(o.P95, o.Mean))
		}
	}
	m := measureOf(s.Unit, top)
	median := l.curve(signature{color: sig.color, glyph: -1}, fanMedian, trace{xs: xs, ys: s.P50})
	median.style.Width, median.rim = l.line()*1.2, l.paper
	n := panel{heading: fanHeading(r, s, m), part: 1, measure: m, top: top}
	n.marks = append(l.ranges(sig, xs, s), median, l.curve(fanMean(l), fanMeanName, trace{xs: xs, ys: s.Mean}))
	if first, ok := baseline(r, s); ok {
		n.marks = append(n.marks, l.curve(fanFirstLine(l), fanFirst(r), trace{xs: xs, ys: first.Mean}))
	}
	if top == 0 {
		n.message = "Zero throughout"
	}
	return n
}

// fanHeading names quantity, subject and unit, and says why this subject.
func fanHeading(r *output.Report, s output.Series, m measure) string {
	heading := fanHeadings[s.Measure]
	if stage, ok := total(s.Subject); ok {
		heading += either(stage != "", ", "+clean(r.Titles.Stage(stage)), "")
	} else {
		heading += ", " + subjectTitle(r, s.Subject)
		switch n := subjects(r, s.Measure); {
		case n > 1 && s.Measure == "cover":
			heading += fmt.Sprintf(" – lowest of %d", n)
		case n > 1 && s.Measure == "stock":
			heading += fmt.Sprintf(" – largest of %d", n)
		}
	}
	return quantity(heading, stepUnit(r, m.unit))
}

func subjects(r *output.Report, measure string) int {
	of := only(r.Series, func(s output.Series) bool { return s.Measure == measure })
	return len(slices.Compact(slices.Sorted(slices.Values(mapped(of, func(s output.Series) string { return s.Name })))))
}

// steps are the days on which steps begin, or the steps' numbers where the
// report has no dates for them.
func steps(r *output.Report) []float64 {
	longest := 0
	for _, s := range r.Series {
		longest = max(longest, len(s.P50), len(s.Positive))
	}
	if days := mapped(r.Run.Dates, dayOf); len(days) >= longest && rise(days) {
		return days
	}
	return mapped(places(longest), func(i int) float64 { return float64(i + 1) })
}

func dateAxis(r *output.Report, xs []float64, n int) xaxis {
	n = min(n, len(xs))
	x := xaxis{min: xs[0], max: xs[n-1], ticks: dates}
	if len(r.Run.Dates) < len(xs) || !finite(dayOf(r.Run.Dates[0])) || xs[0] != dayOf(r.Run.Dates[0]) {
		x.title, x.ticks = unit.UpperFirst(stepName(r.Run.StepName)+" of the run"), numbers(measure{"", 1})
	} else if end := dayOf(r.Run.End); finite(end) && end > x.max && end-x.max < 40 {
		x.max = end
	}
	return x
}

func fanShows(r *output.Report, series []output.Series) string {
	var parts []string
	for _, s := range series {
		write := func(x float64) string { return amount(x, stepUnit(r, s.Unit)) }
		heading := fanHeading(r, s, measure{})
		if s.Measure != "unmet" {
			low := argmin(s.P5)
			parts = append(parts, fmt.Sprintf("%s: median %s at the start and %s at the end; p5 is lowest, %s, %s",
				heading, write(at(s.P50, 0)), write(at(s.P50, len(s.P50)-1)), write(at(s.P5, low)), when(r, low)))
			continue
		}
		high := argmax(s.P95)
		parts = append(parts, fmt.Sprintf("%s: p95 is highest, %s, %s; the mean is highest, %s, %s",
			heading, write(at(s.P95, high)), when(r, high), write(at(s.Mean, argmax(s.Mean))), when(r, argmax(s.Mean))))
	}
	return strings.Join(parts, ". ") + "."
}

func when(r *output.Report, step int) string {
	if step < len(r.Run.Dates) && finite(dayOf(r.Run.Dates[step])) {
		return "in " + dayTime(dayOf(r.Run.Dates[step])).Format("January 2006")
	}
	return fmt.Sprintf("in step %d", step+1)
}

// fanData holds every subject, drawn or not.
func fanData(r *output.Report, v int) []datum {
	xs, policy := steps(r), variantTitle(r, v)
	var rows []datum
	for _, s := range only(r.Series, func(s output.Series) bool { return s.Variant == v && fanHeadings[s.Measure] != "" }) {
		for _, column := range []struct {
			item   string
			values []float64
		}{{"mean", s.Mean}, {"p5", s.P5}, {"p25", s.P25}, {"p50", s.P50}, {"p75", s.P75}, {"p95", s.P95}} {
			rows = append(rows, byStep(r, mark(policy, s.Name, column.item, stepUnit(r, s.Unit), 0), column.values[:min(len(column.values), len(xs))], 0)...)
		}
	}
	return rows
}

// byStep is a row like another for each value of a column, whose first is that of a step.
func byStep(r *output.Report, like datum, values []float64, first int) []datum {
	var rows []datum
	for n, value := range values {
		d := like.at(float64(first+n+1), r.Run.StepName)
		d.value, d.date = value, dateAt(r.Run.Dates, first+n)
		rows = append(rows, d)
	}
	return rows
}

// dateAt is the date of a step; "" where there is none.
func dateAt(dates []string, step int) string {
	if step < len(dates) {
		return clean(dates[step])
	}
	return ""
}
