package scenarios

import (
	"math"
	"strings"

	"magnetsim/sim/unit"
)

// figure says what a number of the file may be.
type figure struct {
	name     string    // of the kind, for the JSON Schema
	measures []measure // kinds of quantity that it may have; the first is the usual one
	lo, hi   float64   // bounds in base units
	open     bool      // lo itself is refused
	signed   bool      // it may be negative by nature, so that "A to B" is a normal distribution
	certain  bool      // a distribution is refused
	when     bool      // a date, or a time after the scenario's start
	example  string    // for messages and the schema
}

// measure is a kind of quantity and the unit in which people see it. In the
// unit, "¤" stands for the scenario's currency and "#" for the thing counted.
type measure struct {
	dim  unit.Dim
	unit string
}

var inf = math.Inf(1)

// The figures of the format.
var (
	aShare       = figure{name: "share", measures: []measure{{unit.Share, "share"}}, hi: 1, example: "30%"}
	aFraction    = figure{name: "fraction", measures: []measure{{unit.Share, "share"}}, hi: inf, example: "20%"} // may exceed 100%
	aNumber      = figure{name: "number", measures: []measure{{unit.Share, ""}}, hi: inf, example: "0.4"}
	anElasticity = figure{name: "elasticity", measures: []measure{{unit.Share, ""}}, hi: inf, open: true, example: "0.4"}
	aPower       = figure{name: "power", measures: []measure{{unit.Share, ""}}, lo: math.Inf(-1), hi: inf, signed: true, example: "1.5"}
	aRatio       = figure{name: "ratio", measures: []measure{{unit.Share, ""}}, hi: inf, open: true, example: "1.2 t/t"}
	aMultiple    = figure{name: "multiple", measures: []measure{{unit.Share, "×"}}, lo: 1, hi: inf, example: "3"}
	aTime        = figure{name: "time", measures: []measure{{unit.Time, "yr"}}, hi: inf, example: "8 weeks"}
	someTime     = figure{name: "positive-time", measures: []measure{{unit.Time, "yr"}}, hi: inf, open: true, example: "6 months"}
	aFlow        = figure{name: "flow", measures: []measure{{unit.MassPerTime, "t/yr"}}, hi: inf, example: "1200 t/yr"}
	aRate        = figure{name: "rate", measures: []measure{{unit.PerTime, "per yr"}}, hi: inf, example: "0.2/yr"}
	aSpeed       = figure{name: "speed", measures: []measure{{unit.PerTime, "share/yr"}}, hi: inf, example: "10%/yr"}
	aGrowth      = figure{name: "growth", measures: []measure{{unit.PerTime, "share/yr"}}, lo: -1, open: true, hi: inf, signed: true, example: "5%/yr"}
	aPrice       = figure{name: "price", measures: []measure{{unit.MoneyPerMass, "¤/t"}}, hi: inf, example: "60 USD/kg"}
	anAmount     = figure{name: "amount-of-money", measures: []measure{{unit.Money, "¤"}}, hi: inf, example: "500 crore INR"}
	aYearly      = figure{name: "money-per-time", measures: []measure{{unit.MoneyPerTime, "¤/yr"}}, hi: inf, example: "80 crore INR/yr"}
	aCount       = figure{name: "count", measures: []measure{{unit.CountPerMass, "#/t"}}, hi: inf, example: "800 vehicles/t"}
	aPoint       = figure{name: "point-in-time", measures: []measure{{unit.Time, "yr"}}, lo: math.Inf(-1), hi: inf, signed: true, when: true, example: "2027-04-01"}
	aMoment      = figure{name: "moment", measures: []measure{{unit.Time, "yr"}}, lo: math.Inf(-1), hi: inf, signed: true, certain: true, when: true, example: "2027-04-01"}
	aStock       = figure{name: "stock", measures: []measure{{unit.Time, "yr"}, {unit.Mass, "t"}}, hi: inf, example: "60 days"}
	aLoad        = figure{name: "load", measures: []measure{{unit.Share, "share"}, {unit.Mass, "t"}}, hi: inf, example: "60%"}
	aFill        = figure{name: "fill", measures: []measure{{unit.MassPerTime, "t/yr"}, {unit.Time, "yr"}}, hi: inf, open: true, example: "400 t/yr"}
	anExit       = figure{name: "exit", measures: []measure{{unit.PerTime, "per yr"}, {unit.Share, "share"}}, hi: inf, example: "0.25/yr"}
	anExchange   = figure{name: "exchange", measures: []measure{{unit.Money, "¤"}}, hi: inf, open: true, certain: true, example: "88 INR"}
	aHorizon     = figure{name: "horizon", measures: []measure{{unit.Time, "yr"}}, hi: 200, open: true, certain: true, example: "5 years"}
	aRho         = figure{name: "correlation", measures: []measure{{unit.Share, ""}}, lo: -1, hi: 1, signed: true, certain: true, example: "0.3"}
	aFactor      = figure{name: "factor", measures: []measure{{unit.Share, ""}}, hi: inf, certain: true, example: "1.1"}
)

// isShare reports whether 0 to 1 is the whole range.
func (f *figure) isShare() bool { return f.lo == 0 && f.hi == 1 }

// takes reports whether the figure may have a dimension.
func (f *figure) takes(d unit.Dim) (measure, bool) {
	for _, m := range f.measures {
		if m.dim == d {
			return m, true
		}
	}
	return measure{}, false
}

// displayed is the unit for people, with the currency and the noun put in.
func (m measure) displayed(currency, noun string) string {
	return strings.ReplaceAll(strings.ReplaceAll(m.unit, "#", noun), "¤", currency)
}

// ownMoney puts the scenario's currency into a message's example of money.
func (d *decoder) ownMoney(text string) string {
	switch d.currency {
	case "", "USD":
		return strings.ReplaceAll(text, "crore INR", "million USD")
	case "INR":
		return strings.NewReplacer("60 USD/kg", "5000 INR/kg", "USD", "INR").Replace(text)
	}
	return strings.NewReplacer("crore INR", "million "+d.currency, "USD", d.currency).Replace(text)
}
