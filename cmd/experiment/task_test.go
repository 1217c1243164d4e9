package experiment_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"magnetsim/cmd/experiment"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/mc"
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
