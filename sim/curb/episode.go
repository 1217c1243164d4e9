// Package curb turns restrictions of trade into exact averages over time steps.
//
// A restriction is a set of episodes: times at a constant severity, followed by
// an easing in which the severity falls linearly to 0. Where several hold at
// once the strictest governs: the largest severity, and apart from it the
// largest delay; a delay lasts through the easing. Time is continuous, in years
// from the scenario's start; a step sees the exact averages of the piecewise
// linear severity over itself (Exposure), so that a curb which begins or ends
// inside a step restricts exactly the time that it lasts.
//
// Episodes come from a schedule (Scheduled), which may recur at random, or from
// a chain of regimes (Regimes). Both read their figures by occurrence, so that
// the caller decides how a figure is drawn.
package curb

import "fmt"

// Most is the number of episodes of a curb, an outage or a regime that a trial may
// have: 30 a day over ten years. Rates that give more are mistakes, and would make
// a trial that does not end.
const Most = 100_000

var errTooMany = fmt.Errorf("it begins more than %d times in one trial: its rate is too high, or its lengths are too short", Most)

// Forever is a time, in years, beyond every horizon.
const Forever = 1e6

// Episode is one time in force: Severity from Start to End, then falling
// linearly to 0 over Easing. Years; shares; Delay is in years and holds from
// Start to the end of the easing. Hits is the set of the curb's hits that the
// episode restricts, a bit each.
type Episode struct {
	Start, End, Easing float64
	Severity, Delay    float64
	Hits               uint64
}

// until is the end of the easing.
func (e Episode) until() float64 { return e.End + e.Easing }

// at returns the severity at t, which lies within the episode.
func (e Episode) at(t float64) float64 {
	if t <= e.End || e.Easing <= 0 {
		return e.Severity
	}
	return e.Severity * max(0, (e.until()-t)/e.Easing)
}

// Passed returns the episode as it reaches those who feel it at second hand:
// shares of the severity and of the delay, later by lag years.
func (e Episode) Passed(severity, delay, lag float64) Episode {
	e.Severity *= severity
	e.Delay *= delay
	e.Start += lag
	e.End += lag
	return e
}
