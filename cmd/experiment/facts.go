package experiment

import (
	"math"

	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim/chain"
	"magnetsim/sim/unit"
)

// factsOf tells a report what its sample does not know.
func factsOf(x *Experiment, base *scenarios.Resolved) output.Facts {
	l, first := x.Loaded, x.Scenarios[0]
	f := output.Facts{
		Report: output.Report{
			Scenario: l.Name, Title: l.Title, Description: l.Description, Currency: first.Currency,
			SourceLine: l.Report.Source, NoteLine: l.Report.Note,
			Run: output.Run{
				Seed: l.Run.Seed, Sampling: l.Run.Sampling, StepName: stepName(first.Step), StepDays: first.StepYears() * chain.DaysPerYear,
				Start: unit.Date(first.StartDay).String(), Hash: x.Hash, Version: Version(),
			},
			Variants: x.Variants, Inputs: inputsOf(base, x.resolved), Products: output.ProductsOf(x.Models[0]),
		},
		Criteria: x.Criteria, Excused: excused(x.Loaded), Curbs: curbsOf(first), Piles: pilesOf(x.Scenarios),
	}
	for _, p := range l.Doubts() {
		f.Run.Doubts = append(f.Run.Doubts, output.Warning{What: p.Msg, Why: p.Why, Do: p.Fix})
	}
	for _, s := range first.Sectors {
		f.Sectors = append(f.Sectors, output.Sector{Name: s.Name, Title: s.Title, Units: s.Units.Name})
	}
	for _, a := range base.Assumptions() {
		f.Assumptions = append(f.Assumptions, output.Assumption(a))
	}
	for _, under := range x.resolved {
		var some []output.PolicyChange
		for _, c := range scenarios.Diff(base, under) {
			some = append(some, output.PolicyChange(c))
		}
		f.Changes = append(f.Changes, some)
	}
	return f
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
			all = append(all, output.Curb{Title: c.Name, P95: c.Scheduled.Duration.Dist.Quantile(0.95)})
			continue
		}
		for _, state := range c.Regimes.States {
			if p95 := lasts(state, c.Regimes.EveryStep, s.StepYears()); restricts(state) && !math.IsInf(p95, 1) {
				all = append(all, output.Curb{Title: c.Name + ", " + state.Name, P95: p95})
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
