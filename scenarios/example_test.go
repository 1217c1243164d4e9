package scenarios_test

import (
	"fmt"
	"testing/fstest"

	"magnetsim/scenarios"
)

// A shipped scenario under one of its policies, with one value set by hand.
func ExampleLoaded_Build() {
	l, problems := scenarios.Load(scenarios.Shipped, "minimal.yaml", scenarios.Options{})
	if err := problems.Err(); err != nil {
		fmt.Println(err)
		return
	}
	sc, resolved, _ := l.Build(scenarios.Policy("two-months"), scenarios.Set("sectors.cars.cover", "6 weeks"))
	fmt.Println(sc.Title, "in", sc.Steps(), "steps")
	for _, v := range resolved.Values() {
		if v.Path == "sectors.cars.cover" {
			fmt.Println("cover from", v.Origin)
		}
	}
	// Output:
	// One magnet, two sellers, one curb in 104 steps
	// cover from --set:1:20
}

// All that is wrong is found at once, each with its place and remedy.
func ExampleProblems_Error() {
	files := fstest.MapFS{"curb.yaml": {Data: []byte("version: 1\nextends: minimal.yaml\nstockpiles:\n  national: { delya: 20 days, target: 60 }\n")}}
	_, problems := scenarios.Load(files, "curb.yaml", scenarios.Options{})
	fmt.Println(problems.Error())
	// Output:
	// curb.yaml:4:15: unknown key "delya" in stockpiles.national [unknown-key]
	//   |
	// 4 |   national: { delya: 20 days, target: 60 }
	//   |               ^~~~~
	//    did you mean "delay"?
	//    allowed here: title, material, initial, target, fill, release, eligible, trigger, cover, delay, holding, usable, usable_falls, rotation
	//
	// curb.yaml:4:39: stockpiles.national.target: "60" has no unit; a duration or a mass is needed [unit]
	//   |
	// 4 |   national: { delya: 20 days, target: 60 }
	//   |                                       ^~
	//    write 60 days, 60 t, or what you mean
}
