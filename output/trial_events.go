package output

import (
	"fmt"
	"strings"

	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// events tells what happens, and what happens to several on the same day at once.
func (n teller) events(all []study.Event) []TrialEvent {
	var told []TrialEvent
	for i := 0; i < len(all); {
		e, same := all[i], 1
		for i+same < len(all) && all[i+same].Kind == e.Kind && all[i+same].Years == e.Years && joins(e.Kind) {
			same++
		}
		told = append(told, TrialEvent{Date: n.date(e.Years), Text: n.told(all[i : i+same]), Kind: trialKinds[e.Kind], Mark: n.mark(all[i : i+same])})
		i += same
	}
	return told
}

// joins reports whether events of a kind on one day are told in one sentence.
func joins(k study.EventKind) bool {
	_, ok := together[k]
	return ok || k == study.ShortFirst || k == study.ShortAgain
}

// told says what happens to all of some subjects.
func (n teller) told(all []study.Event) string {
	e := all[0]
	var names []string
	for _, x := range all {
		names = append(names, n.r.SubjectTitle(x.Subject))
	}
	verb, shared := together[e.Kind]
	switch {
	case !shared && len(all) > 1:
		return n.shortages(all)
	case !shared:
		return n.event(e)
	case len(all) == 1:
		return names[0] + " " + verb.one
	}
	return list(names) + " " + verb.several
}

// shortages tells of those that begin on one day.
func (n teller) shortages(all []study.Event) string {
	text := "first shortage"
	if all[0].Kind == study.ShortAgain {
		text = "short again"
	}
	for i, e := range all {
		text += map[bool]string{true: ", newly unmet: ", false: "; "}[i == 0]
		text += fmt.Sprintf("%s %s within %s", n.r.SubjectTitle(e.Subject), tonnes(e.Amount), n.length(e.Weeks))
	}
	return text
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
		return fmt.Sprintf("%s is %s: %s", e.Subject, e.State, n.strength(e))
	case study.RegimeTurns:
		text := fmt.Sprintf("%s turns to %s: %s", e.Subject, e.State, n.strength(e))
		if e.Easing > 0 {
			text += "; what was cut before eases off over " + n.length(e.Easing*weeksPerYear)
		}
		return text
	case study.CurbBegins:
		return e.Subject + " begins: " + n.strength(e)
	case study.CurbEases:
		return fmt.Sprintf("%s begins to ease, over %s", e.Subject, n.length(e.Easing*weeksPerYear))
	case study.OutageBegins:
		return fmt.Sprintf("%s has an outage: up to %s of its capacity, for %s", e.Subject, Percent(e.Severity), n.length(e.Weeks))
	case study.PricePeaks:
		return fmt.Sprintf("the price of %s is at its highest: %s the base price", e.Subject, unit.Format(e.Amount, "×"))
	case study.ShortFirst:
		return fmt.Sprintf("first shortage in %s: %s newly unmet within %s", title, tonnes(e.Amount), n.length(e.Weeks))
	case study.ShortAgain:
		return fmt.Sprintf("%s is short again: %s newly unmet within %s", title, tonnes(e.Amount), n.length(e.Weeks))
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
		return fmt.Sprintf("%s begins to release: %s within %s", e.Subject, tonnes(e.Amount), n.length(e.Weeks))
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
func (n teller) strength(e study.Event) string {
	text := "severity " + Percent(e.Severity)
	if e.Severity == 0 {
		text = "no limit on volumes"
	}
	if e.Delay > 0 {
		text += ", licences take " + n.length(e.Delay*weeksPerYear)
	}
	return text
}

// mark names an event in a few words, for a figure; "" for what a figure shows
// without.
func (n teller) mark(all []study.Event) string {
	switch e := all[0]; e.Kind {
	case study.SourceBegins, study.PlantBegins, study.CurbEnds:
		return n.told(all)
	case study.RegimeTurns:
		return e.Subject + " turns to " + e.State
	case study.CurbBegins:
		return e.Subject + " begins"
	case study.OutageBegins:
		return e.Subject + " has an outage"
	case study.StockReleases:
		return e.Subject + " releases"
	case study.StockEmpty:
		return e.Subject + " is empty"
	}
	return ""
}
