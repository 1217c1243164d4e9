package study

import (
	"math"
	"slices"

	"magnetsim/sim/draw"
	"magnetsim/sim/stat"
)

// Resamples is the number of bootstrap samples behind the intervals of a Driver.
const Resamples = 399

// FalseShare is the share of inputs told apart from noise that may be told so
// wrongly, on average.
const FalseShare = 0.05

// FewestTrials are the trials below which no driver is looked for: deciles of
// fewer than ten trials tell nothing.
const FewestTrials = 100

// Between is a value with its 95% bootstrap percentile interval.
type Between struct{ Value, Low, High float64 }

// Decile is a tenth of the trials by an input. Trials with the same input stay
// together, so that an input with few values has fewer and uneven groups.
type Decile struct {
	Trials int
	Input  float64 // mean of the input
	Output float64 // mean of the output
	Low    float64 // 95% sampling interval of Output; NaN of a single trial
	High   float64
}

// Driver is what the trials tell of one input.
type Driver struct {
	Input   int     // index of the input
	Rank    Between // Spearman's rank correlation with the output, ties at mid-ranks
	Change  Between // mean output of the highest group less that of the lowest
	Deciles []Decile
	P       float64 // of a rank correlation as far from zero if there were none
	Told    bool    // apart from noise, at FalseShare among all inputs
}

// Drivers ranks inputs by how far the output goes with them: those told apart
// from noise first, each kind by the size of the rank correlation. inputs is by
// input, then trial; NaN leaves a trial out for that input. Inputs that do not vary
// are left out.
//
// Whether an input is told apart is a matter of its rank correlation alone, with
// the variance 1/(n-1) that it has over all permutations, ties or not (Kendall,
// Rank Correlation Methods, 1948), and the procedure of Benjamini and Hochberg
// (1995) over all inputs. An effect that rises and falls again may pass unseen.
func Drivers(inputs [][]float64, output []float64, seed uint64) []Driver {
	var all []Driver
	for i, x := range inputs {
		if d, ok := driver(x, output, seed); ok {
			d.Input = i
			all = append(all, d)
		}
	}
	tell(all, FalseShare)
	slices.SortStableFunc(all, func(a, b Driver) int {
		switch x, y := math.Abs(a.Rank.Value), math.Abs(b.Rank.Value); {
		case a.Told != b.Told && a.Told, a.Told == b.Told && x > y:
			return -1
		case a.Told != b.Told, x < y:
			return 1
		}
		return 0
	})
	return all
}

// tell marks the inputs that are told apart (Benjamini and Hochberg).
func tell(all []Driver, share float64) {
	var p []float64
	for _, d := range all {
		p = append(p, d.P)
	}
	slices.Sort(p)
	limit := -1.0
	for k, x := range p {
		if x <= share*float64(k+1)/float64(len(p)) {
			limit = x
		}
	}
	for i := range all {
		all[i].Told = all[i].P <= limit
	}
}

// driver looks at one input; false where it or the output does not vary, or too
// few trials have both.
func driver(input, output []float64, seed uint64) (Driver, bool) {
	var x, y []float64
	for i, v := range input {
		if !math.IsNaN(v) && !math.IsNaN(output[i]) {
			x, y = append(x, v), append(y, output[i])
		}
	}
	n := len(x)
	if n < FewestTrials || slices.Min(x) == slices.Max(x) || slices.Min(y) == slices.Max(y) {
		return Driver{}, false
	}
	byX, byY := sorted(x), sorted(y)
	ones := slices.Repeat([]float64{1}, n)
	s := scratch{make([]float64, n), make([]float64, n)}
	d := Driver{Rank: Between{Value: s.spearman(byX, byY, ones)}}
	group := deciles(s.x)
	d.Deciles = means(x, y, group)
	d.Change.Value = change(y, group, ones)
	d.P = math.Erfc(math.Abs(d.Rank.Value) * math.Sqrt(float64(n-1)) / math.Sqrt2)

	ranks, changes := make([]float64, 0, Resamples), make([]float64, 0, Resamples)
	u, times := make([]float64, n), make([]float64, n)
	for b := range Resamples {
		resample(times, u, seed, uint32(b))
		ranks = append(ranks, s.spearman(byX, byY, times))
		changes = append(changes, change(y, group, times))
	}
	d.Rank.Low, d.Rank.High = middle(ranks)
	d.Change.Low, d.Change.High = middle(changes)
	return d, true
}

// resample counts how often each trial is drawn in a bootstrap sample; u is room
// for as many numbers. All inputs face the same samples.
func resample(times, u []float64, seed uint64, b uint32) {
	clear(times)
	draw.Fill(u, draw.Random(seed), 0, draw.Key("study.drivers.bootstrap"), b)
	for _, v := range u {
		times[int(v*float64(len(u)))]++
	}
}

// middle returns the ends of the central 95%, without the samples in which a
// value did not exist.
func middle(x []float64) (low, high float64) {
	x = slices.DeleteFunc(x, math.IsNaN)
	if len(x) == 0 {
		return math.NaN(), math.NaN()
	}
	slices.Sort(x)
	out := len(x) / 40
	return x[out], x[len(x)-1-out]
}

// order is the trials by a quantity, and where a new value begins.
type order struct {
	trials []int
	starts []int // of each run of equal values, and the end
}

func sorted(x []float64) order {
	o := order{trials: make([]int, len(x))}
	for i := range x {
		o.trials[i] = i
	}
	slices.SortStableFunc(o.trials, func(a, b int) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return 0
	})
	for i, t := range o.trials {
		if i == 0 || x[t] != x[o.trials[i-1]] {
			o.starts = append(o.starts, i)
		}
	}
	o.starts = append(o.starts, len(x))
	return o
}

// ranks sets the mid-rank of each trial in a sample that holds it so many times,
// as a share of the sample.
func (o order) ranks(rank, times []float64) {
	n, below := float64(len(times)), 0.0
	for k := range len(o.starts) - 1 {
		run := o.trials[o.starts[k]:o.starts[k+1]]
		same := 0.0
		for _, t := range run {
			same += times[t]
		}
		for _, t := range run {
			rank[t] = (below + same/2) / n
		}
		below += same
	}
}

// scratch is room for the ranks of a sample.
type scratch struct{ x, y []float64 }

// spearman returns the rank correlation of a sample; NaN where a side of it does
// not vary. Mid-ranks as shares have the mean 1/2.
func (s scratch) spearman(x, y order, times []float64) float64 {
	x.ranks(s.x, times)
	y.ranks(s.y, times)
	var xx, yy, xy float64
	for i, w := range times {
		a, b := s.x[i]-0.5, s.y[i]-0.5
		xx, yy, xy = xx+w*a*a, yy+w*b*b, xy+w*a*b
	}
	return xy / math.Sqrt(xx*yy)
}

// deciles returns the tenth in which each mid-rank lies, without empty ones.
func deciles(rank []float64) []int {
	group, used := make([]int, len(rank)), [10]bool{}
	for i, r := range rank {
		group[i] = min(9, int(10*r))
		used[group[i]] = true
	}
	number, next := [10]int{}, 0
	for g, ok := range used {
		if number[g] = next; ok {
			next++
		}
	}
	for i, g := range group {
		group[i] = number[g]
	}
	return group
}

func means(x, y []float64, group []int) []Decile {
	all := make([]Decile, slices.Max(group)+1)
	outputs := make([][]float64, len(all))
	for i, g := range group {
		all[g].Trials, all[g].Input = all[g].Trials+1, all[g].Input+x[i]
		outputs[g] = append(outputs[g], y[i])
	}
	for g := range all {
		d := &all[g]
		mean := stat.MomentsOf(outputs[g]).Mean()
		d.Input, d.Output, d.Low, d.High = d.Input/float64(d.Trials), mean.Value, mean.Low, mean.High
		if d.Trials < 2 {
			d.Low, d.High = math.NaN(), math.NaN()
		}
	}
	return all
}

// change returns the mean of y in the last group less that in the first.
func change(y []float64, group []int, times []float64) float64 {
	last := slices.Max(group)
	var low, high, lows, highs float64
	for i, g := range group {
		switch g {
		case 0:
			low, lows = low+times[i]*y[i], lows+times[i]
		case last:
			high, highs = high+times[i]*y[i], highs+times[i]
		}
	}
	return high/highs - low/lows
}
