package output

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"magnetsim/sim"
	"magnetsim/sim/unit"
)

// Stat returns a number of the report: of a variant, a metric ("shortfall.auto")
// and a statistic ("p95"). It is false where the report has none.
func (r *Report) Stat(variant int, metric, statistic string) (Stat, bool) {
	return first(r.Stats, func(s *Stat) bool { return s.Variant == variant && s.Statistic == statistic && s.Metric == metric })
}

// Change returns the difference of a metric between a variant and the first.
// It is false where the report has none, as for the first itself.
func (r *Report) Change(variant int, metric string) (Paired, bool) {
	return first(r.Paired, func(p *Paired) bool { return p.First == 0 && p.Second == variant && p.Metric == metric })
}

// Benefit returns what a variant is worth against the first: the value lost that
// it spares less what it costs more. It is false where losses have no
// value or there is no stockpile.
func (r *Report) Benefit(variant int) (Paired, bool) {
	p, ok := r.Change(variant, MetricOf(Burden, Total))
	return p.negated(), ok
}

// Chief returns the name of the metric that the report is about: the tonnes
// lost over all sectors, in the first stage of the chain that sectors use.
func (r *Report) Chief() string { return r.Chiefs()[0] }

// Chiefs returns the metrics of the tonnes lost over all sectors, one for each end
// product: the materials that sectors use, stage by stage. The first is Chief.
func (r *Report) Chiefs() []string {
	var chiefs []string
	for i := range r.Stats { // there are many, and this is asked for often
		if s := &r.Stats[i]; s.Measure == Shortfall && s.Kind == "total" && !slices.Contains(chiefs, s.Metric) {
			chiefs = append(chiefs, s.Metric)
		}
	}
	if chiefs == nil {
		chiefs = []string{MetricOf(Shortfall, Total)}
	}
	return chiefs
}

func (r *Report) product(chief string) string {
	return when(len(r.Chiefs()) > 1, " of %s", r.Titles.Stage(strings.TrimPrefix(SubjectOf(chief), Total+".")))
}

// SubjectTitle returns what a subject is called for people: a sector by its
// title, "total" as Total, and with its stage in brackets where it is counted
// stage by stage ("auto.magnet").
func (r *Report) SubjectTitle(subject string) string {
	name, stage, _ := strings.Cut(subject, ".")
	if sector, ok := first(r.Sectors, func(s *Sector) bool { return s.Name == name && s.Title != "" }); ok {
		return sector.Title + when(stage != "", " (%s)", r.Titles.Stage(stage))
	}
	return r.Titles.Subject(subject)
}

// Named is the title of the variant's policy.
func (v Variant) Named() string { return cmp.Or(v.Title, unit.Readable(v.Policy)) }

// Label names a variant for people: its policy's title, with the case and the
// cell where there are any.
func (v Variant) Label() string {
	return strings.Join(append([]string{v.Named()}, said(cmp.Or(v.CaseTitle, unit.Readable(v.Case)), v.Cell)...), ", ")
}

// Interval returns the number with its sampling interval.
func (s Stat) Interval() Interval { return Interval{Value: s.Value, Low: s.Low, High: s.High} }

// Interval returns the mean difference with its sampling interval.
func (p Paired) Interval() Interval { return Interval{Value: p.Mean, Low: p.Low, High: p.High} }

// Error returns half the width of the number's sampling interval; NaN where
// that is unknown.
func (s Stat) Error() float64 { return half(s.Low, s.High) }

// Error returns half the width of the sampling interval of the mean difference.
func (p Paired) Error() float64 { return half(p.Low, p.High) }

// rounding bounds the relative error that adding up trials leaves: 2⁻⁵³ for each
// of some thousand additions along a path of the sum. What is smaller is no
// spread: trials that are all alike have no sampling error.
const rounding = 1e-12

func half(low, high float64) float64 {
	if math.IsInf(low, 0) || math.IsInf(high, 0) {
		return math.NaN()
	}
	if high-low <= rounding*math.Max(math.Abs(low), math.Abs(high)) {
		return 0
	}
	return (high - low) / 2
}

// exceeds returns the name of the statistic that is the chance of a value above
// x.
func exceeds(x float64) string { return "p_exceed_" + strconv.FormatFloat(x, 'f', -1, 64) }

// The measures that a reader asks for first. A metric's name is its measure, a
// dot and its subject: "shortfall.total".
const (
	Shortfall  = "shortfall"       // t lost for good
	ShortShare = "shortfall_share" // share of demand lost
	UnitsLost  = "units_lost"
	ValueLost  = "value_lost"
	Shortage   = "shortage"    // tonnes lost as a share of a year's use, where that is most
	FirstShort = "first_short" // start of the horizon to the first short step
	Survival   = "survival"    // time to survive: onset of the first curb that binds to the first short step from then on
	StockCost  = "cost"        // of a stockpile, or of all that has a cost: outlay and yearly cost less the end value
	Outlay     = "outlay"      // paid for stocks and as capital
	YearlyCost = "yearly_cost" // of holding, and of other levers by the year and by the tonne
	EndValue   = "end_value"   // of stocks at the end
	Burden     = "burden"      // value lost and all that is spent, on substitution too
	GivenUp    = "given_up"    // t of demand that turned to designs without the material
	Moved      = "moved"       // t of demand that moved to another material
	MovedIn    = "moved_in"    // t wanted of a material in place of another
	Filled     = "filled"      // highest level of a stockpile as a share of its target

	SubstitutionCost = "substitution_cost" // of the tonnes given up and moved
)

// Total is the subject of metrics over all sectors.
const Total = "total"

// MetricOf returns the name of the metric that measures a subject.
func MetricOf(measure, subject string) string { return measure + "." + subject }

// mainMeasures are those that trials are stored of where not all are asked for: what is
// lost, given up and moved, how long, at what cost, and what stocks and curbs did.
var mainMeasures = map[string]bool{
	Shortfall: true, Shortage: true, FirstShort: true, Survival: true, StockCost: true, Burden: true, GivenUp: true, Moved: true,
	MovedIn: true, SubstitutionCost: true, "time_short": true, "recovery": true, "released": true, "exhausted": true, "curbed": true,
}

// Main reports whether a column of trials is an input or a main metric.
func (c Column) Main() bool {
	measure, subject, _ := strings.Cut(c.Title, ".")
	whole := !strings.Contains(subject, "@") // of a period all are asked for, or a part of one that is main
	return c.Role == RoleInput || whole && mainMeasures[measure] || measure == ValueLost && subject == Total
}

// ProductsOf tells, where a model has several end products, which of them each
// subject of shortfall speaks of ("cars" of "magnet"); nil where it has one.
func ProductsOf(m *sim.Model) map[string]string {
	of, totals := map[string]string{}, 0
	for _, s := range m.Subjects() {
		if s.Kind >= sim.OfFeeds {
			continue
		}
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
func (t Titles) FirstProduct(metric string, chiefs []string) string {
	several := Product(metric) != "" && len(chiefs) > 1 && slices.Contains(chiefs, metric)
	others := without(chiefs, func(chief string) bool { return chief == metric })
	return when(several, "Tonnes are those of %s only, the first of %s. For the others ask for %s.",
		t.Stage(Product(metric)), unit.Counted(len(chiefs), "end product"), strings.Join(others, ", "))
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
