package output

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/floats"

	"magnetsim/sim/stat"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// Trial is one trial of a run, told: what happened in it and why it ended as it did.
type Trial struct {
	Head     Head // its trials are those of the run
	Variant  Variant
	StepDays float64
	All      bool // people are shown every step of the ledgers, not months
	Place    TrialPlace
	Compared int // numbers that are the same, to the last bit, as stored; 0 where nothing was
	Lost     []SectorLoss
	Products []SectorLoss // what is lost of each end product, where there are several
	Waited   float64      // t that were unmet when due and not lost
	Waiting  float64      // t of these that still wait at the end
	Events   []TrialEvent
	Findings []string // sentences that answer why
	Spans    []TrialSpan
	Ledgers  []TrialLedger
	Feeds    []TrialLedger // of what plants take in, whose sectors are plants
}

// TrialSpan is a time in which a curb is in force, or one of its regimes holds.
// Dates are within the horizon.
type TrialSpan struct {
	Curb     string
	State    string // the regime; "" of a scheduled curb
	Title    string // of the regime, or of a scheduled curb, for people
	From, To string
	Eased    string  // when the severity has fallen to 0; To where it falls at once
	Severity float64 // a share
	Delay    float64 // of licences, days
}

// TrialPlace is where a trial stands among those of its run.
type TrialPlace struct {
	Number uint64
	Chosen string // why it was picked, "" where by its number
	Metric string // "shortfall.total"
	Unit   string
	Value  float64
	Below  float64 // share of the run's trials with less
	Same   float64 // share of them with exactly as much, itself counted
	Trials int64
}

// SectorLoss is what one sector lost.
type SectorLoss struct {
	Name  string
	Title string
	Lost  float64 // t
}

// TrialEvent is something that happens.
type TrialEvent struct {
	Date string // ISO; "never" for what does not come
	Text string
	Kind TrialKind
	Mark string // in a few words; "" where it needs none
}

// TrialKind is what an event is about.
type TrialKind string

// The kinds.
const (
	OfCurb     TrialKind = "curb"
	OfShortage TrialKind = "shortage"
	OfStock    TrialKind = "stock"
	OfSupply   TrialKind = "supply" // a source or a plant
	OfPrice    TrialKind = "price"
)

// NewTrial tells a trial that was played again. The report is of its run.
func NewTrial(head Head, r *Report, v Variant, t *study.Trial, place TrialPlace, compared int) (*Trial, error) {
	calendar, err := r.Run.calendar()
	if err != nil {
		return nil, fmt.Errorf("the run's start: %w", err)
	}
	s := &Trial{Head: head, Variant: v, StepDays: r.Run.StepDays, Place: place, Compared: compared}
	n := teller{r: r, t: t, calendar: calendar}
	s.Events, s.Spans = n.events(t.Events()), n.spans()
	of := func(measure string) string { return strings.Replace(place.Metric, Shortfall, measure, 1) }
	s.Waited, s.Waiting = zeroIfNone(t.Value(of("delayed"))), zeroIfNone(t.Value(of("backlog")))
	ledgers := t.Ledgers()
	for _, g := range ledgers {
		about := when(len(ledgers) > 1, "%s: ", unit.UpperFirst(r.Titles.Stage(g.Stage)))
		if len(ledgers) > 1 {
			s.Products = append(s.Products, SectorLoss{g.Subject, r.Titles.Stage(g.Stage), t.Value(MetricOf(Shortfall, g.Subject))})
		}
		for _, sector := range g.Sectors {
			if lost := t.Value(MetricOf(Shortfall, sector)); lost > 0 {
				s.Lost = append(s.Lost, SectorLoss{sector, r.SubjectTitle(sector), lost})
			}
		}
		s.Findings = append(s.Findings, each(n.findings(g), func(found string) string { return about + found })...)
		s.Ledgers = append(s.Ledgers, n.ledger(g, r.SubjectTitle))
	}
	for _, g := range t.Feeds() {
		l := n.ledger(g, r.Titles.Plant)
		l.Stage, l.Title = l.Stage+", plants", l.Title+", taken in by plants"
		s.Feeds = append(s.Feeds, l)
	}
	return s, nil
}

// teller puts a trial into words.
type teller struct {
	r        *Report
	t        *study.Trial
	calendar unit.Calendar
}

// spans lists when curbs are in force, of those that do anything.
func (n teller) spans() []TrialSpan {
	horizon := float64(len(n.t.Steps)) * n.stepYears()
	within := func(years float64) string { return n.date(min(max(years, 0), horizon)) }
	var all []TrialSpan
	for _, v := range n.t.Visits {
		if v.Start >= horizon || v.End+v.Easing <= 0 || v.Severity == 0 && v.Delay == 0 {
			continue
		}
		curb, state := n.t.Curb(v)
		title := either(state != "", unit.UpperFirst(n.r.Titles.State(curb, state)), n.r.Titles.Curb(curb))
		all = append(all, TrialSpan{Curb: curb, State: state, Title: title, From: within(v.Start), To: within(v.End), Eased: within(v.End + v.Easing),
			Severity: v.Severity, Delay: v.Delay * daysPerYear})
	}
	return all
}

func zeroIfNone(x float64) float64 {
	return either(math.IsNaN(x), 0, x)
}

func (n teller) date(years float64) string {
	if math.IsInf(years, 1) {
		return "never"
	}
	return n.calendar.Date(years).String()
}

func (n teller) day(step int) string { return n.date(float64(step) * n.stepYears()) }

const daysPerYear = 365.25

func (n teller) stepYears() float64 { return n.r.Run.StepDays / daysPerYear }

const weeksPerYear = daysPerYear / 7

func tonnes(x float64) string { return unit.Format(x, "t") }

// length writes a time of so many weeks, to a tenth below ten: in months where the
// steps are months.
func (n teller) length(weeks float64) string {
	name, x := "week", weeks
	if n.r.Run.StepName == "month" {
		name, x = "month", 12*weeks/weeksPerYear
	}
	text := fewDigits(x)
	return text + " " + name + either(text == "1", "", "s")
}

// days writes days of cover in the same way.
func days(x float64) string { return fewDigits(x) + " days" }

func fewDigits(x float64) string {
	return either(x >= 9.95, fmt.Sprintf("%.0f", x), strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0"))
}

// TrialValues are the trials of one policy of a run, by the outcome that places them, of
// which one is to be told.
type TrialValues struct {
	Numbers []uint64
	Values  []float64
	Metric  string // "shortfall.total"
	Unit    string // of the values
}

// Place says where a trial stands among all; at is its place in the list.
func (v TrialValues) Place(at int) TrialPlace {
	p := TrialPlace{Number: v.Numbers[at], Metric: v.Metric, Unit: v.Unit, Value: v.Values[at], Trials: int64(len(v.Values))}
	for _, x := range v.Values {
		switch {
		case x < p.Value:
			p.Below++
		case x == p.Value:
			p.Same++
		}
	}
	p.Below /= float64(len(v.Values))
	p.Same /= float64(len(v.Values))
	return p
}

// Worst is the trial with the largest shortfall, the first where several are.
func (v TrialValues) Worst() TrialPlace {
	return v.chosen(slices.Index(v.Values, slices.Max(v.Values)), "the trial with the largest shortfall of the run")
}

// AtShare is the trial whose shortfall is nearest to the one that a share of the trials do
// not exceed: the median of 0.5, as the report has it for a variant where it does.
func (v TrialValues) AtShare(share float64, r *Report, variant int) TrialPlace {
	name := fmt.Sprintf("p%g", 100*share)
	title := either(share == 0.5, "the median", name) + " of the run's shortfall"
	var target float64
	if s, ok := r.Stat(variant, v.Metric, name); ok && !math.IsNaN(s.Value) {
		target = s.Value
		title += ", " + s.Text()
	} else {
		target = quantilesOf(v.Values, share)[0]
	}
	return v.chosen(floats.NearestIdx(v.Values, target), "the trial nearest to "+title)
}

// Nearest is the trial whose shortfall is nearest to a value, the first where several are.
func (v TrialValues) Nearest(value float64) TrialPlace {
	return v.chosen(floats.NearestIdx(v.Values, value), "the trial nearest to a shortfall of "+unit.Format(value, v.Unit))
}

func (v TrialValues) chosen(at int, why string) TrialPlace {
	p := v.Place(at)
	p.Chosen = why
	return p
}

// quantilesOf are the smallest values that at least these shares of all do not exceed; NaN of
// none.
func quantilesOf(values []float64, shares ...float64) []float64 {
	sorted := slices.Sorted(slices.Values(values))
	return each(shares, func(p float64) float64 {
		if len(sorted) == 0 {
			return math.NaN()
		}
		return sorted[stat.Rank(p, int64(len(sorted)))-1]
	})
}
