package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// courses are what is told of the course of a curb or regime: its end of the column's name
// in files, and what people read before what it is in.
var courses = map[WorldKind]struct{ key, label string }{
	WeeksIn:   {".weeks", ": all weeks "},
	LongestIn: {".longest", ": longest time "},
	FirstIn:   {".first", ": first "},
}

// Key is the column's name in files: a figure's place, or that of a curb or its
// regime with what is told of it behind.
func (c WorldColumn) Key() string {
	course, drawn := courses[c.Kind]
	switch {
	case !drawn:
		return c.Name
	case c.State != "":
		return "curbs." + c.Name + ".regimes." + c.State + course.key
	}
	return "curbs." + c.Name + course.key
}

// Label is what people read for it.
func (c WorldColumn) Label() string {
	if course, drawn := courses[c.Kind]; drawn {
		return c.name() + course.label + c.in()
	}
	return c.name()
}

func (c WorldColumn) in() string { return "in " + cmp.Or(c.In, c.State, "force") }

func (c WorldColumn) name() string { return cmp.Or(c.Title, Titles{}.Path(c.Name)) }

// Number writes a value of the column for people, with its unit.
func (c WorldColumn) Number(x float64) string { return unit.Join(c.measure(x)) }

// measure is a value for people, the number and its unit apart.
func (c WorldColumn) measure(x float64) (number, suffix string) {
	switch {
	case c.Kind == FirstIn && x >= c.Never:
		return "never", ""
	case c.YesNo && x == 0:
		return "no", ""
	case c.YesNo && x == 1:
		return "yes", ""
	case c.Brief:
		return weeks(x * weeksPerYear)
	case c.Unit == "weeks":
		return weeks(x)
	}
	return unit.Parts(x, 0, c.Unit)
}

// Spread writes p5, p50 and p95, the unit once where it is the same; of what happens or
// does not the share of trials in which it does.
func (c WorldColumn) Spread(s Spread) string {
	if c.YesNo {
		return "yes in " + Percent(s.Mean)
	}
	return inARow(s.Values, c.measure)
}

// Spreads writes p5, p50 and p95 in the worst trials and in the others.
func (h Happened) Spreads() (worst, others string) {
	of := func(x float64) (number, suffix string) { return unit.Parts(x, 0, h.Unit) }
	return inARow(h.Bad, of), inARow(h.Rest, of)
}

// inARow writes quantities; a unit that all share stands once, behind the last that
// has it, and a percent sign behind each.
func inARow(values [3]float64, of func(float64) (number, suffix string)) string {
	var numbers, units, whole [3]string
	last, alike := -1, true
	for i, x := range values {
		numbers[i], units[i] = of(x)
		whole[i] = unit.Join(numbers[i], units[i])
		if units[i] != "" && units[i] != "×" && !strings.HasPrefix(units[i], "%") {
			alike = alike && (last < 0 || units[i] == units[last])
			last = i
		}
	}
	for i := range whole {
		switch {
		case !alike:
		case strings.HasPrefix(units[i], "%") && i < len(whole)-1:
			whole[i] = numbers[i] + "%"
		case units[i] != "" && units[i] != "×" && i < last:
			whole[i] = numbers[i]
		}
	}
	return strings.Join(whole[:], " · ")
}

// success ends the title of whether something ever starts.
const success = ": success"

// Text says in words what the limit asks for: "licensing is in tight for 20 weeks
// or more".
func (l WorstLimit) Text() string {
	switch {
	case l.Kind == FirstIn:
		return l.first()
	case l.Kind == DrawnFigure && l.YesNo && strings.HasSuffix(l.name(), success):
		return strings.TrimSuffix(l.name(), success) + either(l.span() == "no", ": no success", success)
	case l.Kind == DrawnFigure:
		return l.name() + " is " + l.span()
	case l.High == 0:
		return l.name() + " is never " + l.in()
	}
	return l.name() + " is " + l.in() + " for " + l.span() + either(l.Kind == WeeksIn, " in all", " at a stretch")
}

// first words when something is first in force.
func (l WorstLimit) first() string {
	low, _ := l.measure(l.Low)
	high, _ := l.measure(l.High)
	switch {
	case l.Low >= l.Never:
		return fmt.Sprintf("%s is never %s", l.name(), l.in())
	case l.High >= l.Never: // or open
		return fmt.Sprintf("%s is not %s before week %s", l.name(), l.in(), low)
	case math.IsInf(l.Low, -1):
		return fmt.Sprintf("%s is first %s by week %s", l.name(), l.in(), high)
	}
	return fmt.Sprintf("%s is first %s between week %s and week %s", l.name(), l.in(), low, high)
}

func (l WorstLimit) span() string {
	low, high := l.Number(l.Low), l.Number(l.High)
	switch {
	case l.YesNo && math.IsInf(l.Low, -1):
		return high
	case l.YesNo:
		return low
	case math.IsInf(l.Low, -1):
		return high + " or less"
	case math.IsInf(l.High, 1):
		return low + " or more"
	case low == high:
		return low
	}
	return low + " to " + high
}

// Telling returns what is told apart from noise, of each curb, regime or figure what
// differs most, at most so many.
func (w WorstInputs) Telling(most int) []WorstInput {
	var all []WorstInput
	for _, r := range w.Rows {
		again := slices.ContainsFunc(all, func(o WorstInput) bool { return o.Name == r.Name && o.State == r.State })
		if r.Told && !again && len(all) < most {
			all = append(all, r)
		}
	}
	return all
}

// What says which trials count as the worst: "the worst 5%", "more than 300 t".
func (w WorstInputs) What() string {
	return either(w.Share > 0, "the worst "+Percent(w.Share), "the trials with more than "+unit.Format(w.Threshold, w.Unit))
}

// telling are the measures of outcomes that tell what happened, in this order.
var telling = []string{
	Shortfall, "worst_step", "time_short", "longest_spell", FirstShort, "recovery", "curbed", "blocked",
	"released", "exhausted", "peak_price",
}

// Telling lists the metrics that tell what happened in a trial: of all sectors
// together, of what is no sector, and the shortfall of each sector and material.
func (r *Report) Telling() []string {
	var all []string
	for _, s := range r.Stats {
		parts := s.Kind == "sector" || s.Kind == "material"
		if slices.Contains(telling, s.Measure) && (!parts || s.Measure == Shortfall) && !slices.Contains(all, s.Metric) {
			all = append(all, s.Metric)
		}
	}
	return all
}

// happenedOf compares metrics, without those that are the same in both.
func happenedOf(metrics []WorstMetric, bad []bool) []Happened {
	var all []Happened
	for _, m := range metrics {
		var by [2][]float64 // in the worst trials, and in the others
		for i, b := range bad {
			at := either(b, 0, 1)
			by[at] = append(by[at], m.Values[i])
		}
		h := Happened{m.Name, m.Unit, middleOf(by[0]), middleOf(by[1])}
		if h.Bad != h.Rest {
			all = append(all, h)
		}
	}
	rank := func(h Happened) int {
		measure, _ := SplitMetric(h.Metric)
		return slices.Index(telling, measure)
	}
	slices.SortStableFunc(all, func(a, b Happened) int { return rank(a) - rank(b) })
	return all
}

// middleOf returns p5, p50 and p95: the smallest value that so many do not exceed.
func middleOf(x []float64) [3]float64 { return [3]float64(quantilesOf(x, 0.05, 0.5, 0.95)) }
