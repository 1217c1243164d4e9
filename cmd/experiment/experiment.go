// Package experiment makes a scenario ready to be played, plays it, and reports on what
// came out: from YAML to an answer.
//
//	x, err := experiment.Open(os.DirFS("."), "mine.yaml", scenarios.Options{})
//	…
//	played, err := x.Play(ctx, experiment.Playing{})
//	…
//	screen.Write(os.Stdout, played.Report.Answer(), screen.Options{Width: 80})
//
// It is what the command line has of a run that is not about a terminal: scenarios under
// their policies and cases, the draws, what drives the shortfall, and the head of each
// answer, which says what was played. Any program may import it. It imports scenarios, sim
// and output, and no renderer: package output/screen writes an answer for people,
// output/file its tables, output/page a page, output/figure draws it. For other questions
// than a run's, hand the models and the draws of an experiment to sim/study.
package experiment

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"runtime"
	"testing/fstest"

	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
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
	yaml := loaded.YAML()
	again, problems := LoadResolved(yaml)
	if again == nil {
		return nil, fmt.Errorf("internal error: the resolved scenario does not load:\n%s", problems.Error())
	}
	return compiled(yaml, again, loaded)
}

// OpenResolved compiles the text of a resolved scenario, such as Experiment.YAML, which is then
// loaded but once.
func OpenResolved(yaml []byte) (*Experiment, error) {
	loaded, problems := LoadResolved(yaml)
	if problems.Failed() {
		return nil, problems
	}
	return compiled(yaml, loaded, loaded)
}

// compiled is the experiment of a resolved scenario; messages name the places of the file that
// it was written out from.
func compiled(yaml []byte, resolved, from *scenarios.Loaded) (*Experiment, error) {
	x := &Experiment{YAML: yaml, Hash: HashOf(yaml), Loaded: resolved}
	for _, name := range resolved.Policies() {
		if err := x.add(name); err != nil {
			return nil, err
		}
	}
	var problems scenarios.Problems
	if x.Criteria, problems = from.Criteria(Metrics(x.Models[0])); problems.Failed() {
		return nil, problems
	}
	if x.Precision, problems = from.Precision(Metrics(x.Models[0])); problems.Failed() {
		return nil, problems
	}
	_, base, problems := resolved.Build()
	if base == nil {
		return nil, problems
	}
	x.Facts = factsOf(x, base)
	return x, nil
}

// HashOf is the SHA-256 of a text, such as a resolved scenario, hexadecimal.
func HashOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
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
	x.Variants = append(x.Variants, output.Variant{Case: x.Loaded.Case, Policy: policy, Cell: x.Loaded.Cell, Title: x.Loaded.PolicyTitle(policy), CaseTitle: x.caseTitle()})
	return nil
}

// caseTitle is the title of the case that is played; "" of the scenario as it stands.
func (x *Experiment) caseTitle() string {
	if x.Loaded.Case == "" {
		return ""
	}
	return x.Loaded.CaseTitle(x.Loaded.Case)
}

// Plan is what to play.
func (x *Experiment) Plan() mc.Plan {
	policies, _ := x.policiesOf(x.Models)
	return mc.Plan{
		Models: x.Models, Design: x.Design(), Trials: x.Loaded.Run.Trials,
		Label: x.Hash, Recipe: x.recipe(policies...).Bytes(), Crosses: output.Crosses(x.Models[0]),
	}
}

// IsChief reports whether a metric is a total shortfall: there is one for each end product.
func IsChief(m sim.Metric) bool { return m.Measure == output.Shortfall && m.Kind == sim.OfTotal }

// Chiefs are the total shortfalls, one for each end product.
func Chiefs(metrics []sim.Metric) []string {
	var all []string
	for _, m := range metrics {
		if IsChief(m) {
			all = append(all, m.Name)
		}
	}
	return all
}

// excused tells whose failures do not count: the first policy's, if it changes
// nothing and others are played beside it.
func excused(l *scenarios.Loaded) []bool {
	policies := l.Policies()
	all := make([]bool, len(policies))
	all[0] = len(policies) > 1 && l.ChangesNothing(policies[0])
	return all
}

// Metrics lists what a model reports, for the criteria that speak of it.
func Metrics(m *sim.Model) []scenarios.Metric {
	var all []scenarios.Metric
	for _, x := range m.Metrics() {
		all = append(all, scenarios.Metric{Name: x.Name, Unit: x.Unit, Never: x.Never})
	}
	return all
}

// Criterion reads a line that an outcome is held to, as if it stood in the scenario; where
// is what the messages call its place.
func (x *Experiment) Criterion(where, line string) (chain.Criterion, scenarios.Problems) {
	return x.Loaded.Criterion(where, line, Metrics(x.Models[0]))
}

// Head says what is played of an experiment, by a verb.
func (x *Experiment) Head(verb string) output.Head {
	r := x.Facts.Run
	return output.Head{
		Verb: verb, Scenario: x.Facts.Scenario, Title: x.Facts.Title, Description: x.Facts.Description, Titles: x.Facts.Titles, Case: x.Loaded.Case,
		Asked: int64(x.Loaded.Run.Trials), Trials: int64(x.Loaded.Run.Trials), Seed: r.Seed, Sampling: r.Sampling, Start: r.Start, Step: r.StepName,
		End: x.end(), Steps: x.Models[0].Steps(), Hash: x.Hash, Version: r.Version, GoArch: runtime.GOARCH, Complete: true,
		SourceLine: x.Facts.SourceLine, NoteLine: x.Facts.NoteLine, Money: r.Money, Told: r.Told,
	}
}

// end is the day on which the horizon ends.
func (x *Experiment) end() string {
	first := x.Scenarios[0]
	return first.Calendar().Date(first.Horizon).String()
}

// DesignOf returns the draws of a run of models, the same for all of them.
func DesignOf(run scenarios.Run, models []*sim.Model) draw.Design {
	steps := models[0].Steps()
	switch run.Sampling {
	case "antithetic":
		return draw.Antithetic(run.Seed)
	case "lhs":
		trials := run.Trials
		if run.Precision != "" { // hypercubes that fit between its checks
			trials = min(trials, study.FirstCheck)
		}
		return draw.Latin(run.Seed, (trials+draw.Replicates-1)/draw.Replicates, steps)
	case "sobol":
		var leading []draw.Address
		for _, m := range models {
			leading = append(leading, m.Factors()...)
		}
		return draw.Sobol(run.Seed, leading, steps)
	}
	return draw.Random(run.Seed)
}

// Design returns the draws of the experiment. What the scenario draws without a policy
// has the first coordinates of Sobol' points: a policy that makes some of it certain has
// the same results whether it is played alone or with others.
func (x *Experiment) Design() draw.Design {
	models := x.Models
	if x.Loaded.Run.Sampling == "sobol" {
		if base, _, _ := x.Loaded.Build(); base != nil {
			if m, err := sim.Compile(base); err == nil {
				models = append([]*sim.Model{m}, models...)
			}
		}
	}
	return DesignOf(x.Loaded.Run, models)
}

// Independent is the sampling in which no trial depends on another.
const Independent = "random"

// LoadResolved loads the text of a resolved scenario.
func LoadResolved(yaml []byte) (*scenarios.Loaded, scenarios.Problems) {
	return scenarios.Load(fstest.MapFS{ResolvedName: {Data: yaml, Mode: 0o444}}, ResolvedName, scenarios.Options{Checked: true})
}
