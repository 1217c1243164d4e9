package study

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"magnetsim/sim/stat"
)

// sheet is the output of the trials that some inputs are looked at in, and a
// sample of them: how often each is in it, and where its output then ranks.
type sheet struct {
	y     []float64
	low   float64 // below which no output can be
	parts []int   // nil: all independent
	byY   order

	times []float64
	pairs []pair  // by trial
	size  float64 // of the sample
	yy    float64 // sum of squares of the output's ranks
}

// pair is how often a trial is in a sample, and that times its output's rank less
// the mean rank.
type pair struct{ times, rank float64 }

// candidate is an input on a sheet.
type candidate struct {
	Driver
	*sheet
	byX       order
	rank      []float64 // mid-rank by trial, as a share
	low, high []int     // trials of the first and the last group

	ranks, changes []float64 // by bootstrap sample
}

// look puts every input that varies on a sheet: one for all whose trials are
// complete, which is returned too, one of its own for any other.
func (s Seen) look() (*sheet, []*candidate) {
	numbers := s.without(func(t int) bool { return math.IsNaN(s.Output[t]) })
	whole := newSheet(numbers)
	var all []*candidate
	for i, x := range numbers.Inputs {
		own := whole
		if slices.ContainsFunc(x, math.IsNaN) {
			part := Seen{Inputs: [][]float64{x}, Output: numbers.Output, Parts: numbers.Parts, Signed: s.Signed}
			part = part.without(func(t int) bool { return math.IsNaN(x[t]) })
			own, x = newSheet(part), part.Inputs[0]
		}
		if r, ok := own.look(x); ok {
			r.Input = i
			all = append(all, r)
		}
	}
	return whole, all
}

// without drops trials.
func (s Seen) without(drop func(trial int) bool) Seen {
	left := slices.DeleteFunc(upTo(len(s.Output)), drop)
	if len(left) == len(s.Output) {
		return s
	}
	kept := Seen{Output: picked(s.Output, left), Seed: s.Seed}
	for _, x := range s.Inputs {
		kept.Inputs = append(kept.Inputs, picked(x, left))
	}
	if s.Parts != nil {
		kept.Parts = picked(s.Parts, left)
	}
	return kept
}

func picked[T any](all []T, which []int) []T {
	some := make([]T, len(which))
	for i, t := range which {
		some[i] = all[t]
	}
	return some
}

// each returns what of makes of each of all; nil of none.
func each[T, U any](all []T, of func(T) U) (made []U) {
	made = slices.Grow(made, len(all))
	for _, x := range all {
		made = append(made, of(x))
	}
	return made
}

func newSheet(s Seen) *sheet {
	n := len(s.Output)
	h := &sheet{
		y: s.Output, parts: s.Parts, byY: sorted(s.Output),
		low: math.Inf(-1), times: slices.Repeat([]float64{1}, n), pairs: make([]pair, n),
	}
	if !s.Signed {
		h.low = 0
	}
	h.take()
	return h
}

// take makes the sample at hand that of times.
func (h *sheet) take() {
	h.size, h.yy = 0, 0
	for _, w := range h.times {
		h.size += w
	}
	below := 0.0
	for k := range len(h.byY.starts) - 1 {
		tied := h.byY.trials[h.byY.starts[k]:h.byY.starts[k+1]]
		same := 0.0
		for _, t := range tied {
			same += h.times[t]
		}
		r := (below + same/2 - h.size/2) / h.size
		for _, t := range tied {
			h.pairs[t] = pair{h.times[t], h.times[t] * r}
		}
		below, h.yy = below+same, h.yy+same*r*r
	}
}

// correlation returns the rank correlation of an input with the output in the
// sample at hand; NaN where one of them does not vary. Mid-ranks as shares have the
// mean 1/2.
func (h *sheet) correlation(x order) float64 {
	below, xx, xy := 0.0, 0.0, 0.0
	half, scale := h.size/2, 1/h.size
	for k := range len(x.starts) - 1 {
		same, rank := 0.0, 0.0
		for _, t := range x.trials[x.starts[k]:x.starts[k+1]] {
			same += h.pairs[t].times
			rank += h.pairs[t].rank
		}
		a := (below + same/2 - half) * scale
		below += same
		xx, xy = xx+same*a*a, xy+a*rank
	}
	return xy / math.Sqrt(xx*h.yy)
}

// look ranks an input; false where it or the output does not vary, or the trials
// are too few.
func (h *sheet) look(x []float64) (*candidate, bool) {
	n := len(x)
	if n < FewestTrials || slices.Min(x) == slices.Max(x) || slices.Min(h.y) == slices.Max(h.y) {
		return nil, false
	}
	r := &candidate{sheet: h, byX: sorted(x), rank: make([]float64, n)}
	r.byX.ranks(r.rank, h.times)
	r.Rank.Value = h.correlation(r.byX)
	group := deciles(r.rank)
	last := slices.Max(group)
	for t, g := range group {
		switch g {
		case 0:
			r.low = append(r.low, t)
		case last:
			r.high = append(r.high, t)
		}
	}
	r.Deciles = h.means(x, group)
	r.Change.Value = r.change()
	r.P = h.chance(r)
	return r, true
}

// chance returns the probability of a rank correlation as far from zero where
// there is none.
func (h *sheet) chance(r *candidate) float64 {
	if h.parts == nil {
		return math.Erfc(math.Abs(r.Rank.Value) * math.Sqrt(float64(len(h.y)-1)) / math.Sqrt2)
	}
	products := make([]float64, len(h.y))
	xx := 0.0
	for t := range products {
		a := r.rank[t] - 0.5
		products[t], xx = a*h.pairs[t].rank, xx+a*a
	}
	se := h.between(products, 0).SD() / math.Sqrt(float64(slices.Max(h.parts)+1)*xx*h.yy)
	freedom, z := float64(slices.Max(h.parts)), r.Rank.Value/se
	return mathext.RegIncBeta(freedom/2, 0.5, freedom/(freedom+z*z))
}

// between returns the parts' sums of what each trial adds to a total, from the
// total that each part would make alone, about a centre: the spread between parts is
// that of independent values, their mean the centre and the total.
func (h *sheet) between(adds []float64, centre float64) stat.Moments {
	parts := slices.Max(h.parts) + 1
	sums := slices.Repeat([]float64{centre}, parts)
	for t, x := range adds {
		sums[h.parts[t]] += x * float64(parts)
	}
	return stat.MomentsOf(sums)
}

// change returns the mean output of the last group less that of the first.
func (r *candidate) change() float64 { return r.mean(r.high) - r.mean(r.low) }

// mean returns the mean output of some trials, as often as they are in the sample.
func (h *sheet) mean(trials []int) float64 {
	sum, count := 0.0, 0.0
	for _, t := range trials {
		sum, count = sum+h.pairs[t].times*h.y[t], count+h.pairs[t].times
	}
	return sum / count
}

// means returns the groups of trials.
func (h *sheet) means(x []float64, group []int) []Decile {
	all := make([]Decile, slices.Max(group)+1)
	outputs := make([][]float64, len(all))
	for t, g := range group {
		all[g].Trials, all[g].Input = all[g].Trials+1, all[g].Input+x[t]
		outputs[g] = append(outputs[g], h.y[t])
	}
	for g := range all {
		d := &all[g]
		mean := stat.MomentsOf(outputs[g]).Mean()
		if h.parts != nil {
			mean = h.partsOf(group, g, mean.Value)
		}
		mean = mean.NotBelow(h.low)
		d.Input, d.Output, d.Low, d.High = d.Input/float64(d.Trials), mean.Value, mean.Low, mean.High
		if d.Trials < 2 {
			d.Low, d.High = math.NaN(), math.NaN()
		}
	}
	return all
}

// partsOf returns a group's mean with the error that parts tell: what each adds to
// the sum of outputs less the mean.
func (h *sheet) partsOf(group []int, g int, mean float64) stat.Estimate {
	adds, n := make([]float64, len(group)), 0.0
	for t, other := range group {
		if other == g {
			adds[t], n = h.y[t]-mean, n+1
		}
	}
	for t := range adds {
		adds[t] /= n
	}
	e := h.between(adds, mean).Mean()
	e.Value = mean
	return e
}

// intervals sets the intervals of inputs. All face the same samples, of trials or of
// parts with all their trials, and one after another costs the ranks of the output but
// once.
func intervals(all []*candidate, seed uint64) {
	sheets := map[*sheet]bool{}
	for _, r := range all {
		sheets[r.sheet] = true
	}
	for b := range uint32(Resamples) {
		for h := range sheets {
			h.resample(seed, b)
		}
		for _, r := range all {
			r.ranks, r.changes = append(r.ranks, r.correlation(r.byX)), append(r.changes, r.change())
		}
	}
	for _, r := range all {
		r.Rank.Low, r.Rank.High = middle(r.ranks)
		r.Change.Low, r.Change.High = middle(r.changes)
	}
}

// resample takes a bootstrap sample.
func (h *sheet) resample(seed uint64, b uint32) {
	if h.parts == nil {
		resample(h.times, seed, b)
	} else {
		times := make([]float64, slices.Max(h.parts)+1)
		resample(times, seed, b)
		h.times = picked(times, h.parts)
	}
	h.take()
}
