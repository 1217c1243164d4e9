package sim

import (
	"slices"

	"magnetsim/sim/lane"
)

// reportMoney adds the value and the units of product lost, what sectors pay above the base
// price where it moves, and what substitution costs.
func (c *compiler) reportMoney() {
	c.bySector("value_lost", "Value lost with the tonnes lost", ", over all sectors", c.valued(), (*Block).addValueLost)
	for i, s := range c.m.sectors {
		if s.units != "" {
			c.report(Metric{Measure: "units_lost", Subject: s.name, Kind: OfSector, Unit: s.units, Doc: "Product not made because of the tonnes lost."},
				func(b *Block, x *lane.Vector) { lane.Product(x, &b.sec[i].lost, &b.val[b.m.sectors[i].perTon]) })
		}
	}
	dearer := where(c.m.sectors, func(s sector) bool {
		return slices.ContainsFunc(s.lines, func(line int) bool { x := c.m.materials[c.m.consumers[line].material]; return x.moves && x.priced })
	})
	c.bySector("surcharge", "Paid above the base price, as supply was scarce, on the tonnes used", ", by all sectors", dearer,
		func(b *Block, x *lane.Vector, i int) { lane.Add(x, &b.sec[i].dearer) })
	c.bySector("substitution_cost", "Cost of the tonnes substituted, whether given up or moved", ", over all sectors", c.substituting(), (*Block).addSubstitution)
}

// bySector adds what is summed over some sectors, and of each of them, in money.
func (c *compiler) bySector(measure, doc, ofAll string, sectors []int, add func(b *Block, x *lane.Vector, sector int)) {
	column := func(name string, kind Subject, doc string, of []int) {
		c.report(Metric{Measure: measure, Subject: name, Kind: kind, Unit: c.s.Currency, Doc: doc + "."}, func(b *Block, x *lane.Vector) {
			x.Fill(0)
			for _, i := range of {
				add(b, x, i)
			}
		})
	}
	if len(sectors) > 0 {
		column("total", OfTotal, doc+ofAll, sectors)
	}
	for _, i := range sectors {
		column(c.m.sectors[i].name, OfSector, doc, []int{i})
	}
}

// where returns the places at which something holds.
func where[T any](all []T, holds func(T) bool) (places []int) {
	for i, x := range all {
		if holds(x) {
			places = append(places, i)
		}
	}
	return places
}

// valued lists the sectors whose losses have a value.
func (c *compiler) valued() []int {
	return where(c.m.sectors, func(s sector) bool { return s.valued })
}

// addValueLost adds value × tonnes lost of a sector.
func (b *Block) addValueLost(x *lane.Vector, sector int) {
	lane.AddProduct(x, &b.sec[sector].present, &b.val[b.m.sectors[sector].value])
}

// substituting lists the sectors with a line whose substitution has a cost.
func (c *compiler) substituting() []int {
	return where(c.m.sectors, func(s sector) bool {
		return slices.ContainsFunc(s.lines, func(line int) bool { x := c.m.consumers[line].substitution; return x != nil && x.costed })
	})
}

// addSubstitution adds what the substitution of a sector's lines has cost.
func (b *Block) addSubstitution(x *lane.Vector, sector int) {
	for _, c := range b.m.sectors[sector].lines {
		s, swapped := b.m.consumers[c].substitution, &b.con[c].Sum.Swapped
		if s == nil || !s.costed {
			continue
		}
		if b.m.discounts {
			swapped = &b.money.swapped[c]
		}
		lane.AddProduct(x, swapped, &b.val[s.cost])
	}
}

// reportCost adds what all stockpiles and other levers cost, with its parts (cost = outlay +
// yearly cost − end value), and, where losses have a value, the burden: both together with
// what substitution costs, which makers pay and which is told apart. The difference of the
// burden between two policies is the net benefit of one against the other. What scarcity and
// distant sources add to prices is not in it: that is paid to somebody, and what the stockpile
// pays of it is counted with the stockpile.
func (c *compiler) reportCost() {
	piles := where(c.m.stockpiles, func(p stockpile) bool { return c.m.materials[p.material].priced })
	swaps, valued := c.substituting(), c.valued()
	add := func(measure, doc string, of func(b *Block, x *lane.Vector)) {
		c.report(Metric{Measure: measure, Subject: "total", Kind: OfTotal, Unit: c.s.Currency, Doc: doc},
			func(b *Block, x *lane.Vector) { x.Fill(0); of(b, x) })
	}
	cost := "Purchase and holding less the end value, over all stockpiles."
	outlay := "Paid for the initial levels of all stockpiles and for tonnes bought at the day's price."
	yearly := "Cost of holding, over all stockpiles."
	burden := "Value lost and the cost of the stockpiles together."
	switch {
	case c.m.costed:
		cost = "Purchases, capital, holding and running costs less the end value of stockpiles: of everything that has a cost, except the tonnes replaced."
		outlay = "Paid for stocks, at the day's price, and for capital."
		yearly = "Cost of holding, and what other levers cost per year and per tonne delivered."
		burden = "Value lost and all costs together: of stockpiles, of other levers and of substitution."
	case len(swaps) > 0:
		burden = "Value lost and the cost of the stockpiles and of substitution together."
	}
	spent := func(b *Block, x *lane.Vector) {
		for _, i := range piles {
			for l := range x {
				x[l] += b.pileCost(i, l)
			}
		}
		b.addCapital(x, b.until())
		b.addRunning(x, b.until())
	}
	if len(piles) > 0 || c.m.costed {
		add("cost", cost, spent)
		add("outlay", outlay, func(b *Block, x *lane.Vector) {
			for _, i := range piles {
				lane.Add(x, &b.pile[i].Paid)
			}
			b.addCapital(x, b.until())
		})
		add("yearly_cost", yearly, func(b *Block, x *lane.Vector) {
			for _, i := range piles {
				lane.Add(x, &b.pile[i].Held)
			}
			b.addRunning(x, b.until())
		})
		add("end_value", "Value of the levels of all stockpiles at the end, at the base price.", func(b *Block, x *lane.Vector) {
			for _, i := range piles {
				b.addEndValue(x, i)
			}
		})
	}
	if len(valued) > 0 && (len(piles)+len(swaps) > 0 || c.m.costed) {
		add("burden", burden, func(b *Block, x *lane.Vector) {
			for _, i := range valued {
				b.addValueLost(x, i)
			}
			spent(b, x)
			for _, i := range swaps {
				b.addSubstitution(x, i)
			}
		})
	}
}

// addEndValue adds what the level of stockpile i is worth at the end.
func (b *Block) addEndValue(x *lane.Vector, i int) {
	now, price := b.worthAtEnd(), &b.val[b.m.materials[b.m.stockpiles[i].material].price]
	for l := range x {
		x[l] += b.sellable(i, l) * price[l] * now[l]
	}
}
