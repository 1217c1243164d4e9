package output

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"magnetsim/sim/stat"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
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
	r := &head
	r.Candidates = int64(found.Candidates)
	r.Head.Asked, r.Head.Failed = int64(found.Played), int64(found.Failed)
	r.Head.Trials = r.Head.Asked - r.Head.Failed
	q := found.Quantile(0.95).Value
	r.Mean = rareValue(found, found.Mean(), 1, func(x float64) float64 { return x })
	r.Tail = rareValue(found, found.CVaR(0.95), 1/0.05, func(x float64) float64 { return max(0, x-q) })
	slices.Sort(once)
	slices.Sort(above)
	r.Once = each(slices.Compact(once), func(n float64) RareLevel { return rareOnce(found, 1/n) })
	r.Above = each(slices.Compact(above), func(x float64) RareLevel {
		e := found.Exceed(x)
		return RareLevel{Value: exactly(x), Chance: intervalOf(e), EffectiveTrials: effectiveTrials(e), Warnings: e.Warnings}
	})
	r.Curve = rareCurve(found)
	return r
}

func rareOnce(found *study.RareResult, p float64) RareLevel {
	e := found.Quantile(1 - p)
	return RareLevel{Value: intervalOf(e), Chance: exactly(p), EffectiveTrials: effectiveTrials(found.Exceed(e.Value)), Warnings: e.Warnings}
}

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

// Answer tells rare outcomes: what is exceeded how rarely, and how well each number
// is known.
func (r *Rare) Answer() *Answer {
	a := &Answer{Head: r.Head.about("Rare outcomes of the "+r.Head.Titles.Metric(r.Metric), r.Variant)}
	a.Head.Facts = append(a.Head.Facts, fmt.Sprintf("chosen among %s worlds", unit.Grouped(r.Candidates)))
	if r.Mean.Low == r.Mean.High {
		a.Sentences = []string{fmt.Sprintf("It is the same in every trial that was played: %s. Anything rarer has not been seen.", unit.Format(r.Mean.Value, r.Unit))}
		return a
	}
	for _, l := range r.Once {
		a.Sentences = append(a.Sentences, fmt.Sprintf("Once in %s it is more than %s.", unit.Counted(int64(math.Round(1/l.Chance.Value)), "trial"), Column{Kind: Ranged}.Words(cellOf(l.Value, r.Unit))))
	}
	years := strconv.FormatFloat(math.Round(10*r.Years)/10, 'f', -1, 64)
	a.Notes = []Note{{What: fmt.Sprintf("Once in so many trials, each of %s years, not once in so many years. As good as: the number of independent trials with the same sampling error.", years)}}
	for _, l := range slices.Concat(r.Once, r.Above) {
		for _, w := range l.Warnings {
			a.Notes = append(a.Notes, Note{unit.Format(l.Value.Value, r.Unit), w, "play more --trials"})
		}
	}
	good := goodAs(func(l RareLevel) float64 { return l.EffectiveTrials })
	known := ranged("value", unit.UpperFirst(r.Head.Titles.Metric(r.Metric)), r.Unit, "the level, in the metric's unit", func(l RareLevel) Interval { return l.Value })
	a.Tables = []Table{
		tableOf("once_in", "Exceeded once in so many trials", r.Once, onceIn(), known, levelChance().on(File), good),
		tableOf("above", "Chance of more than a level", r.Above,
			number("level", "More than", r.Unit, "the level asked for", func(l RareLevel) float64 { return l.Value.Value }),
			levelChance(), good).briefly(),
		tableOf("moments", "Over all trials", []RareValue{r.Mean, r.Tail},
			text("statistic", "", "mean, or CVaR95: the mean of the worst 5%", func(v RareValue) string { return either(v == r.Mean, "mean", "CVaR95 (mean of the worst 5%)") }),
			ranged("value", unit.UpperFirst(r.Head.Titles.Metric(r.Metric)), r.Unit, "in the metric's unit", func(v RareValue) Interval { return v.Interval }),
			goodAs(func(v RareValue) float64 { return v.EffectiveTrials })).briefly(),
		tableOf("curve", "The levels of a fine grid of chances", r.Curve,
			onceIn(), known, levelChance(), good).only(File),
	}
	return a
}

func onceIn() column[RareLevel] {
	return number("once_in_trials", "Once in", "trials", "number of trials of which one is expected to have more", func(l RareLevel) float64 { return math.Round(1/l.Chance.Value*1e6) / 1e6 })
}

// levelChance tells what happened in no trial as never seen.
func levelChance() column[RareLevel] {
	chance := ranged("chance", "Chance", "share", "chance of more than the level, in a trial", func(l RareLevel) Interval { return l.Chance })
	return chance.but(func(_ RareLevel, x *Cell) {
		if x.Value == 0 {
			x.Text = "never seen" + bracketed(*x, x.Unit)
		}
	})
}

// goodAs tells how many independent trials would know a number as well.
func goodAs[T any](of func(T) float64) column[T] {
	return number("as_good_as", "As good as", "trials", "independent trials with the same sampling error; empty where unknown", func(x T) float64 { return toTwoDigits(of(x)) })
}

// toTwoDigits rounds a number of trials: it is not known better.
func toTwoDigits(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return math.NaN()
	}
	power := max(1, math.Pow(10, math.Floor(math.Log10(max(1, x)))-1))
	return math.Round(x/power) * power
}
