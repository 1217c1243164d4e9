package study

import (
	"context"
	"fmt"
	"math"

	"magnetsim/sim/stat"
)

// Rung is one level of a frontier.
type Rung struct {
	*Point
	Loses       Levels // its own numbers
	DominatedBy int    // index of the rung that leaves no reason to choose this one; −1 for none
	// Change is how it differs from the rung before, and PerTail what a tonne of
	// CVaR95 costs that the step avoids, without a value where it cannot be told to
	// avoid any. Both are empty for the first.
	Change  Contrast
	PerTail stat.Estimate
}

// Sides are the metrics of a lab that a frontier weighs against each other, by
// their places; −1 for one that there is not.
type Sides struct{ Loss, Share, Cost int }

// Frontier tries count levels, evenly over the range of the lab's only lever,
// and says what each costs and what loss it leaves. Where ctx is cancelled after two
// of them it returns those that were tried, which are fewer, without an error.
func (l *Lab) Frontier(ctx context.Context, s Sides, count, trials int) ([]Rung, error) {
	if count < 2 {
		return nil, fmt.Errorf("a frontier needs at least 2 points, not %d", count)
	}
	var points []*Point
	for _, at := range spread(0, l.Ranges[0].Last(), count) {
		p, err := l.try(ctx, trials, at)
		if ctx.Err() != nil && len(points) >= 2 {
			break
		}
		if err != nil {
			return nil, err
		}
		points = append(points, p)
	}
	return rungsOf(points, s), nil
}

// rungsOf weighs points against one another.
func rungsOf(points []*Point, s Sides) []Rung {
	arms := armsOf(points, s)
	rungs := make([]Rung, len(points))
	for i, p := range points {
		rungs[i] = Rung{Point: p, Loses: arms[i].Levels(), DominatedBy: dominator(arms, i), PerTail: nothing()}
		if i > 0 {
			rungs[i].Change, rungs[i].PerTail = Compare(arms[i], arms[i-1]), perTail(arms[i], arms[i-1])
		}
	}
	return rungs
}

// armsOf returns points as arms of a comparison. A trial that failed at any of
// them is left out of all.
func armsOf(points []*Point, s Sides) []*Arm {
	first := each(points, func(p *Point) []float64 { return p.Values[0] })
	trials := complete(first, 0, len(first[0]))
	return each(points, func(p *Point) *Arm {
		of := func(metric int) []float64 {
			if metric < 0 {
				return nil
			}
			return picked(p.Values[metric], trials)
		}
		return &Arm{Draws: "common", Trials: each(trials, func(t int) uint64 { return uint64(t) }), Loss: of(s.Loss), Share: of(s.Share), Cost: of(s.Cost)}
	})
}

// dominator returns the cheapest arm that dominates one, −1 where there is none,
// or nothing is known of costs.
func dominator(arms []*Arm, one int) int {
	best, least := -1, math.Inf(1)
	for i, a := range arms {
		if i == one || a.Cost == nil || !Compare(a, arms[one]).Dominates() {
			continue
		}
		if cost := a.level(Cost).Value; cost < least {
			best, least = i, cost
		}
	}
	return best
}

// perTail returns what a tonne of CVaR95 costs that one arm avoids against
// another.
func perTail(a, b *Arm) stat.Estimate {
	if a.Cost == nil || !a.tailTold() || !b.tailTold() {
		return nothing()
	}
	return CostPerTonne(stat.JointOf(minus(a.of(Tail), b.of(Tail)), minus(a.Cost, b.Cost)))
}
