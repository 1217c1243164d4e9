package unit

import (
	"fmt"
	"strings"
)

// Dim is a dimension: the exponents of mass, time, money and counted things.
type Dim struct{ Mass, Time, Money, Count int8 }

// The dimensions that scenarios use.
var (
	Share        = Dim{}
	Mass         = Dim{Mass: 1}
	Time         = Dim{Time: 1}
	MassPerTime  = Dim{Mass: 1, Time: -1}
	PerTime      = Dim{Time: -1}
	Money        = Dim{Money: 1}
	MoneyPerMass = Dim{Money: 1, Mass: -1}
	MoneyPerTime = Dim{Money: 1, Time: -1}
	Count        = Dim{Count: 1}
	CountPerMass = Dim{Count: 1, Mass: -1}
)

// known says what a dimension is called and how a quantity of it is written,
// with the unit that a bare number most likely wants.
var known = map[Dim]struct{ name, example, guess string }{
	Share:        {"a share", "30% or 0.3", "%"},
	Mass:         {"a mass", "660 t", " t"},
	Time:         {"a duration", "90 days", " days"},
	MassPerTime:  {"a flow", "1200 t/yr", " t/yr"},
	PerTime:      {"a rate", "0.25/yr or 14%/yr", "/yr"},
	Money:        {"an amount of money", "500 crore INR", " USD"},
	MoneyPerMass: {"a price", "60 USD/kg", " USD/kg"},
	MoneyPerTime: {"an amount of money a year", "80 crore INR/yr", " USD/yr"},
	Count:        {"a count", "1000 vehicles", " vehicles"},
	CountPerMass: {"a count per tonne", "800 vehicles/t", " vehicles/t"},
}

// String returns the dimension in base units, such as "t/yr".
func (d Dim) String() string {
	var above, below []string
	for _, x := range []struct {
		unit string
		n    int8
	}{{"money", d.Money}, {"count", d.Count}, {"t", d.Mass}, {"yr", d.Time}} {
		for range abs(x.n) {
			if x.n > 0 {
				above = append(above, x.unit)
			} else {
				below = append(below, x.unit)
			}
		}
	}
	if len(above) == 0 {
		above = []string{"1"}
	}
	return strings.Join(append([]string{strings.Join(above, "·")}, below...), "/")
}

func abs(n int8) int8 {
	if n < 0 {
		return -n
	}
	return n
}

// describe returns what a dimension is called, for messages.
func (d Dim) describe() string {
	if k, ok := known[d]; ok {
		return k.name
	}
	return fmt.Sprintf("a quantity in %s", d)
}

// example returns how a quantity of a dimension is written, for messages.
func (d Dim) example() string {
	if k, ok := known[d]; ok {
		return k.example
	}
	return "a quantity in " + d.String()
}
