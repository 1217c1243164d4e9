package study

import (
	"math"
	"slices"

	"magnetsim/sim/stat"
)

// Arm is what one policy gave: a value a trial.
type Arm struct {
	// Draws names the random numbers that the trials were played on. Trials of the
	// same number on the same draws are of the same world.
	Draws  string
	Trials []uint64  // their numbers, rising
	Loss   []float64 // tonnes short, by trial
	Cost   []float64 // of the stockpiles, by trial; nil where it has none
}

// Levels are what arms are compared by, each with its sampling error.
type Levels struct {
	Chance stat.Estimate // of any loss
	Mean   stat.Estimate // of the loss
	Tail   stat.Estimate // CVaR95 of the loss, the mean of the worst 5%
	Cost   stat.Estimate // mean
}

// tail is where the worst trials begin.
const tail = 0.95

// Levels returns the arm's own numbers.
func (a *Arm) Levels() Levels {
	loss := gathered(a.Loss)
	return Levels{
		Chance: loss.Positive(), Mean: loss.Mean(), Tail: loss.CVaR(tail),
		Cost: stat.MomentsOf(a.costs()).Mean(),
	}
}

// costs returns the cost of each trial: 0 without stockpiles.
func (a *Arm) costs() []float64 {
	if a.Cost == nil {
		return make([]float64, len(a.Trials))
	}
	return a.Cost
}

// PairedWith reports whether the trials of two arms are the same worlds.
func (a *Arm) PairedWith(b *Arm) bool { return a.Draws == b.Draws && slices.Equal(a.Trials, b.Trials) }

// Contrast is how one arm differs from another: differences of their levels,
// first minus second, each with its own interval.
type Contrast struct {
	Paired bool // trial by trial, on the same draws
	Levels
	SD     float64 // of the difference in loss between trials; NaN unless Paired
	Better float64 // share of trials in which the first loses less; NaN unless Paired
	Worse  float64 // share in which it loses more
}

// Compare returns how a differs from b.
//
// Each level is a mean of a value a trial: of the loss, of whether there is
// any, of the cost, and, to the first order, of CVaR's influence function
// q + (x−q)⁺/(1−p) (the source is with stat.Column.CVaR). So the error of a
// difference is that of the mean of paired differences, or, where the draws are
// not the same, the errors of both added in squares.
func Compare(a, b *Arm) Contrast {
	c := Contrast{Paired: a.PairedWith(b), SD: math.NaN(), Better: math.NaN(), Worse: math.NaN()}
	c.Mean = c.difference(a.Loss, b.Loss)
	c.Cost = c.difference(a.costs(), b.costs())
	c.Tail = c.difference(tails(a.Loss), tails(b.Loss))
	c.Chance = c.chance(a.Loss, b.Loss)
	if c.Paired {
		differences := minus(a.Loss, b.Loss)
		c.SD = stat.MomentsOf(differences).SD()
		c.Better, c.Worse = signs(differences)
	}
	return c
}

// difference returns the difference of two means.
func (c *Contrast) difference(a, b []float64) stat.Estimate {
	if c.Paired {
		return stat.MomentsOf(minus(a, b)).Mean()
	}
	return apart(stat.MomentsOf(a).Mean(), stat.MomentsOf(b).Mean())
}

// chance returns the difference of the chances of any loss.
func (c *Contrast) chance(a, b []float64) stat.Estimate {
	if !c.Paired {
		return apart(gathered(a).Positive(), gathered(b).Positive())
	}
	onlyA, onlyB := 0, 0
	for i := range a {
		switch {
		case a[i] > 0 && !(b[i] > 0):
			onlyA++
		case b[i] > 0 && !(a[i] > 0):
			onlyB++
		}
	}
	return matchedShares(onlyA, onlyB, len(a))
}

// matchedShares returns the difference of two shares of the same n trials, of
// which so many count in one only. Wald's interval has no width where no trial
// differs; with half a trial added to each of the four kinds it has the level
// that it claims. Source: Agresti and Min, "Simple improved confidence intervals
// for comparing matched proportions", Statistics in Medicine 24 (2005).
func matchedShares(onlyA, onlyB, n int) stat.Estimate {
	size := float64(n)
	value := float64(onlyA-onlyB) / size
	e := stat.Estimate{Value: value, N: int64(n)}
	more, up, down := size+2, float64(onlyA)+0.5, float64(onlyB)+0.5
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

// tails returns the values whose mean is the CVaR of xs. The trial at the
// boundary counts by its fraction, as in stat.Column.CVaR.
func tails(xs []float64) []float64 {
	q := gathered(xs).Quantile(tail).Value
	all := make([]float64, len(xs))
	for i, x := range xs {
		all[i] = q + max(0, x-q)/(1-tail)
	}
	return all
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

func gathered(xs []float64) *stat.Column {
	c := stat.NewColumn(len(xs))
	c.Add(0, xs)
	return c
}

// Noise reports whether a difference cannot be told from none.
func Noise(e stat.Estimate) bool { return !(e.Low > 0) && !(e.High < 0) }

// Dominates reports, from how an arm differs from another, whether it leaves no
// reason to choose that one: it is no worse in cost, in CVaR95 and in the chance
// of any loss as they are estimated, and better in one of them by more than the
// sampling error. What is too close to call is so never counted as a fault.
func (c Contrast) Dominates() bool {
	better := false
	for _, e := range []stat.Estimate{c.Cost, c.Tail, c.Chance} {
		if !(e.Value <= 0) {
			return false
		}
		better = better || e.High < 0
	}
	return better
}
