package experiment

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

// ResolvedName is the file of a results folder that runs again as it is.
const ResolvedName = "scenario.resolved.yaml"

// Experiment is a scenario under each of its policies, ready to be played.
type Experiment struct {
	Loaded    *scenarios.Loaded     // of the resolved scenario
	YAML      []byte                // the resolved scenario
	Hash      string                // of YAML: SHA-256, hexadecimal
	Scenarios []*chain.Scenario     // by policy
	Models    []*sim.Model          // by policy
	Variants  []output.Variant      // by policy
	Criteria  []chain.Criterion     // that policies are held to
	Precision []chain.Precision     // at which a play stops before its last trial
	Facts     output.Facts          // what a report tells that its sample does not know
	resolved  []*scenarios.Resolved // by policy
}

// Open loads a scenario from files, such as "minimal.yaml" from scenarios.Shipped, and
// compiles it. The error is a scenarios.Problems where the scenario is at fault; warnings
// are left to those who load it themselves and call New.
func Open(files fs.FS, name string, opts scenarios.Options) (*Experiment, error) {
	loaded, problems := scenarios.Load(files, name, opts)
	if problems.Failed() {
		return nil, problems
	}
	return New(loaded)
}

// New compiles a scenario that is loaded under each of its policies. What is compiled is the
// resolved scenario, as it will be saved: so a run of that file cannot give
// other results, and the places in the tables are places in that file.
func New(loaded *scenarios.Loaded) (*Experiment, error) {
	x := &Experiment{YAML: loaded.YAML()}
	sum := sha256.Sum256(x.YAML)
	x.Hash = hex.EncodeToString(sum[:])
	again, problems := LoadResolved(x.YAML)
	if again == nil {
		return nil, fmt.Errorf("a fault of the program: the resolved scenario does not load:\n%s", problems.Error())
	}
	x.Loaded = again
	for _, name := range again.Policies() {
		if err := x.add(name); err != nil {
			return nil, err
		}
	}
	if x.Criteria, problems = loaded.Criteria(Metrics(x.Models[0])); problems.Failed() {
		return nil, problems
	}
	if x.Precision, problems = loaded.Precision(Metrics(x.Models[0])); problems.Failed() {
		return nil, problems
	}
	_, base, problems := again.Build()
	if base == nil {
		return nil, problems
	}
	x.Facts = factsOf(x, base)
	return x, nil
}

// add compiles the scenario under a policy.
func (x *Experiment) add(policy string) error {
	built, resolved, problems := x.Loaded.Build(scenarios.Policy(policy))
	if built == nil {
		return problems
	}
	model, err := sim.Compile(built)
	if err != nil {
		return fmt.Errorf("policy %s: %w", policy, err)
	}
	x.Scenarios = append(x.Scenarios, built)
	x.resolved = append(x.resolved, resolved)
	x.Models = append(x.Models, model)
	x.Variants = append(x.Variants, output.Variant{Case: x.Loaded.Case, Policy: policy, Cell: x.Loaded.Cell, Title: x.Loaded.PolicyTitle(policy)})
	return nil
}

// Plan is what to play.
func (x *Experiment) Plan(workers int) mc.Plan {
	return mc.Plan{
		Models: x.Models, Design: x.Design(), Trials: x.Loaded.Run.Trials,
		Workers: workers, Label: x.Hash, Crosses: output.Crosses(x.Models[0]),
	}
}
