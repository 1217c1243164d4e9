package draw_test

import (
	"fmt"

	"magnetsim/sim/draw"
)

// The same address has the same uniform, in whatever order it is read.
func ExampleRandom() {
	d := draw.Random(1)
	start := draw.Key("sources.russia.start")
	fmt.Printf("%.6f\n", d.Uniform(0, start, 0))
	fmt.Printf("%.6f\n", d.Uniform(1, start, 0))
	fmt.Printf("%.6f\n", d.Uniform(0, start, 0))
	// Output:
	// 0.093393
	// 0.972346
	// 0.093393
}
