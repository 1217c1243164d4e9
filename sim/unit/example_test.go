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
	// "90" has no unit; a duration is needed; write 90 days, or what you mean
}

func ExampleFormat() {
	fmt.Println(unit.Format(2012.3, "t"), unit.Format(7.28e10, "INR"), unit.Format(0.0831, "share"))
	// Output: 2,012 t 7,280 crore INR 8.31%
}

func ExampleParse() {
	q, _ := unit.Parse("Rs 25 crore/t")
	fmt.Println(q.Value, q.Currency, q.Dim)
	_, err := unit.Parse("6000 MTPA")
	fmt.Println(err)
	// Output:
	// 2.5e+08 INR money/t
	// "6000 MTPA" can mean metric tonnes or millions of tonnes a year; write 6000 t/yr or 6000 million t/yr
}

func ExampleParseDate() {
	start, _ := unit.ParseDate("2026-04")
	fmt.Println(start, start.NextMonth())
	_, err := unit.ParseDate("04/04/2026")
	fmt.Println(err)
	// Output:
	// 2026-04-01 2026-05-01
	// "04/04/2026" is not a date as YYYY-MM-DD; write year-month-day with leading zeros, such as 2026-04-04
}

func ExampleFormatInterval() {
	fmt.Println(unit.FormatInterval(2012.3, 60.4, "t"))
	fmt.Println(unit.FormatInterval(3.3e9, 9.9e7, "INR"))
	// Output:
	// 2,012 ± 60 t
	// 330 ± 10 crore INR
}
