package output

import (
	"fmt"
	"slices"
	"strings"

	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// eventWords is how events of a kind are told: those without numbers of their own with a
// verb, of one subject or of several at once; the others by told. A figure marks some in
// a few words.
type eventWords struct {
	kind         TrialKind
	one, several string // behind the subject, or subjects
	told         func(teller, study.Event) string
	mark         string // # stands for the subject, @ for the state; "=" for the whole text
}

var eventsTold = map[study.EventKind]eventWords{
	study.RegimeHolds: {kind: OfCurb, told: func(n teller, e study.Event) string {
		return fmt.Sprintf("%s is %s: %s", e.Subject, e.State, n.strength(e))
	}},
	study.RegimeTurns: {kind: OfCurb, mark: "# turns to @", told: func(n teller, e study.Event) string {
		return fmt.Sprintf("%s turns to %s: %s", e.Subject, e.State, n.strength(e)) +
			when(e.Easing > 0, "; what was cut before eases off over %s", n.length(e.Easing*weeksPerYear))
	}},
	study.CurbBegins: {kind: OfCurb, mark: "# begins", told: func(n teller, e study.Event) string { return e.Subject + " begins: " + n.strength(e) }},
	study.CurbEases: {kind: OfCurb, told: func(n teller, e study.Event) string {
		return fmt.Sprintf("%s begins to ease, over %s", e.Subject, n.length(e.Easing*weeksPerYear))
	}},
	study.CurbEnds: {kind: OfCurb, one: " is over", several: " are over", mark: "="},

	study.SourceBegins: {kind: OfSupply, one: ": sales begin", several: ": sales begin", mark: "="},
	study.SourceNever:  {kind: OfSupply, one: ": sales never begin", several: ": sales never begin"},
	study.OutageBegins: {kind: OfSupply, mark: "# has an outage", told: func(n teller, e study.Event) string {
		return fmt.Sprintf("%s has an outage: up to %s of its capacity, for %s", e.Subject, Percent(e.Severity), n.length(e.Weeks))
	}},
	study.PlantBegins: {kind: OfSupply, one: ": production begins", several: ": production begins", mark: "="},
	study.PlantNever:  {kind: OfSupply, one: ": production never begins", several: ": production never begins"},

	study.StockTriggered: {kind: OfStock, told: teller.triggered},
	study.StockReleases: {kind: OfStock, mark: "# releases", told: func(n teller, e study.Event) string {
		return fmt.Sprintf("%s begins to release: %s within %s", e.Subject, tonnes(e.Amount), n.length(e.Weeks))
	}},
	study.StockEmpty: {kind: OfStock, mark: "# is empty", told: func(_ teller, e study.Event) string { return e.Subject + " is empty" }},
	study.StockFull:  {kind: OfStock, told: func(_ teller, e study.Event) string { return e.Subject + " is full: " + tonnes(e.Amount) }},

	study.ShortFirst: {kind: OfShortage, told: func(n teller, e study.Event) string {
		return fmt.Sprintf("first shortage in %s: %s newly unmet within %s", e.Subject, tonnes(e.Amount), n.length(e.Weeks))
	}},
	study.ShortAgain: {kind: OfShortage, told: func(n teller, e study.Event) string {
		return fmt.Sprintf("%s is short again: %s newly unmet within %s", e.Subject, tonnes(e.Amount), n.length(e.Weeks))
	}},
	study.ShortEnds:    {kind: OfShortage, one: " is no longer short", several: " are no longer short"},
	study.Recovers:     {kind: OfShortage, one: " has recovered, its backlog worked off and its stock restored", several: " have recovered, their backlogs worked off and their stocks restored"},
	study.NotRecovered: {kind: OfShortage, one: " does not recover within the horizon", several: " do not recover within the horizon"},

	study.PricePeaks: {kind: OfPrice, told: func(_ teller, e study.Event) string {
		return fmt.Sprintf("the price of %s is at its highest: %s the base price", e.Subject, unit.Format(e.Amount, "×"))
	}},
}

// events tells what happens, and what happens to several on the same day at once.
func (n teller) events(all []study.Event) []TrialEvent {
	var told []TrialEvent
	all = each(all, n.titled)
	for i := 0; i < len(all); {
		e, same := all[i], 1
		words := eventsTold[e.Kind]
		joins := words.one != "" || e.Kind == study.ShortFirst || e.Kind == study.ShortAgain
		for i+same < len(all) && all[i+same].Kind == e.Kind && all[i+same].Years == e.Years && joins {
			same++
		}
		text := n.told(words, all[i:i+same])
		mark := strings.NewReplacer("#", e.Subject, "@", e.State, "=", text).Replace(words.mark)
		told = append(told, TrialEvent{Date: n.date(e.Years), Text: text, Kind: words.kind, Mark: mark})
		i += same
	}
	return told
}

// titled is an event with the titles of its subject and, of a curb, of its state.
func (n teller) titled(e study.Event) study.Event {
	switch eventsTold[e.Kind].kind {
	case OfCurb:
		e.Subject, e.State = n.r.Titles.Curb(e.Subject), n.r.Titles.State(e.Subject, e.State)
	case OfShortage:
		e.Subject = n.r.SubjectTitle(e.Subject)
	case OfPrice:
		e.Subject = n.r.Titles.Stage(e.Subject)
	case OfStock:
		e.Subject = n.r.Titles.Stockpile(e.Subject)
	default:
		e.Subject = n.r.Titles.of(e.Subject, "sources", "plants")
	}
	return e
}

func (n teller) told(words eventWords, all []study.Event) string {
	names := each(all, func(e study.Event) string { return e.Subject })
	switch {
	case words.one != "" && len(all) == 1:
		return names[0] + words.one
	case words.one != "":
		return list(names) + words.several
	case len(all) == 1:
		return words.told(n, all[0])
	}
	shortages := each(all, func(e study.Event) string {
		return fmt.Sprintf("%s %s within %s", e.Subject, tonnes(e.Amount), n.length(e.Weeks))
	})
	return either(all[0].Kind == study.ShortAgain, "short again", "first shortage") + ", newly unmet: " + strings.Join(shortages, "; ")
}

func list(names []string) string {
	confuse := slices.ContainsFunc(names, func(x string) bool { return strings.Contains(x, ",") })
	return strings.Join(names, either(confuse, "; ", ", "))
}

func (n teller) triggered(e study.Event) string {
	return fmt.Sprintf("the condition to release %s is met%s", e.Subject, condition(e)) +
		when(e.Delay > 0, "; it may release from %s on", n.date(e.Years+e.Delay)) + either(e.Amount == 0, "; it is empty", "")
}

// condition says what lets a stock release.
func condition(e study.Event) string {
	switch {
	case e.State == "curb":
		return " (a curb or a licence delay is in force)"
	case e.State == "shortage":
		return " (those who may draw are short)"
	}
	return either(e.Weeks > 0, " (own stocks below "+days(7*e.Weeks)+")", " (own stocks are low)")
}

func (n teller) strength(e study.Event) string {
	return either(e.Severity == 0, "no limit on volumes", "severity "+Percent(e.Severity)) +
		when(e.Delay > 0, ", licences take %s", n.length(e.Delay*weeksPerYear))
}
