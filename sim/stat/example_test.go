package stat_test

import (
	"fmt"

	"magnetsim/sim/stat"
)

// A column answers with estimates that carry their sampling error.
func ExampleColumn() {
	c := stat.NewColumn(0)
	c.Add(0, []float64{0, 0, 0, 120, 0, 300, 0, 0, 80, 0})
	c.Add(1, []float64{0, 45, 0, 0, 0, 0, 210, 0, 0, 0})
	some, worst := c.Positive(), c.CVaR(0.9)
	fmt.Printf("a shortfall in %.0f%% of trials (%.0f%% to %.0f%%)\n", 100*some.Value, 100*some.Low, 100*some.High)
	fmt.Printf("mean of the worst 10%%: %.0f t\n", worst.Value)
	fmt.Println(worst.Warnings[0])
	// Output:
	// a shortfall in 25% of trials (11% to 47%)
	// mean of the worst 10%: 255 t
	// CVaR90 rests on only the worst 2 trials; run at least 300
}
