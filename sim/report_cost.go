package sim

import "magnetsim/sim/lane"

// reportSpending adds what all stockpiles, and whatever else has a cost, take together,
// and its parts: cost = outlay + yearly cost − end value. What each tonne replaced costs
// is told apart (report_substitute.go): makers pay it.
func (c *compiler) reportSpending(piles []int) {
	add := func(measure, doc string, of func(b *Block, x *lane.Vector)) {
		c.report(Metric{Measure: measure, Subject: "total", Kind: OfTotal, Unit: c.s.Currency, Doc: doc}, of)
	}
	cost := "Purchase and holding less the end value, over all stockpiles."
	outlay := "Paid for the initial levels of all stockpiles and for tonnes bought at the day's price."
	yearly := "Cost of holding, over all stockpiles."
	if c.m.costed {
		cost = "Purchases, capital, holding and running costs less the end value of stockpiles: of everything that has a cost, except the tonnes replaced."
		outlay = "Paid for stocks, at the day's price, and for capital."
		yearly = "Cost of holding, and what other levers cost per year and per tonne delivered."
	}
	add("cost", cost, func(b *Block, x *lane.Vector) {
		x.Fill(0)
		b.addCosts(x, piles)
		b.addLevers(x)
	})
	add("outlay", outlay, func(b *Block, x *lane.Vector) {
		x.Fill(0)
		for _, i := range piles {
			lane.Add(x, &b.pile[i].Paid)
		}
		b.addCapital(x, b.until())
	})
	add("yearly_cost", yearly, func(b *Block, x *lane.Vector) {
		x.Fill(0)
		for _, i := range piles {
			lane.Add(x, &b.pile[i].Held)
		}
		b.addRunning(x, b.until())
	})
	add("end_value", "Value of the levels of all stockpiles at the end, at the base price.", func(b *Block, x *lane.Vector) {
		x.Fill(0)
		for _, i := range piles {
			b.addEndValue(x, i)
		}
	})
}

// addLevers adds what the levers beside stockpiles have cost.
func (b *Block) addLevers(x *lane.Vector) {
	b.addCapital(x, b.until())
	b.addRunning(x, b.until())
}

// addEndValue adds what the level of stockpile i is worth at the end.
func (b *Block) addEndValue(x *lane.Vector, i int) {
	now, price := b.worthAtEnd(), &b.val[b.m.materials[b.m.stockpiles[i].material].price]
	for l := range x {
		x[l] += b.sellable(i, l) * price[l] * now[l]
	}
}
