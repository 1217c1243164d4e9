package experiment_test

import (
	"context"
	"fmt"
	"os"

	"magnetsim/cmd/experiment"
	"magnetsim/output/screen"
	"magnetsim/scenarios"
)

// From a scenario to an answer: a shipped one, of fewer trials than its file asks for.
func Example() {
	x, err := experiment.Open(scenarios.Shipped, "minimal.yaml", scenarios.Options{Sets: []string{"run.trials=1024"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	played, err := x.Play(context.Background(), experiment.Playing{})
	if err != nil {
		fmt.Println(err)
		return
	}
	answer := played.Report.Answer()
	answer.Tables, answer.Notes = nil, nil // here its sentences are enough
	screen.Write(os.Stdout, answer, screen.Options{Width: 80})

	// Output:
	// One magnet, two sellers, one curb
	// minimal · 1,024 trials · seed 1 · random sampling · 2026-01-01 to 2028-01-02 by
	// week
	//
	// No stockpile: a material shortage (a sector loses more than 1% of a year's use
	// of a material) in 89.2 ± 1.9% of the trials; 45.2 ± 2.0 t lost on average (2.26%
	// of demand), and 129 t on average in the worst 5%. It begins by 2027-04-10 in one
	// of twenty trials, by 2027-04-17 in half.
	// What to do: 60 days in stock, because it has the largest net benefit,
	// +426 ± 14 crore INR. It spares 33.8 ± 1.0 t (74.8%); 11.4 t is still lost on
	// average, with a material shortage in 28% of the trials. It costs
	// 80.5 ± 1.0 crore INR, 426 ± 14 crore INR less than the value lost that it
	// spares.
	// How sure: from 1,024 trials; ± is the sampling error only.
}
