package output

import (
	"fmt"
	"math"
	"strings"

	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// Story is one trial told: what happened in it and why it ended as it did.
type Story struct {
	Scenario string // short name
	Title    string
	Variant  Variant
	Run      Run
	Place    TrialPlace
	Compared int // numbers that are the same, to the last bit, as stored
	Lost     []SectorLoss
	Events   []StoryEvent
	Findings []string // sentences that answer why
	Ledgers  []StoryLedger
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
	Title string
	Lost  float64 // t
}

// StoryEvent is something that happens.
type StoryEvent struct {
	Date string // ISO; "never" for what does not come
	Text string
}

// NewStory tells a trial that was played again. The report is of its run.
func NewStory(r *Report, v Variant, t *study.Trial, place TrialPlace, compared int) (*Story, error) {
	start, err := unit.ParseDate(r.Run.Start)
	if err != nil {
		return nil, fmt.Errorf("the run's start: %w", err)
	}
	s := &Story{Scenario: r.Scenario, Title: r.Title, Variant: v, Run: r.Run, Place: place, Compared: compared}
	n := teller{r: r, t: t, start: start}
	s.Events = n.events(t.Events())
	for _, g := range t.Ledgers() {
		for _, sector := range g.Sectors {
			if lost := t.Value(MetricOf(Shortfall, sector)); lost > 0 {
				s.Lost = append(s.Lost, SectorLoss{r.SubjectTitle(sector), lost})
			}
		}
		s.Findings = append(s.Findings, n.findings(g)...)
		s.Ledgers = append(s.Ledgers, n.ledger(g))
	}
	return s, nil
}

// teller puts a trial into words.
type teller struct {
	r     *Report
	t     *study.Trial
	start unit.Date
}

// date is the day so many years after the start.
func (n teller) date(years float64) string {
	if math.IsInf(years, 1) {
		return "never"
	}
	return n.start.AddYears(years).String()
}

// day is the day on which a step begins.
func (n teller) day(step int) string { return n.date(float64(step) * n.stepYears()) }

const daysPerYear = 365.25

func (n teller) stepYears() float64 { return n.r.Run.StepDays / daysPerYear }

const weeksPerYear = daysPerYear / 7

func tonnes(x float64) string { return unit.Format(x, "t") }

// percent writes a share as nobody knows it better: 92%, and 0.4% where it is small.
func percent(x float64) string {
	if x >= 0.095 && x < 0.995 {
		return fmt.Sprintf("%.0f%%", 100*x)
	}
	return unit.Format(x, "share")
}

// length writes a time in weeks, to a tenth below ten.
func length(weeks float64) string {
	switch text := fewDigits(weeks); text {
	case "1":
		return "1 week"
	default:
		return text + " weeks"
	}
}

// days writes days of cover in the same way.
func days(x float64) string { return fewDigits(x) + " days" }

func fewDigits(x float64) string {
	if x >= 9.95 {
		return fmt.Sprintf("%.0f", x)
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0")
}

// events tells what happens, and what happens to several on the same day at once.
func (n teller) events(all []study.Event) []StoryEvent {
	var told []StoryEvent
	for i := 0; i < len(all); {
		e := all[i]
		verb, shared := together[e.Kind]
		names := []string{n.r.SubjectTitle(e.Subject)}
		for i++; shared && i < len(all) && all[i].Kind == e.Kind && all[i].Years == e.Years; i++ {
			names = append(names, n.r.SubjectTitle(all[i].Subject))
		}
		text := ""
		switch {
		case !shared:
			text = n.event(e)
		case len(names) == 1:
			text = names[0] + " " + verb.one
		default:
			text = list(names) + " " + verb.several
		}
		told = append(told, StoryEvent{Date: n.date(e.Years), Text: text})
	}
	return told
}

// together are the events that have no numbers of their own.
var together = map[study.EventKind]struct{ one, several string }{
	study.SourceBegins: {"begins to sell", "begin to sell"},
	study.SourceNever:  {"never begins to sell", "never begin to sell"},
	study.PlantBegins:  {"starts to produce", "start to produce"},
	study.PlantNever:   {"never starts to produce", "never start to produce"},
	study.CurbEnds:     {"is over", "are over"},
	study.ShortEnds:    {"is no longer short", "are no longer short"},
	study.Recovers:     {"has recovered, its backlog worked off and its stock restored", "have recovered, their backlogs worked off and their stocks restored"},
	study.NotRecovered: {"does not recover within the horizon", "do not recover within the horizon"},
}

// list joins names whose own commas must not confuse: with semicolons then.
func list(names []string) string {
	comma := ", "
	for _, x := range names {
		if strings.Contains(x, ",") {
			comma = "; "
		}
	}
	return strings.Join(names, comma)
}

// event says what happens.
func (n teller) event(e study.Event) string {
	title := n.r.SubjectTitle(e.Subject)
	switch e.Kind {
	case study.RegimeHolds:
		return fmt.Sprintf("%s is %s%s", e.Subject, e.State, strength(e))
	case study.RegimeTurns:
		return fmt.Sprintf("%s turns to %s%s", e.Subject, e.State, strength(e))
	case study.CurbBegins:
		return e.Subject + " begins" + strength(e)
	case study.CurbEases:
		return fmt.Sprintf("%s begins to ease, over %s", e.Subject, length(e.Easing*weeksPerYear))
	case study.OutageBegins:
		return fmt.Sprintf("%s has an outage: up to %s of its capacity, for %s", e.Subject, percent(e.Severity), length(e.Weeks))
	case study.PricePeaks:
		return fmt.Sprintf("the price of %s is at its highest: %s the base price", e.Subject, unit.Format(e.Amount, "×"))
	case study.ShortFirst:
		return fmt.Sprintf("first shortage in %s: %s newly unmet within %s", title, tonnes(e.Amount), length(e.Weeks))
	case study.ShortAgain:
		return fmt.Sprintf("%s is short again: %s newly unmet within %s", title, tonnes(e.Amount), length(e.Weeks))
	}
	return n.stockEvent(e)
}

func (n teller) stockEvent(e study.Event) string {
	switch e.Kind {
	case study.StockTriggered:
		text := fmt.Sprintf("the condition to release %s is met%s", e.Subject, condition(e))
		if e.Delay > 0 {
			text += fmt.Sprintf("; it may release from %s on", n.date(e.Years+e.Delay))
		}
		if e.Amount == 0 {
			text += "; it is empty"
		}
		return text
	case study.StockReleases:
		return fmt.Sprintf("%s begins to release: %s within %s", e.Subject, tonnes(e.Amount), length(e.Weeks))
	case study.StockEmpty:
		return e.Subject + " is empty"
	case study.StockFull:
		return fmt.Sprintf("%s is full: %s", e.Subject, tonnes(e.Amount))
	}
	return e.Subject
}

// condition says what lets a stock release.
func condition(e study.Event) string {
	switch {
	case e.State == "curb":
		return " (a curb or a licence delay is in force)"
	case e.State == "shortage":
		return " (those who may draw are short)"
	case e.Weeks > 0:
		return " (own stocks below " + days(7*e.Weeks) + ")"
	}
	return " (own stocks are low)"
}

// strength says how hard a curb is.
func strength(e study.Event) string {
	text := ": severity " + percent(e.Severity)
	if e.Delay > 0 {
		text += ", licences take " + length(e.Delay*weeksPerYear)
	}
	if e.State != "" && e.Easing > 0 && e.Severity > 0 {
		text += ", eases over " + length(e.Easing*weeksPerYear) + " when it ends"
	}
	return text
}
