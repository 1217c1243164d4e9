package output_test

import (
	"fmt"

	"magnetsim/output"
)

func ExampleHeader() {
	fmt.Println(output.Header("shortfall.auto", "t"))
	fmt.Println(output.Header("materials.heavy-magnet.price", "INR/t"))
	// Output:
	// shortfall_auto_t
	// materials_heavy_magnet_price_INR_per_t
}
