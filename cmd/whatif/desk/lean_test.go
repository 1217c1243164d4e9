package desk_test

import (
	"encoding/json"
	"slices"
	"testing"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/whatif"
	"magnetsim/cmd/whatif/desk"
	"magnetsim/output"
	"magnetsim/scenarios"
)

// What answers leave out while they are refined, no picture but the fan shows.
func TestLeanAnswersShowTheSame(t *testing.T) {
	kinds := slices.DeleteFunc(desk.Shown(), func(kind string) bool { return kind == "fan" })
	for _, name := range scenarios.ShippedNames() {
		shown := map[bool][]string{}
		for _, lean := range []bool{true, false} {
			x, err := experiment.Open(scenarios.Shipped, name+".yaml", scenarios.Options{Sets: []string{"run.trials=257"}})
			if err != nil {
				t.Fatal(err)
			}
			g, err := whatif.New(x, name, name+".yaml", nil)
			if err != nil {
				t.Fatal(err)
			}
			policies := x.Loaded.Policies()
			q := whatif.Question{B: whatif.Side{Policy: policies[len(policies)-1]}, Lean: lean}
			if err := g.Ask(t.Context(), q, func(r *output.Report) error {
				a, err := desk.Of(r, desk.Look{Theme: "light", Size: "page"}, kinds...)
				if err != nil {
					return err
				}
				told, err := json.Marshal(a)
				shown[lean] = append(shown[lean], string(told))
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
		for i, told := range shown[true] {
			if told != shown[false][i] {
				t.Errorf("%s: answer %d is, lean,\n%.3000s\nand whole\n%.3000s", name, i, told, shown[false][i])
			}
		}
	}
}
