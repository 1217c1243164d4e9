package study

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"magnetsim/sim/stat"
)

// blocks is the number of parts that independent trials are cut into for the error
// of what is explained.
const blocks = 32

// faint is added to the variances of ranks, each 1/12 or less a trial, so that
// inputs that are the same but for a factor can be solved for.
const faint = 1e-9

// explained returns, of the sample of all trials once, the share of the variance of the output's ranks that a linear
// function of all inputs' ranks has at most, adjusted for the number of inputs, with
// its interval by the jackknife that leaves out one part at a time (Efron and Stein,
// "The jackknife estimate of variance", Annals of Statistics 9, 1981). Ranks stay as
// they are among all trials. An input that is missing in a trial counts as average
// there. NaN where trials are no more than twice the inputs.
func (h *sheet) explained(inputs []*candidate) Interval {
	n, k := len(h.y), len(inputs)
	none := Interval{math.NaN(), math.NaN(), math.NaN()}
	if k == 0 || n < 2*k+blocks {
		return none
	}
	sums := h.products(inputs)
	all := fit(sums, -1)
	var without []float64
	for p := range sums {
		without = append(without, fit(sums, p))
	}
	m := stat.MomentsOf(without)
	parts := float64(len(sums))
	// The error of their mean is t·sd/√parts, the jackknife's t·sd·(parts−1)/√parts.
	half := (m.Mean().High - m.Average) * (parts - 1)
	if math.IsNaN(all) || math.IsNaN(half) {
		return none
	}
	return Interval{all, max(0, all-half), min(1, all+half)}
}

// sum is what a part of the trials adds to the products of ranks, the output's
// last.
type sum struct {
	n        float64
	products *mat.SymDense
}

func (h *sheet) products(inputs []*candidate) []sum {
	parts := h.parts
	if parts == nil {
		parts = make([]int, len(h.y))
		for t := range parts {
			parts[t] = t % blocks
		}
	}
	k, members := len(inputs), make([][]int, slices.Max(parts)+1) // trials by part
	for t, p := range parts {
		members[p] = append(members[p], t)
	}
	all := make([]sum, len(members))
	for p, trials := range members {
		all[p] = sum{float64(len(trials)), mat.NewSymDense(k+1, nil)}
		if len(trials) == 0 {
			continue
		}
		rows := mat.NewDense(k+1, len(trials), nil)
		for i, r := range inputs {
			if r.sheet != h {
				continue // looked at in fewer trials
			}
			for at, t := range trials {
				rows.Set(i, at, r.rank[t]-0.5)
			}
		}
		for at, t := range trials {
			rows.Set(k, at, h.pairs[t].rank)
		}
		all[p].products.SymOuterK(1, rows)
	}
	return all
}

// fit returns the adjusted R² of all parts but one; −1 for all.
func fit(parts []sum, but int) float64 {
	k := parts[0].products.SymmetricDim() - 1
	total, n := mat.NewSymDense(k+1, nil), 0.0
	for p, s := range parts {
		if p != but {
			total.AddSym(total, s.products)
			n += s.n
		}
	}
	inputs, with := mat.NewSymDense(k, nil), mat.NewVecDense(k, nil)
	for i := range k {
		for j := range i + 1 {
			inputs.SetSym(i, j, total.At(i, j))
		}
		inputs.SetSym(i, i, inputs.At(i, i)+faint*n)
		with.SetVec(i, total.At(i, k))
	}
	var c mat.Cholesky
	weights := mat.NewVecDense(k, nil)
	if !c.Factorize(inputs) || c.SolveVecTo(weights, with) != nil {
		return math.NaN()
	}
	share := mat.Dot(weights, with) / total.At(k, k)
	return max(0, 1-(1-share)*(n-1)/(n-1-float64(k)))
}
