package scenarios

import "magnetsim/sim/chain"

var costTable = record[chain.Cost]{
	figureAt("capital", anAmount, func(c *chain.Cost) *number { return &c.Capital },
		"spent once, evenly over a time; also where what is built then fails").called("capital cost").otherwiseIs("no capital is spent").alsoCalled("capex", "investment", "outlay", "purchase", "build_cost"),
	figureAt("from", aPoint, func(c *chain.Cost) *number { return &c.From },
		"when the spending begins: a date, or a time after the scenario's start").called("start of the spending").otherwiseIs("at the start of the plant or source, else of the scenario"),
	figureAt("over", someTime, func(c *chain.Cost) *number { return &c.Over },
		"time in which the capital is spent").called("time of the spending").otherwiseIs("one step"),
	figureAt("yearly", aYearly, func(c *chain.Cost) *number { return &c.Yearly },
		"spent every year from then to the end of the horizon; not where what is built fails").called("yearly cost").otherwiseIs("nothing is spent yearly").alsoCalled("running_cost", "yearly_cost", "running", "opex", "annual", "annual_cost", "per_year", "operating_cost"),
	figureAt("per_tonne", aPrice, func(c *chain.Cost) *number { return &c.PerTonne },
		"for each tonne that a source delivers, a plant makes or a substitution replaces").called("cost per tonne").otherwiseIs("nothing by the tonne").alsoCalled("unit_cost", "variable", "variable_cost", "per_t", "price"),
}

// policyCost is a row that is no part of what is read: an edit puts a policy's cost in
// the place of the file's (Loaded.variantPatch).
var policyCost = entry[variant]{
	field: field{key: "cost", doc: "what it costs beside what the parts cost that it switches on; no per_tonne", otherwise: "nothing", shape: costTable.shape()},
	read:  func(*decoder, place, *variant) {},
}

// standing lets a value that stands alone be the one at a key of the record.
func (e entry[T]) standing(key string) entry[T] { e.shape.short = key; return e }
