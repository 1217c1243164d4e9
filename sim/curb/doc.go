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
