package unit_test

import (
	"fmt"

	"magnetsim/sim/unit"
)

func ExampleParseAs() {
	q, _ := unit.ParseAs("60 USD/kg", unit.MoneyPerMass)
	fmt.Println(q.Value, q.Currency, "per t")
	_, err := unit.ParseAs("90", unit.Time)
	fmt.Println(err)
	// Output:
	// 60000 USD per t
	// "90" has no unit, a duration is needed; write 90 days, or what you mean
}

func ExampleFormat() {
	fmt.Println(unit.Format(2012.3, "t"), unit.Format(7.28e10, "INR"), unit.Format(0.0831, "share"))
	// Output: 2,012 t 7,280 crore INR 8.31%
}
