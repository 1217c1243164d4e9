package experiment_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"

	"magnetsim/cmd/experiment"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
)

// What plays of nothing but a task gives the bytes of the plan, of every scenario that is
// shipped: also of one in which sellers react.
func TestTasksOfShippedScenarios(t *testing.T) {
	for _, name := range scenarios.ShippedNames() {
		t.Run(name, func(t *testing.T) {
			x, err := experiment.Open(scenarios.Shipped, name+".yaml", scenarios.Options{})
			if err != nil {
				t.Fatal(err)
			}
			plan := x.Plan()
			plan.Trials = sim.Lanes
			whole, err := mc.Play(t.Context(), plan)
			if err != nil {
				t.Fatal(err)
			}
			task, ok := experiment.TaskOf(plan)
			if !ok {
				t.Fatal("the plan is no task")
			}
			letter, err := json.Marshal(task)
			if err != nil {
				t.Fatal(err)
			}
			var sent experiment.Task
			if err := json.Unmarshal(letter, &sent); err != nil {
				t.Fatal(err)
			}
			var recording bytes.Buffer
			if err := sent.Record(t.Context(), mc.Local{}, nil, &recording); err != nil {
				t.Fatal(err)
			}
			got, err := mc.Replay(plan, &recording)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Encode(), whole.Encode()) {
				t.Error("another sample")
			}
		})
	}
}

// throughTasks plays nothing but tasks that went on their way as bytes.
type throughTasks struct {
	mc.Player
	sent int
}

func (p *throughTasks) Play(ctx context.Context, plan mc.Plan) (*mc.Sample, error) {
	task, ok := experiment.TaskOf(plan)
	if !ok {
		return nil, errors.New("the plan is no task")
	}
	letter, err := json.Marshal(task)
	if err != nil {
		return nil, err
	}
	p.sent++
	var got experiment.Task
	var recording bytes.Buffer
	err = errors.Join(json.Unmarshal(letter, &got), got.Record(ctx, p.Player, nil, &recording))
	if err != nil {
		return nil, err
	}
	return mc.Replay(plan, &recording)
}

// A search for rare outcomes is all tasks: also the worlds that are looked at and ranked. It
// finds what one that is played here finds.
func TestTasksOfRareOutcomes(t *testing.T) {
	x, err := experiment.Open(scenarios.Shipped, "minimal.yaml", scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
	m := x.Models[0]
	at := slices.IndexFunc(m.Metrics(), experiment.IsChief)
	r := study.Rare{Trials: 1000, Candidates: 10_000, Goals: study.Goals{Rare: []float64{0.001}}}
	find := func(player mc.Player) *study.RareResult {
		t.Helper()
		found, err := r.Find(t.Context(), x.Knowing(player), m, at, 1)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	tasks := &throughTasks{Player: mc.Local{}}
	if here, there := find(mc.Local{}), find(tasks); !reflect.DeepEqual(here, there) {
		t.Errorf("tasks find %+v, not %+v", there, here)
	}
	if tasks.sent != 7 { // played and looked at to learn from, twice; ranked twice; played in the end
		t.Errorf("%d tasks were sent", tasks.sent)
	}
}
