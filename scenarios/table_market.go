package scenarios

import (
	"magnetsim/sim/chain"
)

const (
	namePattern = `^[A-Za-z][A-Za-z0-9_-]*$`
	pathPattern = `^[a-z_]+(\.[A-Za-z][A-Za-z0-9_-]*)+$`
	axisPattern = `^[a-z_]+(\.[A-Za-z][A-Za-z0-9_-]*)*$` // of what a sweep varies: also horizon
)

type number = chain.Number

var rulesTable = record[chain.Rules]{
	choiceAt("allocation", []string{"proportional", "priority", "value", "equal"},
		[]chain.Allocation{chain.Proportional, chain.ByRank, chain.ByValue, chain.EqualShares},
		func(r *chain.Rules) *chain.Allocation { return &r.Allocation },
		"how a scarce material is shared: in proportion to need, by rank, by the loss per tonne, or in equal amounts").or("proportional"),
	figureAt("restocking", someTime, func(r *chain.Rules) *number { return &r.Restocking },
		"time over which buyers close a gap in their stocks").called("time to restock").or("8 weeks"),
	figureAt("forecast", someTime, func(r *chain.Rules) *number { return &r.Forecast },
		"time over which demand forecasts follow actual requirements").called("time of the forecast").or("13 weeks"),
}

var materialTable = record[chain.Material]{
	titleAt(func(x *chain.Material) *string { return &x.Title }, "Heavy magnets"),
	textAt("stage", func(m *chain.Material) *string { return &m.Stage },
		"stage of the chain; tonnes are added up only within one stage").otherwiseIs("the material's own name").like("magnet"),
	figureAt("price", aPrice, func(m *chain.Material) *number { return &m.Price },
		"base price").otherwiseIs("no price: it is free"),
	figureAt("elasticity", anElasticity, func(m *chain.Material) *number { return &m.Elasticity },
		"short-run elasticity of supply").called("elasticity of supply").otherwiseIs("the price does not move"),
	figureAt("price_cap", aMultiple, func(m *chain.Material) *number { return &m.PriceCap },
		"highest price as a multiple of the base price").or("10"),
	figureAt("switching", aSpeed, func(m *chain.Material) *number { return &m.Switching },
		"how fast orders can move to new sources, as a share of planned use per time").called("speed of switching suppliers").or("0%/week").like("2%/week"),
}

var outagesTable = record[chain.Outages]{
	figureAt("rate", aRate, func(o *chain.Outages) *number { return &o.Rate },
		"how often they come, counted from the end of the last").called("rate of outages").must(),
	figureAt("duration", aTime, func(o *chain.Outages) *number { return &o.Duration },
		"how long they last, drawn anew for each").called("length of outages").must(),
	figureAt("severity", aShare, func(o *chain.Outages) *number { return &o.Severity },
		"share of the capacity that is out, drawn anew for each").called("severity of outages").or("100%"),
}

var sourceTable = record[chain.Source]{
	titleAt(func(x *chain.Source) *string { return &x.Title }, "China, heavy"),
	textAt("origin", func(s *chain.Source) *string { return &s.Origin },
		"country or region; curbs hit origins").otherwiseIs("the source's own name").like("china"),
	nameAt("material", "materials", func(s *chain.Source) *string { return &s.Material }, "what it sells").must().like("heavy-magnet"),
	figureAt("capacity", aFlow, func(s *chain.Source) *number { return &s.Capacity }, "what it could send").must(),
	figureAt("share", aShare, func(s *chain.Source) *number { return &s.Share },
		"share of the material's imports in normal times; the shares of a material add up to 100%").called("share of imports").must(),
	figureAt("lead", aTime, func(s *chain.Source) *number { return &s.Lead }, "time from order to arrival").called("lead time").must(),
	loadAt("under_way", func(s *chain.Source) *chain.Load { return &s.UnderWay },
		"goods under way at the start, in tonnes or as a share of the normal amount").called("goods under way at the start").otherwiseIs("what was shipped before the start under the curbs then in force"),
	figureAt("start", aPoint, func(s *chain.Source) *number { return &s.Start },
		"when it begins: a date, or a time after the scenario's start").otherwiseIs("it exists from the start"),
	figureAt("ramp", aTime, func(s *chain.Source) *number { return &s.Ramp }, "time from its start to full capacity").called("time to full capacity").or("0 days"),
	figureAt("success", aShare, func(s *chain.Source) *number { return &s.Success }, "chance that it ever starts").or("100%"),
	figureAt("premium", aFraction, func(s *chain.Source) *number { return &s.Premium },
		"price above the base price, paid on its deliveries").called("price premium").or("0%"),
	recordAt("cost", costTable, func(s *chain.Source) **chain.Cost { return &s.Cost },
		"cost of having it, and of what it delivers").otherwiseIs("no cost is counted"),
	recordAt("outages", outagesTable, func(s *chain.Source) **chain.Outages { return &s.Outages },
		"stoppages that come at random").otherwiseIs("none"),
}

var inputTable = record[chain.Input]{
	figureAt("amount", aNumber, func(i *chain.Input) *number { return &i.PerTonne }, "tonnes of input per tonne of output").called("input per tonne made").must(),
	figureAt("rank", aNumber, func(i *chain.Input) *number { return &i.Rank },
		"place in the queue for the input").otherwiseIs("the best rank among those it supplies").like("2"),
	figureAt("value", aPrice, func(i *chain.Input) *number { return &i.Value },
		"loss per tonne of input short").called("loss per tonne short").otherwiseIs("the mean of those it supplies"),
	figureAt("floor", aShare, func(i *chain.Input) *number { return &i.Floor },
		"protected share of its own need").called("protected share").or("0%"),
}

var scrapTable = record[chain.Scrap]{
	nameAt("of", "materials", func(s *chain.Scrap) *string { return &s.Of }, "the material in the products that come back").must().like("heavy-magnet"),
	namesAt("from", "sectors", func(s *chain.Scrap) *[]string { return &s.From },
		"sectors whose products come back").otherwiseIs("all that use the material").like("[auto, energy]"),
	figureAt("life", someTime, func(s *chain.Scrap) *number { return &s.Life }, "mean life of a product").called("mean life of products").must().like("12 yr"),
	figureAt("shape", aNumber, func(s *chain.Scrap) *number { return &s.Shape },
		"shape of its Weibull life: 1 if products fail equally at any age, more if most fail near the mean").called("shape of the life of products").or("3").like("2"),
	figureAt("collected", aShare, func(s *chain.Scrap) *number { return &s.Collected }, "share of what comes back that is collected").called("share of scrap collected").must().like("30%"),
	figureAt("yield", aRatio, func(s *chain.Scrap) *number { return &s.Yield }, "tonnes made from each tonne collected").called("yield of scrap").must().like("0.6 t/t"),
	figureAt("past", aTime, func(s *chain.Scrap) *number { return &s.Past },
		"for how long products were made before the start; 0 days for new ones").called("time that products have been made").or("30 yr"),
	figureAt("growth", aGrowth, func(s *chain.Scrap) *number { return &s.Growth },
		"growth of their use before the start, compounded yearly").called("growth of use before the start").otherwiseIs("that of the sector"),
}

var plantTable = record[chain.Plant]{
	titleAt(func(x *chain.Plant) *string { return &x.Title }, "Midwest's plant"),
	nameAt("makes", "materials", func(p *chain.Plant) *string { return &p.Makes }, "the material that it makes").must().like("heavy-magnet"),
	namedAt("recipe", "material", inputTable, func(i *chain.Input) *string { return &i.Material },
		func(p *chain.Plant) *[]chain.Input { return &p.Recipe }, "tonnes of each input per tonne of output").otherwiseIs("none, if it uses scrap").shorthand("amount"),
	recordAt("scrap", scrapTable, func(p *chain.Plant) **chain.Scrap { return &p.Scrap },
		"products that it recycles at the end of their life").otherwiseIs("none"),
	figureAt("capacity", aFlow, func(p *chain.Plant) *number { return &p.Capacity }, "output at full capacity").must(),
	figureAt("start", aPoint, func(p *chain.Plant) *number { return &p.Start },
		"when it begins: a date, or a time after the scenario's start").otherwiseIs("it exists from the start"),
	figureAt("ramp", aTime, func(p *chain.Plant) *number { return &p.Ramp }, "time from its start to full capacity").called("time to full capacity").or("0 days"),
	figureAt("success", aShare, func(p *chain.Plant) *number { return &p.Success }, "chance that it ever starts").or("100%"),
	figureAt("cover", aTime, func(p *chain.Plant) *number { return &p.Cover }, "own stock of each input, in time of planned use").called("own stock").or("0 days"),
	recordAt("cost", costTable, func(p *chain.Plant) **chain.Cost { return &p.Cost },
		"cost of building and running it; a plant of 0 t/yr, or with no chance of success, costs nothing").otherwiseIs("no cost is counted"),
	recordAt("outages", outagesTable, func(p *chain.Plant) **chain.Outages { return &p.Outages },
		"stoppages that come at random").otherwiseIs("none"),
}

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
