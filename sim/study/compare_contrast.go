package study

import (
	"math"
	"slices"

	"magnetsim/sim/stat"
)

// PairedWith reports whether the trials of two arms are the same worlds.
func (a *Arm) PairedWith(b *Arm) bool { return a.Draws == b.Draws && slices.Equal(a.Trials, b.Trials) }

// Contrast is how one arm differs from another.
type Contrast struct {
	Paired   bool          // trial by trial, on the same draws
	Levels                 // the differences, first minus second, each with its own interval
	SD       float64       // of the difference in loss between trials; NaN unless Paired
	Better   float64       // share of trials in which the first loses less; NaN unless Paired
	Worse    float64       // share in which it loses more
	PerTonne stat.Estimate // what the first costs more for each tonne that it spares; see CostPerTonne
}

// Compare returns how a differs from b. The error of a difference is that of the
// mean of paired differences, or, where the draws are not the same, the errors of
// both added in squares.
func Compare(a, b *Arm) Contrast {
	c := Contrast{Paired: a.PairedWith(b), SD: math.NaN(), Better: math.NaN(), Worse: math.NaN(), PerTonne: nothing()}
	for _, q := range Quantities() {
		*c.at(q) = c.difference(a, b, q)
	}
	if c.Paired {
		losses := minus(a.Loss, b.Loss)
		c.SD = stat.MomentsOf(losses).SD()
		c.Better, c.Worse = signs(losses)
		if a.Cost != nil && b.Cost != nil {
			c.PerTonne = CostPerTonne(stat.JointOf(a.byGroup(losses), a.byGroup(minus(a.Cost, b.Cost))))
			c.PerTonne.N = int64(len(losses))
		}
	}
	return c
}

// difference returns the difference of a quantity.
func (c *Contrast) difference(a, b *Arm, q Quantity) stat.Estimate {
	x, y := a.of(q), b.of(q)
	switch {
	case x == nil || y == nil:
		return nothing()
	case q == Tail && !(a.tailCompared() && b.tailCompared()):
		e := stat.Estimate{Value: a.level(q).Value - b.level(q).Value, N: int64(min(len(x), len(y)))}
		return e.Open("the difference in CVaR95")
	case !c.Paired:
		return apart(a.level(q), b.level(q))
	case a.Groups == nil && (q == Chance || q == Serious):
		return matched(x, y)
	case q == Tail: // with the degrees of freedom of stat.Column.CVaR
		return a.mean(minus(x, y), (1-tail)*float64(len(x))-1)
	default:
		return a.mean(minus(x, y), math.Inf(1))
	}
}

// matched returns the difference of two shares of the same trials, a and b being
// 1 where a trial counts. Wald's interval has no width where no trial differs;
// with half a trial added to each of the four kinds it has the level that it
// claims. Source: Agresti and Min, "Simple improved confidence intervals for
// comparing matched proportions", Statistics in Medicine 24 (2005).
func matched(a, b []float64) stat.Estimate {
	onlyB, onlyA := signs(minus(a, b))
	n := float64(len(a))
	e := stat.Estimate{Value: onlyA - onlyB, N: int64(len(a))}
	more, up, down := n+2, n*onlyA+0.5, n*onlyB+0.5
	middle := (up - down) / more
	e.SE = math.Sqrt((up+down)-(up-down)*(up-down)/more) / more
	e.Low, e.High = max(-1, middle-z95*e.SE), min(1, middle+z95*e.SE)
	return e
}

// apart returns the difference of two independent estimates: the distances to
// the ends of their intervals add in squares. Source: Newcombe, "Interval
// estimation for the difference between independent proportions", Statistics in
// Medicine 17 (1998), method 10; of means it is the usual interval.
func apart(a, b stat.Estimate) stat.Estimate {
	d := a.Value - b.Value
	return stat.Estimate{
		Value: d, SE: math.Hypot(a.SE, b.SE), N: min(a.N, b.N),
		Low:  d - math.Hypot(a.Value-a.Low, b.High-b.Value),
		High: d + math.Hypot(a.High-a.Value, b.Value-b.Low),
	}
}

// minus returns a − b. A difference that roundings leave of equal numbers is 0.
func minus(a, b []float64) []float64 {
	all := make([]float64, len(a))
	for i, x := range a {
		if d := x - b[i]; math.Abs(d) > alike*max(math.Abs(x), math.Abs(b[i])) {
			all[i] = d
		}
	}
	return all
}

// signs returns the shares of differences below and above 0.
func signs(differences []float64) (below, above float64) {
	for _, d := range differences {
		switch {
		case d < 0:
			below++
		case d > 0:
			above++
		}
	}
	n := float64(len(differences))
	return below / n, above / n
}

// Reversed returns how the second differs from the first, but for PerTonne.
func (c Contrast) Reversed() Contrast {
	for _, q := range Quantities() {
		*c.at(q) = opposite(c.Of(q))
	}
	c.Better, c.Worse = c.Worse, c.Better
	c.PerTonne = nothing()
	return c
}

// Noise reports whether a difference cannot be told from none.
func Noise(e stat.Estimate) bool { return !(e.Low > 0) && !(e.High < 0) }

// Dominates reports, from how an arm differs from another, whether it leaves no
// reason to choose that one: it is no worse in cost, in CVaR95, in the chance of
// any loss and in that of a serious one as they are estimated, and better in one
// of them by more than the sampling error. What is not known is left aside.
func (c Contrast) Dominates() bool {
	better := false
	for _, e := range []stat.Estimate{c.Cost, c.Tail, c.Chance, c.Serious} {
		if e.Value > 0 {
			return false
		}
		better = better || e.High < 0
	}
	return better
}

// NetBenefit returns what a policy is worth against another, in money, from the
// change in burden (value lost and the cost of the stockpiles together) trial by
// trial, the policy minus the other: the value lost that it spares, less what its
// stockpiles cost more.
func NetBenefit(burden interface{ Mean() stat.Estimate }) stat.Estimate {
	return opposite(burden.Mean())
}

// CostPerTonne returns what a policy costs more than another for each tonne that
// it spares, from the changes in tonnes short (x) and in the cost of the
// stockpiles (y) trial by trial, the policy minus the other. It is the ratio of
// both means, with the interval of stat.Joint.Ratio; negative where the policy is
// cheaper as well. It has no value, and says why, where the policy spares nothing
// that can be told from the sampling error.
func CostPerTonne(change stat.Joint) stat.Estimate {
	e := opposite(change.Ratio())
	switch {
	case math.IsNaN(e.Value):
		e.Warnings = []string{"not defined: the tonnes spared cannot be told apart from zero"}
	case change.AverageX > 0:
		n := e.N
		e = nothing()
		e.N, e.Warnings = n, []string{"not defined: no tonnes are spared, more are short"}
	}
	return e
}

// opposite returns the estimate of the negative.
func opposite(e stat.Estimate) stat.Estimate {
	if e.Value != 0 { // −0 would be told as "-0"
		e.Value = -e.Value
	}
	e.Low, e.High = -e.High, -e.Low
	return e
}
