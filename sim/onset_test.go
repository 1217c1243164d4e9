package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
)

// An embargo from week 20 empties ten weeks of stock in week 30: ten weeks of
// survival, and the first shortage in week 30. 15 weeks' use are lost over three
// years: of a year's use (52.18 weeks) 28.7%.
func TestSurvivalCountsFromTheCurb(t *testing.T) {
	s := simple(156, 10)
	s.Curbs = []chain.Curb{embargo(20, 20, 1)}
	b := play(t, s, 1)
	near(t, "first short, weeks", b.value(t, "first_short.auto"), 30, 1e-9)
	near(t, "survival, weeks", b.value(t, "survival.auto"), 10, 1e-9)
	near(t, "survival of all, weeks", b.value(t, "survival.total"), 10, 1e-9)
	near(t, "of a year's use", b.value(t, "shortage.auto"), 15*week, 1e-9)
	near(t, "of a year's use, all", b.value(t, "shortage.total"), 15*week, 1e-9)
}

// Where the stock outlasts the curb, survival is not within the horizon; where no
// curb binds, it is not defined.
func TestSurvivalWithoutAShortage(t *testing.T) {
	s := simple(156, 30)
	s.Curbs = []chain.Curb{embargo(20, 5, 1)}
	if got := play(t, s, 1).value(t, "survival.auto"); !math.IsInf(got, 1) {
		t.Errorf("a stock that lasts survives %v weeks", got)
	}
	s.Curbs[0].Hits[0].Origin = "nowhere"
	if got := play(t, s, 1).value(t, "survival.auto"); !math.IsNaN(got) {
		t.Errorf("without a curb that binds: %v weeks", got)
	}
	s.Curbs = nil
	if got := play(t, s, 1).value(t, "survival.auto"); !math.IsNaN(got) {
		t.Errorf("without a curb: %v weeks", got)
	}
}
