package output

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"magnetsim/sim/unit"
)

// Answer tells rare outcomes: what is exceeded how rarely, and how well each number
// is known.
func (r *Rare) Answer() *Answer {
	a := &Answer{Head: r.Head}
	a.Head.Heading = "Rare outcomes of " + r.Metric
	a.Head.Policy = r.Variant.Label()
	a.Head.Facts = append(a.Head.Facts, fmt.Sprintf("chosen among %s worlds", unit.Grouped(r.Candidates)))
	if r.Mean.Low == r.Mean.High {
		a.Sentences = []string{fmt.Sprintf("It is the same in every trial that was played: %s. What is rarer than that has not been seen.", unit.Format(r.Mean.Value, r.Unit))}
		return a
	}
	for _, l := range r.Once {
		a.Sentences = append(a.Sentences, fmt.Sprintf("Once in %s it is more than %s.", unit.Counted(int64(math.Round(1/l.Chance.Value)), "trial"), Column{Kind: Ranged}.Words(cellOf(l.Value, r.Unit))))
	}
	years := strconv.FormatFloat(math.Round(10*r.Years)/10, 'f', -1, 64)
	a.Notes = []Note{{What: fmt.Sprintf("Once in so many trials, each of %s years: not once in so many years. As good as: the independent trials that would have the same sampling error.", years)}}
	for _, l := range slices.Concat(r.Once, r.Above) {
		for _, w := range l.Warnings {
			a.Notes = append(a.Notes, Note{unit.Format(l.Value.Value, r.Unit), w, "play more --trials"})
		}
	}
	known := ranged("value", upperFirst(r.Metric), r.Unit, "the level, in the metric's unit", func(l RareLevel) Interval { return l.Value })
	a.Tables = []Table{
		tableOf("once_in", "Exceeded once in so many trials", r.Once, onceIn(), known, levelChance().on(File), goodAs(func(l RareLevel) float64 { return l.EffectiveTrials })),
		tableOf("above", "Chance of more than a level", r.Above,
			number("level", "More than", r.Unit, "the level asked for", func(l RareLevel) float64 { return l.Value.Value }),
			levelChance(), goodAs(func(l RareLevel) float64 { return l.EffectiveTrials })),
		tableOf("moments", "Over all trials", []RareValue{r.Mean, r.Tail},
			text("statistic", "", "mean, or CVaR95: the mean of the worst 5%", r.moment),
			ranged("value", upperFirst(r.Metric), r.Unit, "in the metric's unit", func(v RareValue) Interval { return v.Interval }),
			goodAs(func(v RareValue) float64 { return v.EffectiveTrials })),
		tableOf("curve", "The levels of a fine grid of chances", r.Curve,
			onceIn().on(File), known.on(File), levelChance().on(File), goodAs(func(l RareLevel) float64 { return l.EffectiveTrials }).on(File)),
	}
	return a
}

// moment names the mean and the tail.
func (r *Rare) moment(v RareValue) string {
	if v == r.Mean {
		return "mean"
	}
	return "CVaR95 (mean of the worst 5%)"
}

func onceIn() column[RareLevel] {
	return number("once_in_trials", "Once in", "trials", "trials of which one is expected to have more", func(l RareLevel) float64 { return math.Round(1/l.Chance.Value*1e6) / 1e6 })
}

// levelChance tells what happened in no trial as never seen.
func levelChance() column[RareLevel] {
	c := ranged("chance", "Chance", "share", "chance of more than the level, in a trial", func(l RareLevel) Interval { return l.Chance })
	tell := c.cell
	c.cell = func(l RareLevel) Cell {
		x := tell(l)
		if x.Value == 0 {
			x.Text = "never seen" + bracketed(x, x.Unit)
		}
		return x
	}
	return c
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
