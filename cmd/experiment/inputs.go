package experiment

import (
	"fmt"
	"math"
	"strings"

	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim/dist"
)

// inputsOf lists all that is drawn once a trial and is a column of the trials: the
// uncertain figures of the scenario as it stands, then those that only a policy makes
// uncertain. So the sheet of inputs and the ranking of them count the same things.
func inputsOf(base *scenarios.Resolved, policies []*scenarios.Resolved) []output.Input {
	var all []output.Input
	listed := map[string]bool{}
	for _, r := range append([]*scenarios.Resolved{base}, policies...) {
		for _, in := range inputsIn(r) {
			if !listed[in.Name] {
				listed[in.Name] = true
				all = append(all, in)
			}
		}
	}
	return all
}

func inputsIn(r *scenarios.Resolved) []output.Input {
	drawn := map[string]scenarios.Drawn{}
	for _, d := range r.Explain().Drawn {
		drawn[d.Path] = d
	}
	var all []output.Input
	for _, n := range r.Figures() {
		d, uncertain := drawn[n.Name]
		whether := strings.HasSuffix(n.Name, ".success") && n.Given()
		if uncertain {
			q := n.Dist.Quantile
			in := output.Input{
				Name: d.Path, Unit: n.Unit, Family: d.Family, Params: d.Params, P5: q(0.05), P50: q(0.5), P95: q(0.95),
				Words: []string{d.P5, d.P50, d.P95}, Form: formOf(n.Dist),
			}
			if whether {
				in.Name += ".chance"
			}
			all = append(all, in)
		}
		if whether && n.Dist.Mean() < 1 {
			all = append(all, whetherIt(n.Name, n.Dist.Mean()))
		}
	}
	return all
}

// whetherIt is the input of a chance that something ever happens: yes or no.
func whetherIt(name string, chance float64) output.Input {
	d, err := dist.Bernoulli(chance)
	if err != nil {
		panic(err) // the mean of a distribution of shares is one
	}
	word := func(p float64) string {
		if d.Quantile(p) > 0 {
			return "yes"
		}
		return "no"
	}
	return output.Input{
		Name: name, Unit: "0 or 1", Family: d.Family(), Params: fmt.Sprintf("p=%.4g", chance),
		P5: d.Quantile(0.05), P50: d.Quantile(0.5), P95: d.Quantile(0.95), Words: []string{word(0.05), word(0.5), word(0.95)}, Form: formOf(d),
	}
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
