package study

import (
	"math"
	"slices"

	"magnetsim/sim/stat"
)

// Shift compares an input in the bad trials with all trials.
type Shift struct {
	Input  int      // index of the input
	Effect Interval // chance that it is larger in a bad trial than in another, a tie counting half
	P      float64  // of an effect as far from 1/2 if there were none
	Told   bool     // apart from noise, at FalseShare among all inputs
	Bad    Spread
	All    Spread
}

// Spread is p5, p50 and p95 of an input over some trials, and where these lie in
// all trials: the share of all trials below, those of the same value counting half.
type Spread struct {
	Values, Places [3]float64
	Mean           float64
}

// spreadAt are the shares of a Spread.
var spreadAt = [3]float64{0.05, 0.5, 0.95}

// Shifts compares the bad trials with the others, input by input: those told
// apart from noise first, each kind by the size of the effect. inputs is by input,
// then trial; inputs that do not vary or lack a number are left out. It is nil
// where fewer than two trials are bad, or not.
//
// The effect is Mann and Whitney's U over the number of pairs (Annals of
// Mathematical Statistics 18, 1947), with the normal approximation that allows for
// ties, and the procedure of Benjamini and Hochberg (1995) over all inputs. Its 95%
// interval is that of DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988), on
// the scale of the logit. Like U it sees what shifts, not what narrows.
func Shifts(inputs [][]float64, bad []bool) []Shift {
	in := tallyOf(bad, upTo(len(bad)))
	if in.Bad < 2 || in.Trials-in.Bad < 2 {
		return nil
	}
	var all []Shift
	var p []float64
	for i, x := range inputs {
		if varies(x) {
			c := shiftOf(x, bad, in)
			c.Input = i
			all, p = append(all, c), append(p, c.P)
		}
	}
	limit := toldBelow(p, FalseShare)
	for i := range all {
		all[i].Told = all[i].P <= limit
	}
	slices.SortStableFunc(all, func(a, b Shift) int { return toldFirst(a.Told, b.Told, a.size(), b.size()) })
	return all
}

func (c Shift) size() float64 { return math.Abs(c.Effect.Value - 0.5) }

func varies(x []float64) bool {
	return !slices.ContainsFunc(x, math.IsNaN) && slices.Min(x) < slices.Max(x)
}

func shiftOf(x []float64, bad []bool, in Tally) Shift {
	n := len(x)
	isBad, isNot, ones := make([]float64, n), slices.Repeat([]float64{1}, n), slices.Repeat([]float64{1}, n)
	for i, b := range bad {
		if b {
			isBad[i], isNot[i] = 1, 0
		}
	}
	o := sorted(x)
	among, inBad, inRest := make([]float64, n), make([]float64, n), make([]float64, n)
	o.ranks(among, ones)
	o.ranks(inBad, isBad)
	o.ranks(inRest, isNot)
	c := Shift{Bad: o.spread(x, isBad, among), All: o.spread(x, ones, among)}
	c.Effect = superiority(bad, in, among, inBad, inRest)
	c.P = o.chanceOf(c.Effect.Value, in)
	return c
}

// superiority estimates P(X bad > X other) + P(X bad = X other)/2. What is taken
// over all pairs are each trial's placements: the share of the other kind below it,
// from its mid-ranks among all and among its kind.
func superiority(bad []bool, in Tally, among, inBad, inRest []float64) Interval {
	n := float64(len(bad))
	var badOverRest, restUnderBad []float64
	for i, b := range bad {
		if b {
			badOverRest = append(badOverRest, n*(among[i]-inBad[i])/float64(in.Trials-in.Bad))
		} else {
			restUnderBad = append(restUnderBad, 1-n*(among[i]-inRest[i])/float64(in.Bad))
		}
	}
	up, down := stat.MomentsOf(badOverRest), stat.MomentsOf(restUnderBad)
	value := up.Mean().Value
	se := math.Sqrt(up.Variance()/float64(in.Bad) + down.Variance()/float64(in.Trials-in.Bad))
	return logitInterval(value, se)
}

// logitInterval is a 95% interval of a share within 0 and 1, NaN at either end of
// a share that is 0 or 1.
func logitInterval(value, se float64) Interval {
	if value <= 0 || value >= 1 {
		return Interval{value, math.NaN(), math.NaN()}
	}
	logit, half := math.Log(value/(1-value)), 1.96*se/(value*(1-value))
	back := func(l float64) float64 { return 1 / (1 + math.Exp(-l)) }
	return Interval{value, back(logit - half), back(logit + half)}
}

// chanceOf returns the two-sided P value of an effect.
func (o order) chanceOf(effect float64, in Tally) float64 {
	n, m, r := float64(in.Trials), float64(in.Bad), float64(in.Trials-in.Bad)
	ties := 0.0
	for k := range len(o.starts) - 1 {
		t := float64(o.starts[k+1] - o.starts[k])
		ties += t * (t*t - 1)
	}
	sd := math.Sqrt((n + 1 - ties/(n*(n-1))) / (12 * m * r))
	return math.Erfc(math.Abs(effect-0.5) / sd / math.Sqrt2)
}

// spread returns the quantiles of the trials that are counted: the smallest value
// that so many of them do not exceed.
func (o order) spread(x, counted, among []float64) Spread {
	total := summed(counted)
	var s Spread
	q, sum := 0, 0.0
	for _, t := range o.trials {
		sum += counted[t]
		s.Mean += counted[t] * x[t] / total
		for q < len(spreadAt) && counted[t] > 0 && sum >= spreadAt[q]*total*(1-1e-12) {
			s.Values[q], s.Places[q] = x[t], among[t]
			q++
		}
	}
	return s
}

// WorstOf marks the trials that are worse than a threshold.
func WorstOf(outcome []float64, threshold float64) []bool {
	return each(outcome, func(v float64) bool { return v > threshold })
}

// WorstShare returns the threshold that a share of the trials at most exceeds: the
// smallest value that is not exceeded by more. Where the largest value of all is
// that of more trials than the share, it is that below it; false where all trials
// have the same.
func WorstShare(outcome []float64, share float64) (threshold float64, ok bool) {
	values := slices.Sorted(slices.Values(outcome))
	n := len(values)
	if n == 0 || values[0] == values[n-1] {
		return 0, false
	}
	most := int(share * float64(n) * (1 + 1e-12))
	threshold = values[max(0, n-1-most)]
	if threshold == values[n-1] {
		at, _ := slices.BinarySearch(values, threshold)
		threshold = values[at-1]
	}
	return threshold, true
}
