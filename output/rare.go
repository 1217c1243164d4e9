package output

import (
	"math"
	"slices"

	"magnetsim/sim/stat"
	"magnetsim/sim/study"
)

// Rare is what was found of rare outcomes of one metric under one policy.
type Rare struct {
	Head       Head
	Variant    Variant
	Metric     string // "shortfall.total"
	Unit       string
	Years      float64 // that a trial lasts
	Candidates int64   // worlds drawn, of which trials were chosen

	Mean  RareValue
	Tail  RareValue   // CVaR95
	Once  []RareLevel // by falling chance: what is exceeded once in so many trials
	Above []RareLevel // by rising value: the chances of given values
	Curve []RareLevel // for figures: a fine grid of chances
}

// RareValue is an estimate, and how many independent trials would have the same
// standard error; NaN where that is not known.
type RareValue struct {
	Interval
	EffectiveTrials float64
}

// RareLevel is a value and the chance of a larger one; the one of them that was asked
// for has no interval.
type RareLevel struct {
	Value           Interval // in Rare.Unit
	Chance          Interval
	EffectiveTrials float64 // independent trials that would tell the chance as well
	Warnings        []string
}

// BuildRare adds what was found to a head: the values that are exceeded once in so many
// trials, and the chances of more than the given values.
func BuildRare(head Rare, found *study.RareResult, once, above []float64) *Rare {
	r := head
	r.Candidates = int64(found.Candidates)
	r.Head.Asked, r.Head.Failed = int64(found.Played), int64(found.Failed)
	r.Head.Trials = r.Head.Asked - r.Head.Failed
	q := found.Quantile(0.95).Value
	r.Mean = rareValue(found, found.Mean(), 1, func(x float64) float64 { return x })
	r.Tail = rareValue(found, found.CVaR(0.95), 1/0.05, func(x float64) float64 { return max(0, x-q) })
	slices.Sort(once)
	for _, n := range slices.Compact(once) {
		r.Once = append(r.Once, rareOnce(found, 1/n))
	}
	slices.Sort(above)
	for _, x := range slices.Compact(above) {
		e := found.Exceed(x)
		r.Above = append(r.Above, RareLevel{Value: exactly(x), Chance: intervalOf(e), EffectiveTrials: effectiveTrials(e), Warnings: e.Warnings})
	}
	r.Curve = rareCurve(found)
	return &r
}

// rareOnce is what is exceeded with a chance of p.
func rareOnce(found *study.RareResult, p float64) RareLevel {
	e := found.Quantile(1 - p)
	return RareLevel{Value: intervalOf(e), Chance: exactly(p), EffectiveTrials: effectiveTrials(found.Exceed(e.Value)), Warnings: e.Warnings}
}

// perDecade is how finely a curve tells chances.
const perDecade = 10

// fewestAbove is the number of trials above a level below which a curve ends: beyond,
// its interval would be made of a few trials.
const fewestAbove = 10

// rareCurve goes from a chance of 0.5 down as far as there are trials to tell of it.
func rareCurve(found *study.RareResult) (curve []RareLevel) {
	for i := 0; ; i++ {
		p := 0.5 * math.Pow(10, -float64(i)/perDecade)
		level := rareOnce(found, p)
		if found.Above(level.Value.Value) < fewestAbove {
			return curve
		}
		curve = append(curve, level)
	}
}

// rareValue is the estimate of a mean of scale·f.
func rareValue(found *study.RareResult, e stat.Estimate, scale float64, f func(float64) float64) RareValue {
	return RareValue{intervalOf(e), found.Spread(f) * scale * scale / (e.SE * e.SE)}
}

// effectiveTrials is how many independent trials tell a chance with the standard error of e.
func effectiveTrials(e stat.Estimate) float64 { return e.Value * (1 - e.Value) / (e.SE * e.SE) }

func intervalOf(e stat.Estimate) Interval { return Interval{Value: e.Value, Low: e.Low, High: e.High} }

func exactly(x float64) Interval { return Interval{Value: x, Low: x, High: x} }
