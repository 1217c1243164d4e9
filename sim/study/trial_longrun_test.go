package study

import (
	"testing"

	"magnetsim/sim/chain"
)

// Regimes that have run for long before the start are told from the state in force then:
// of what came before nothing is dated to the first day.
func TestOneRegimeHoldsAtTheStart(t *testing.T) {
	s := embargoed(1)
	s.Curbs[0].Scheduled = nil
	s.Curbs[0].Regimes = &chain.Regimes{LongRun: true, States: []chain.State{
		{Name: "open", To: []chain.Exit{{State: "closed", Weight: sure(6)}}},
		{Name: "closed", Severity: sure(1), To: []chain.Exit{{State: "open", Weight: sure(6)}}},
	}}
	x := played(t, s)
	if len(x.Visits) < 8 { // two years before and two after, at six changes a year
		t.Fatalf("only %d visits", len(x.Visits))
	}
	at := 0
	for _, e := range x.Events() {
		if e.Kind == RegimeHolds || e.Kind == RegimeTurns && e.Years <= 0 {
			at++
		}
	}
	if at != 1 {
		t.Errorf("%d regimes are told of the first day", at)
	}
}
