package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

// Index is a share of a variance, with its standard error and 95% interval by the
// bootstrap over trials. An estimate may lie outside 0..1 where the index does not.
type Index struct{ Value, SE, Low, High float64 }

// Told tells whether an index can be told from zero.
func (x Index) Told() bool { return x.Low > 0 }

// Indices are what a group of factors has in the variance of an output.
type Indices struct {
	First Index // share that goes once the group is known, on average
	Total Index // share that stays while all but the group is known, on average
}

// Variance is how the variance of an output divides among groups of factors.
type Variance struct {
	Trials   int // of each design
	Mean     float64
	SD       float64
	Indices  []Indices // by group
	Together Index     // what no group explains alone: 1 less the sum of the first-order indices
}

// Sobol estimates first-order and total indices from the outputs of two
// independent samples a and b and, for each group of independent factors, of the
// sample that has the group's factors from b and all others from a. Every column
// has one value a trial; all must be finite.
//
// First order: Saltelli et al., "Variance based sensitivity analysis of model
// output", Computer Physics Communications 181 (2010), table 2 (b), of outputs less
// their mean, which leaves the expectation as it is and takes error away. Total:
// Jansen, "Analysis of variance designs for model output", Computer Physics
// Communications 117 (1999). The variance is that of both samples together.
func Sobol(a, b []float64, mixed [][]float64, seed uint64) (*Variance, error) {
	n := len(a)
	if n < FewestTrials {
		return nil, fmt.Errorf("indices need at least %d trials, not %d", FewestTrials, n)
	}
	all := stat.MomentsOf(append(append(make([]float64, 0, 2*n), a...), b...))
	if !(all.Variance() > 0) {
		return nil, errors.New("it is the same in every trial, so there is no variance to divide")
	}
	sums := products(a, b, mixed, all.Average)
	v := &Variance{Trials: n, Mean: all.Average, SD: all.SD()}
	values := sharesOf(sums, slices.Repeat([]float64{1}, n))
	samples := make([][]float64, len(values))
	bootstrap(n, seed, func(times []float64) {
		for i, x := range sharesOf(sums, times) {
			samples[i] = append(samples[i], x)
		}
	})
	for g := range mixed {
		v.Indices = append(v.Indices, Indices{index(values[2*g], samples[2*g]), index(values[2*g+1], samples[2*g+1])})
	}
	last := len(values) - 1
	v.Together = index(values[last], samples[last])
	return v, nil
}

// index is a value with the spread of its bootstrap samples.
func index(value float64, samples []float64) Index {
	x := Index{Value: value, SE: stat.MomentsOf(samples).SD()}
	x.Low, x.High = middle(samples)
	return x
}

// products returns what a trial adds to each sum, by sum, then trial: first its outputs'
// mean and mean square, then for each group the products of the two estimators.
func products(a, b []float64, mixed [][]float64, mean float64) [][]float64 {
	sums := make([][]float64, 2+2*len(mixed))
	for i := range sums {
		sums[i] = make([]float64, len(a))
	}
	for t := range a {
		x, y := a[t]-mean, b[t]-mean
		sums[0][t], sums[1][t] = (x+y)/2, (x*x+y*y)/2
		for g, m := range mixed {
			d := m[t] - a[t]
			sums[2+2*g][t], sums[3+2*g][t] = y*d, d*d/2
		}
	}
	return sums
}

// sharesOf returns the first-order and total index of each group, and last what is
// between groups, of a sample that holds each trial so many times.
func sharesOf(sums [][]float64, times []float64) []float64 {
	mean := make([]float64, len(sums))
	for i, column := range sums {
		for t, x := range column {
			mean[i] += times[t] * x
		}
		mean[i] /= float64(len(times))
	}
	variance := mean[1] - mean[0]*mean[0]
	if !(variance > 0) { // a bootstrap sample of equal outputs tells no index
		variance = math.NaN()
	}
	values, between := make([]float64, 0, len(mean)-1), 1.0
	for i := 2; i < len(mean); i++ {
		values = append(values, mean[i]/variance)
		if i%2 == 0 {
			between -= mean[i] / variance
		}
	}
	return append(values, between)
}

// Division is what to play for the indices of a metric.
type Division struct {
	Model    *sim.Model
	Groups   []Group
	Metric   int // of Model.Metrics; one that is always finite
	Seed     uint64
	Trials   int // of each design
	Player   mc.Player
	Progress func(done, total int)
}

// Played returns the number of trials that are played in all.
func (d Division) Played() int { return d.Trials * (len(d.Groups) + 2) }

// Divide plays a division: two independent designs, and for each group the first
// design with the group's factors from the second. The result is the same whoever
// plays. Trials that fail in any of them are left out of all. Where ctx
// is cancelled its error is returned.
func Divide(ctx context.Context, d Division) (*Variance, error) {
	f := further{d.Model, d.Metric, d.Trials, d.Player, d.Progress}
	columns, err := f.columns(ctx, d.designs(), "variance")
	if err != nil {
		return nil, err
	}
	trials := complete(columns, 0, d.Trials)
	for i, c := range columns {
		columns[i] = picked(c, trials)
	}
	return Sobol(columns[0], columns[1], columns[2:], d.Seed)
}

func (d Division) designs() []draw.Design {
	a, b := draw.Random(d.Seed), draw.Random(d.Seed^uint64(draw.Key("study.sobol.second")))
	all := []draw.Design{a, b}
	for _, g := range d.Groups {
		all = append(all, draw.Mixed(a, b, 0, g.factors))
	}
	return all
}
