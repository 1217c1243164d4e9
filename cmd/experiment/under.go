package experiment

import (
	"context"
	"fmt"
	"slices"

	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
)

// Arm is a variant of an experiment that is not a policy of its file as it stands: one of
// them, with values set over it.
type Arm struct {
	Name   string // in tables
	Title  string // for people
	Policy string
	Sets   []Set

	Scenario *chain.Scenario
	Model    *sim.Model
	Resolved *scenarios.Resolved
}

// Arm makes a variant of the experiment's scenario: a policy with values set over it. The
// error is a scenarios.Problems where a value is at fault.
func (x *Experiment) Arm(name, title, policy string, sets []Set) (*Arm, error) {
	a := &Arm{Name: name, Title: title, Policy: policy, Sets: sets}
	if i := slices.IndexFunc(x.Variants, func(v output.Variant) bool { return v.Policy == policy }); i >= 0 && len(sets) == 0 {
		a.Scenario, a.Model, a.Resolved = x.Scenarios[i], x.Models[i], x.resolved[i]
		return a, nil
	}
	var problems scenarios.Problems
	if a.Scenario, a.Resolved, problems = x.Loaded.Build(editsOf(policy, sets)...); a.Scenario == nil {
		return nil, problems
	}
	var err error
	if a.Model, err = sim.Compile(a.Scenario); err != nil {
		return nil, fmt.Errorf("policy %s: %w", policy, err)
	}
	return a, nil
}

// Under is the experiment under arms in place of its policies: what is played, and what a
// report says of it. What the file's figures rest on, and the chain that they make, are told
// as the file stands, and what arms change is not: Inform tells it.
func (x *Experiment) Under(arms ...*Arm) *Experiment {
	under := *x
	under.Scenarios, under.Models, under.Variants, under.resolved = nil, nil, nil, nil
	under.Facts.Changes, under.Facts.Excused = nil, make([]bool, len(arms))
	for i, a := range arms {
		under.Scenarios, under.Models = append(under.Scenarios, a.Scenario), append(under.Models, a.Model)
		under.resolved = append(under.resolved, a.Resolved)
		under.Variants = append(under.Variants, output.Variant{Case: x.Loaded.Case, Policy: a.Name, Title: a.Title})
		under.Facts.Excused[i] = i == 0 && len(arms) > 1 && len(a.Sets) == 0 && x.Loaded.ChangesNothing(a.Policy)
	}
	under.Facts.Variants = under.Variants
	under.Facts.Curbs, under.Facts.Piles = curbsOf(arms[len(arms)-1].Scenario), pilesOf(under.Scenarios)
	return &under
}

// Inform tells the report of arms what their own figures rest on, what is drawn and who
// sells what to whom, as the last of them has it: for a report that is kept.
func (x *Experiment) Inform(arms ...*Arm) {
	last := arms[len(arms)-1]
	for _, a := range arms {
		x.Facts.Changes = append(x.Facts.Changes, changes(arms[0].Resolved, a.Resolved))
	}
	x.Facts.Inputs, x.Facts.Assumptions = inputsOf(arms[0].Resolved, x.resolved), nil
	for _, a := range last.Resolved.Assumptions() {
		x.Facts.Assumptions = append(x.Facts.Assumptions, output.Assumption(a))
	}
	x.Facts.Chain = chainOf(last.Scenario, x.Scenarios, x.Facts.Titles)
}

// Changes lists what an arm changes of the file.
func (x *Experiment) Changes(a *Arm) []scenarios.Change {
	_, base, _ := x.Loaded.Build()
	return scenarios.Diff(base, a.Resolved)
}

// Screen plays so many trials of the first policy and ranks what is uncertain by how much
// the chief shortfall goes with it, the strongest first, as a run does of all its trials; nil
// where that tells nothing.
func (x *Experiment) Screen(ctx context.Context, player mc.Player, trials int) (*output.Drivers, error) {
	ranking := x.rank()
	if ranking == nil {
		return nil, nil
	}
	ranking.outcomes = ranking.outcomes[:1]
	plan := x.Plan()
	plan.Models, plan.Crosses, plan.Recipe, plan.NoSeries = x.Models[:1], nil, x.recipe(0).Bytes(), true
	plan.Trials, plan.Of, plan.Rows = min(trials, plan.Trials), plan.Trials, func(r mc.Rows) error { ranking.take(r); return nil }
	s, err := player.Play(ctx, plan)
	if err != nil || s.OK() < study.FewestTrials {
		return nil, err
	}
	return ranking.told(s.OK()), nil
}

func changes(from, to *scenarios.Resolved) []output.PolicyChange {
	var all []output.PolicyChange
	for _, c := range scenarios.Diff(from, to) {
		all = append(all, output.PolicyChange(c))
	}
	return all
}
