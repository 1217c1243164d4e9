package experiment

import (
	"context"
	"encoding/json"
	"slices"

	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/mc"
)

// Recipe is models as data: a scenario under some of its policies, with values set. A case,
// a value set and a cell of a sweep are edits of a scenario, and may be made in its text.
type Recipe struct {
	Scenario string   `json:"scenario"` // resolved, YAML
	Policies []string `json:"policies"` // a model for each; "" for the file as it is
	Sets     []Set    `json:"sets,omitempty"`
}

// Set is a value, written as in a file, at a dotted path.
type Set struct {
	Path  string `json:"path"`
	Value string `json:"value"`
}

// Edit is the edit of a scenario that sets the value.
func (s Set) Edit() scenarios.Edit { return scenarios.Set(s.Path, s.Value) }

// Models makes the models.
func (r Recipe) Models() ([]*sim.Model, error) {
	loaded, problems := LoadResolved([]byte(r.Scenario))
	if problems.Failed() {
		return nil, problems
	}
	var all []*sim.Model
	for _, policy := range r.Policies {
		built, _, problems := loaded.Build(editsOf(policy, r.Sets)...)
		if built == nil {
			return nil, problems
		}
		m, err := sim.Compile(built)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// editsOf are the edits of a scenario that switch a policy on, none for "", and set values.
func editsOf(policy string, sets []Set) (edits []scenarios.Edit) {
	if policy != "" {
		edits = append(edits, scenarios.Policy(policy))
	}
	for _, s := range sets {
		edits = append(edits, s.Edit())
	}
	return edits
}

// Bytes is the recipe as a plan holds it.
func (r Recipe) Bytes() []byte {
	data, _ := json.Marshal(r) // of strings alone, which cannot fail
	return data
}

// recipe is that of the models of some of the experiment's policies, by index.
func (x *Experiment) recipe(policies ...int) Recipe {
	r := Recipe{Scenario: string(x.YAML)}
	for _, i := range policies {
		r.Policies = append(r.Policies, x.Variants[i].Policy)
	}
	return r
}

// Knowing returns a player that plays as another does, and tells it the recipe of plans of
// the experiment's own models: so a study, which knows models alone, can be played by others.
func (x *Experiment) Knowing(player mc.Player) mc.Player { return knowing{player, x} }

type knowing struct {
	mc.Player
	x *Experiment
}

// Play implements mc.Player.
func (k knowing) Play(ctx context.Context, p mc.Plan) (*mc.Sample, error) {
	if p.Recipe == nil {
		if policies, ok := k.x.policiesOf(p.Models); ok {
			p.Recipe = k.x.recipe(policies...).Bytes()
		}
	}
	return k.Player.Play(ctx, p)
}

// policiesOf are the policies of models, by index; false where one is no model of the
// experiment.
func (x *Experiment) policiesOf(models []*sim.Model) (all []int, ok bool) {
	for _, m := range models {
		i := slices.Index(x.Models, m)
		if i < 0 {
			return nil, false
		}
		all = append(all, i)
	}
	return all, true
}
