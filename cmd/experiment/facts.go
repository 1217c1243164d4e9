package experiment

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/unit"
)

// factsOf tells a report what its sample does not know.
func factsOf(x *Experiment, base *scenarios.Resolved) output.Facts {
	l, first := x.Loaded, x.Scenarios[0]
	f := output.Facts{
		Report: output.Report{
			Scenario: l.Name, Title: l.Title, Description: l.Description, Titles: output.Titles(base.Titles()), Currency: first.Currency,
			SourceLine: l.Report.Source, NoteLine: l.Report.Note,
			Run: output.Run{
				Seed: l.Run.Seed, Sampling: l.Run.Sampling, StepName: stepName(first.Step), StepDays: first.StepYears() * chain.DaysPerYear,
				Start: unit.Date(first.StartDay).String(), Hash: x.Hash, Version: Version(), Money: moneyOf(first), Told: toldOf(first), ToldSteps: first.Measured().From,
			},
			Variants: x.Variants, Inputs: inputsOf(base, x.resolved), Products: output.ProductsOf(x.Models[0]),
		},
		Criteria: x.Criteria, Excused: excused(x.Loaded), Curbs: curbsOf(first), Piles: pilesOf(x.Scenarios),
	}
	if l.Case != "" {
		f.Titles.Things["cases."+l.Case] = x.caseTitle()
	}
	for _, p := range l.Doubts() {
		f.Run.Doubts = append(f.Run.Doubts, output.Warning{What: f.Titles.Line(p.Msg), Why: f.Titles.Line(p.Why), Do: p.Fix})
	}
	for _, s := range first.Sectors {
		f.Sectors = append(f.Sectors, output.Sector{Name: s.Name, Title: s.Title, Units: s.Units.Name})
	}
	for _, a := range base.Assumptions() {
		f.Assumptions = append(f.Assumptions, output.Assumption(a))
	}
	for _, under := range x.resolved {
		f.Changes = append(f.Changes, changes(base, under))
	}
	f.AllFits = slices.ContainsFunc(first.Stockpiles, func(p chain.Stockpile) bool { return len(p.Usable) == 0 })
	f.Chain = chainOf(first, x.Scenarios, f.Titles)
	return f
}

// moneyOf says how money counts; "" where it is not discounted.
func moneyOf(s *chain.Scenario) string {
	at := s.Discount
	if !at.Any() {
		return ""
	}
	rate := unit.Format(at.Dist.Quantile(0.5), "share/yr")
	if _, fixed := at.Fixed(); !fixed {
		rate = unit.Format(at.Dist.Quantile(0.05), "share/yr") + " to " + rate + " to " + unit.Format(at.Dist.Quantile(0.95), "share/yr")
	}
	return "money of " + unit.Date(s.StartDay).String() + ", discounted by " + rate
}

// toldOf says of which part of the horizon metrics are told; "" of the whole.
func toldOf(s *chain.Scenario) string {
	all := s.Measured()
	if all.From == 0 && all.To == s.Steps() {
		return ""
	}
	day := func(step int) string { return s.Calendar().Date(float64(step) * s.StepYears()).String() }
	return "results from " + day(all.From) + " to " + day(all.To)
}

func stepName(s chain.Step) string {
	if s == chain.Month {
		return "month"
	}
	return "week"
}

// curbsOf tells how long each curb, or each regime that restricts, may last. A
// regime without a way out is left aside: it lasts to the end by intention.
func curbsOf(s *chain.Scenario) []output.Curb {
	var all []output.Curb
	for _, c := range s.Curbs {
		if c.Scheduled != nil {
			all = append(all, output.Curb{Title: c.Title, P95: c.Scheduled.Duration.Dist.Quantile(0.95)})
			continue
		}
		for _, state := range c.Regimes.States {
			if p95 := lasts(state, c.Regimes.EveryStep, s.StepYears()); restricts(state) && !math.IsInf(p95, 1) {
				all = append(all, output.Curb{Title: c.Title + ", " + unit.WithinSentence(state.Title), P95: p95})
			}
		}
	}
	return all
}

// restricts reports whether a regime can have a severity.
func restricts(s chain.State) bool {
	if !s.Severity.Given() {
		return false
	}
	_, most := s.Severity.Dist.Support()
	return most > 0
}

// lasts returns the length, in years, that one visit of a regime in twenty
// exceeds: of its own distribution, or 0.05 = exp(−rate·t), or (1−p)^steps,
// with the mean rate or probability to leave it.
func lasts(s chain.State, everyStep bool, stepYears float64) float64 {
	if s.Lasts.Given() {
		return s.Lasts.Dist.Quantile(0.95)
	}
	leave := 0.0
	for _, exit := range s.To {
		leave += exit.Weight.Dist.Mean()
	}
	if everyStep {
		return math.Log(0.05) / math.Log1p(-min(leave, 1)) * stepYears
	}
	return -math.Log(0.05) / leave
}

// pilesOf tells under which policies each stockpile is planned.
func pilesOf(all []*chain.Scenario) []output.Pile {
	var piles []output.Pile
	for i, p := range all[0].Stockpiles {
		pile := output.Pile{Name: p.Name}
		for _, s := range all {
			target := s.Stockpiles[i].Target
			planned := false
			if target.Given() {
				_, most := target.Dist.Support()
				planned = most > 0
			}
			pile.Planned = append(pile.Planned, planned)
		}
		piles = append(piles, pile)
	}
	return piles
}

// inputsOf lists all that is drawn once a trial and is a column of the trials: the
// uncertain figures of the scenario as it stands, then those that only a policy makes
// uncertain. So the sheet of inputs and the ranking of them count the same things.
func inputsOf(base *scenarios.Resolved, policies []*scenarios.Resolved) []output.Input {
	var all []output.Input
	listed := map[string]bool{}
	for _, r := range append([]*scenarios.Resolved{base}, policies...) {
		for i, n := range r.Figures() {
			name, whether := n.Name, strings.HasSuffix(n.Name, ".success") && n.Given()
			if whether {
				name += ".chance"
			}
			if n.Drawn() && !listed[name] {
				listed[name] = true
				all = append(all, inputOf(name, n, r.Drawn(i)))
			}
			if whether && n.Dist.Mean() < 1 && !listed[n.Name] {
				listed[n.Name] = true
				all = append(all, whetherIt(n.Name, n.Dist.Mean()))
			}
		}
	}
	return all
}

func inputOf(name string, n chain.Number, d scenarios.Drawn) output.Input {
	q := n.Dist.Quantile
	return output.Input{
		Name: name, Unit: n.Unit, Family: d.Family, Params: d.Params, P5: q(0.05), P50: q(0.5), P95: q(0.95),
		Words: []string{d.P5, d.P50, d.P95}, Form: formOf(n.Dist),
	}
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
