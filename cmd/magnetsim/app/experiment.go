package app

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"

	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/mc"
)

// resolvedName is the file of a results folder that runs again as it is.
const resolvedName = "scenario.resolved.yaml"

// experiment is a scenario under each of its policies, ready to be played.
type experiment struct {
	loaded    *scenarios.Loaded     // of the resolved scenario
	yaml      []byte                // the resolved scenario
	hash      string                // of yaml: SHA-256, hexadecimal
	scenarios []*chain.Scenario     // by policy
	resolved  []*scenarios.Resolved // by policy
	models    []*sim.Model          // by policy
	variants  []output.Variant      // by policy
	criteria  []chain.Criterion
	precision []chain.Precision
	facts     output.Facts
}

// openExperiment loads a scenario from files, a shipped one from scenarios.Shipped, and
// compiles it. Problems of the scenario are a scenarios.Problems.
func openExperiment(files fs.FS, name string, opts scenarios.Options) (*experiment, error) {
	loaded, problems := scenarios.Load(files, name, opts)
	if problems.Failed() {
		return nil, problems
	}
	return newExperiment(loaded)
}

// newExperiment compiles a scenario under its policies. What is compiled is the
// resolved scenario, as it will be saved: so a run of that file cannot give
// other results, and the places in the tables are places in that file.
func newExperiment(loaded *scenarios.Loaded) (*experiment, error) {
	x := &experiment{yaml: loaded.YAML()}
	sum := sha256.Sum256(x.yaml)
	x.hash = hex.EncodeToString(sum[:])
	again, problems := loadResolved(x.yaml)
	if again == nil {
		return nil, fmt.Errorf("a fault of the program: the resolved scenario does not load:\n%s", problems.Error())
	}
	x.loaded = again
	for _, name := range again.Policies() {
		if err := x.add(name); err != nil {
			return nil, err
		}
	}
	if x.criteria, problems = loaded.Criteria(metricsOf(x.models[0])); problems.Failed() {
		return nil, problems
	}
	if x.precision, problems = loaded.Precision(metricsOf(x.models[0])); problems.Failed() {
		return nil, problems
	}
	_, base, problems := again.Build()
	if base == nil {
		return nil, problems
	}
	x.facts = factsOf(x, base)
	return x, nil
}

// add compiles the scenario under a policy.
func (x *experiment) add(policy string) error {
	built, resolved, problems := x.loaded.Build(scenarios.Policy(policy))
	if built == nil {
		return problems
	}
	model, err := sim.Compile(built)
	if err != nil {
		return fmt.Errorf("policy %s: %w", policy, err)
	}
	x.scenarios = append(x.scenarios, built)
	x.resolved = append(x.resolved, resolved)
	x.models = append(x.models, model)
	x.variants = append(x.variants, output.Variant{Case: x.loaded.Case, Policy: policy, Cell: x.loaded.Cell, Title: x.loaded.PolicyTitle(policy)})
	return nil
}

// plan is what to play.
func (x *experiment) plan(workers int) mc.Plan {
	return mc.Plan{
		Models: x.models, Design: x.design(), Trials: x.loaded.Run.Trials,
		Workers: workers, Label: x.hash, Crosses: output.Crosses(x.models[0]),
	}
}
