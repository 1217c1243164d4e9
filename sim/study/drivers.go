package study

import (
	"cmp"
	"math"
	"slices"

	"magnetsim/sim/draw"
)

// Resamples is the number of bootstrap samples behind the intervals of a Driver.
const Resamples = 399

// FalseShare is the share of inputs told apart from noise that may be told so
// wrongly, on average.
const FalseShare = 0.05

// FewestTrials are the trials below which no driver is looked for: deciles of
// fewer than ten trials tell nothing.
const FewestTrials = 100

// Interval is a value with its 95% interval.
type Interval struct{ Value, Low, High float64 }

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
	Input   int      // index of the input
	Rank    Interval // Spearman's rank correlation with the output, ties at mid-ranks
	Change  Interval // mean output of the highest group less that of the lowest
	Deciles []Decile
	P       float64 // of a rank correlation as far from zero if there were none
	Told    bool    // apart from noise, at FalseShare among all inputs
}

// Seen are trials as they were drawn, and what came out.
type Seen struct {
	Inputs [][]float64 // by input, then trial; NaN leaves a trial out for that input
	Output []float64   // by trial; NaN leaves it out
	// Parts are, by trial, the independent parts of a design whose trials depend on
	// each other, from 0; nil where every trial is independent of all others. All
	// errors then come from the spread between the parts.
	Parts []int
	Seed  uint64 // of the bootstrap
	// Signed says that the output may be negative; else the interval of its mean
	// stops at 0.
	Signed bool
}

// Ranking is what trials tell of all inputs together.
type Ranking struct {
	Drivers []Driver // told apart first, the largest correlation first
	Varied  int      // inputs that vary
	Told    int      // of these, told apart from noise
	// Explained is the share of the variance of the output's ranks that goes with
	// the ranks of all inputs together, added up: R², adjusted for their number.
	// What is left is chance, and what inputs do together or back and forth.
	Explained Interval
}

// Drivers ranks inputs by how far the output goes with them: those told apart
// from noise first, each kind by the size of the rank correlation. Inputs that do
// not vary are left out. Intervals are by the bootstrap, over trials or, where there
// are parts, over these. Only the first most inputs of the ranking are returned, and
// cost a bootstrap; 0 for all.
//
// Whether an input is told apart is a matter of its rank correlation alone, with
// the variance 1/(n-1) that it has over all permutations, ties or not (Kendall,
// Rank Correlation Methods, 1948), or that between parts; and of the procedure of
// Benjamini and Hochberg (1995) over all inputs. An effect that rises and falls
// again may pass unseen.
func Drivers(s Seen, most int) Ranking {
	whole, all := s.look()
	told, limit := 0, toldBelow(each(all, func(x *candidate) float64 { return x.P }), FalseShare)
	for _, x := range all {
		if x.Told = x.P <= limit; x.Told {
			told++
		}
	}
	slices.SortStableFunc(all, first)
	r := Ranking{Varied: len(all), Told: told, Explained: whole.explained(all)}
	if most > 0 {
		all = all[:min(most, len(all))]
	}
	intervals(all, s.Seed)
	for _, x := range all {
		r.Drivers = append(r.Drivers, x.Driver)
	}
	return r
}

// first orders inputs: those told apart, then by the size of the correlation.
func first(a, b *candidate) int {
	return toldFirst(a.Told, b.Told, math.Abs(a.Rank.Value), math.Abs(b.Rank.Value))
}

// toldFirst orders what is told apart from noise before what is not, and each kind by
// its size.
func toldFirst(told, otherTold bool, size, otherSize float64) int {
	if told != otherTold {
		return map[bool]int{true: -1, false: 1}[told]
	}
	return cmp.Compare(otherSize, size)
}

// toldBelow returns the largest P value at which an input is told apart, of those of all
// inputs, so that a share of what is told is told wrongly (Benjamini and Hochberg); −1
// where none is.
func toldBelow(p []float64, share float64) float64 {
	slices.Sort(p)
	limit := -1.0
	for k, x := range p {
		if x <= share*float64(k+1)/float64(len(p)) {
			limit = x
		}
	}
	return limit
}

// order is the trials by a quantity, and where a new value begins.
type order struct {
	trials []int
	starts []int // of each group of equal values, and the end
}

func sorted(x []float64) order {
	type place struct {
		value float64
		trial int
	}
	all := make([]place, len(x)) // side by side, they sort faster
	for t, v := range x {
		all[t] = place{v, t}
	}
	slices.SortFunc(all, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.trial, b.trial))
	})
	o := order{trials: make([]int, len(x))}
	for i, p := range all {
		o.trials[i] = p.trial
		if i == 0 || p.value != all[i-1].value {
			o.starts = append(o.starts, i)
		}
	}
	o.starts = append(o.starts, len(x))
	return o
}

// upTo returns 0, 1, … n−1.
func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// ranks sets the mid-rank of each trial in a sample that holds it so many times,
// as a share of the sample.
func (o order) ranks(rank, times []float64) {
	n, below := float64(len(times)), 0.0
	for k := range len(o.starts) - 1 {
		tied := o.trials[o.starts[k]:o.starts[k+1]]
		same := 0.0
		for _, t := range tied {
			same += times[t]
		}
		for _, t := range tied {
			rank[t] = (below + same/2) / n
		}
		below += same
	}
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

// bootstrap gives how often each of so many is in a sample, of Resamples.
func bootstrap(n int, seed uint64, take func(times []float64)) {
	times := make([]float64, n)
	for b := range uint32(Resamples) {
		resample(times, seed, b)
		take(times)
	}
}

// resample counts how often each of so many is drawn in a bootstrap sample.
func resample(times []float64, seed uint64, b uint32) {
	clear(times)
	stream, n := draw.Random(seed).Noise(uint64(b), draw.Key("study.drivers.bootstrap")), float64(len(times))
	for i := range times {
		times[int(stream.At(i)*n)]++
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
