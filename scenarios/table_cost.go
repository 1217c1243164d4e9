package scenarios

import "magnetsim/sim/chain"

var costTable = record[chain.Cost]{
	figureAt("capital", anAmount, func(c *chain.Cost) *number { return &c.Capital },
		"spent once, evenly over the time in over, even if what is built then fails").called("capital cost").otherwiseIs("no capital is spent").alsoCalled("capex", "investment", "outlay", "purchase", "build_cost"),
	figureAt("from", aPoint, func(c *chain.Cost) *number { return &c.From },
		"when the spending begins: a date, or a time after the scenario's start").called("start of the spending").otherwiseIs("the start of the plant or source, otherwise of the scenario"),
	figureAt("over", someTime, func(c *chain.Cost) *number { return &c.Over },
		"time over which the capital is spent").called("time of the spending").otherwiseIs("one step"),
	figureAt("yearly", aYearly, func(c *chain.Cost) *number { return &c.Yearly },
		"spent every year from then to the end of the horizon, unless what is built fails").called("yearly cost").otherwiseIs("no yearly cost").alsoCalled("running_cost", "yearly_cost", "running", "opex", "annual", "annual_cost", "per_year", "operating_cost"),
	figureAt("per_tonne", aPrice, func(c *chain.Cost) *number { return &c.PerTonne },
		"cost of each tonne that a source delivers, a plant makes or a substitution replaces").called("cost per tonne").otherwiseIs("no cost per tonne").alsoCalled("unit_cost", "variable", "variable_cost", "per_t", "price"),
}

// policyCost is a row that is no part of what is read: an edit puts a policy's cost in
// the place of the file's (Loaded.variantPatch).
var policyCost = entry[variant]{
	field: field{key: "cost", doc: "what it costs on top of the parts that it switches on; without per_tonne", otherwise: "nothing", shape: costTable.shape()},
	read:  func(*decoder, place, *variant) {},
}

// standing lets a value that stands alone be the one at a key of the record.
func (e entry[T]) standing(key string) entry[T] { e.shape.short = key; return e }
