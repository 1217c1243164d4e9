package app

import (
	"math"

	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
)

// inputsOf lists the uncertain figures of a scenario.
func inputsOf(r *scenarios.Resolved) []output.Input {
	numbers := map[string]chain.Number{}
	for _, n := range r.Figures() {
		numbers[n.Name] = n
	}
	var all []output.Input
	for _, d := range r.Explain().Drawn {
		n := numbers[d.Path]
		q := n.Dist.Quantile
		all = append(all, output.Input{
			Name: d.Path, Unit: n.Unit, Family: d.Family, Params: d.Params, P5: q(0.05), P50: q(0.5), P95: q(0.95),
			Words: []string{d.P5, d.P50, d.P95}, Form: formOf(n.Dist),
		})
	}
	return all
}

// The picture of a distribution: a value that is less likely than leastShown is not
// shown, and a distribution of more than mostValues values is shown as bins.
const (
	formBins   = 40
	mostValues = 12
	leastShown = 1e-4
)

// formOf gives the shape of a distribution.
func formOf(d dist.Dist) output.Form {
	if values, shares := atomsOf(d); values != nil {
		return output.Form{Values: values, Shares: shares}
	}
	low, high := d.Quantile(0.01), d.Quantile(0.99)
	if !(high > low) {
		return output.Form{}
	}
	form := output.Form{Edges: []float64{low}}
	before := d.CDF(math.Nextafter(low, math.Inf(-1))) // what lies exactly at the edge is in the first bin
	for i := 1; i <= formBins; i++ {
		edge := low + (high-low)*float64(i)/formBins
		p := d.CDF(edge)
		form.Edges, form.Shares = append(form.Edges, edge), append(form.Shares, p-before)
		before = p
	}
	return form
}

// atomsOf returns the values of a distribution that takes a few, with their
// chances; nil of any other. It goes from one jump of the distribution function
// to the next: where the function grows by no more than was stepped, there is no
// jump.
func atomsOf(d dist.Dist) (values, shares []float64) {
	const step = leastShown / 10
	for before := 0.0; before < 1-leastShown; {
		x := d.Quantile(before + step)
		p := d.CDF(x)
		if p-before < 2*step || len(values) == mostValues {
			return nil, nil
		}
		if p-before >= leastShown {
			values, shares = append(values, x), append(shares, p-before)
		}
		before = p
	}
	return values, shares
}
