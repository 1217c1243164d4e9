package sim

import (
	"math"
	"slices"

	"magnetsim/sim/lane"
)

// reportMoney adds the value and the units of product lost.
func (c *compiler) reportMoney() {
	valued := c.valued()
	if len(valued) > 0 {
		c.report(Metric{Measure: "value_lost", Subject: "total", Kind: OfTotal, Unit: c.s.Currency, Doc: "Value lost with the tonnes lost, over all sectors."},
			func(b *Block, x *lane.Vector) { b.valueLost(x, valued) })
	}
	for _, i := range valued {
		c.report(Metric{Measure: "value_lost", Subject: c.m.sectors[i].name, Kind: OfSector, Unit: c.s.Currency, Doc: "Value lost with the tonnes lost."},
			func(b *Block, x *lane.Vector) { b.valueLost(x, []int{i}) })
	}
	for i, s := range c.m.sectors {
		if s.units != "" {
			c.report(Metric{Measure: "units_lost", Subject: s.name, Kind: OfSector, Unit: s.units, Doc: "Product not made for want of the tonnes lost."},
				func(b *Block, x *lane.Vector) { lane.Product(x, &b.sec[i].lost, &b.val[b.m.sectors[i].perTon]) })
		}
	}
}

// valued lists the sectors whose losses have a value.
func (c *compiler) valued() []int {
	var all []int
	for i, s := range c.m.sectors {
		if s.valued {
			all = append(all, i)
		}
	}
	return all
}

// reportPrices adds what sectors pay above the base price where it moves.
func (c *compiler) reportPrices() {
	var dearer []int
	for i, s := range c.m.sectors {
		if slices.ContainsFunc(s.lines, func(line int) bool { x := c.m.materials[c.m.consumers[line].material]; return x.moves && x.priced }) {
			dearer = append(dearer, i)
		}
	}
	if len(dearer) == 0 {
		return
	}
	const doc = "Paid above the base price, as supply was scarce, on the tonnes used"
	c.report(Metric{Measure: "surcharge", Subject: "total", Kind: OfTotal, Unit: c.s.Currency, Doc: doc + ", by all sectors."},
		func(b *Block, x *lane.Vector) {
			x.Fill(0)
			for _, i := range dearer {
				lane.Add(x, &b.sec[i].dearer)
			}
		})
	for _, i := range dearer {
		c.report(Metric{Measure: "surcharge", Subject: c.m.sectors[i].name, Kind: OfSector, Unit: c.s.Currency, Doc: doc + "."},
			func(b *Block, x *lane.Vector) { *x = b.sec[i].dearer })
	}
}

// valueLost sums value × tonnes lost over sectors.
func (b *Block) valueLost(x *lane.Vector, sectors []int) {
	x.Fill(0)
	for _, i := range sectors {
		lane.AddProduct(x, &b.sec[i].present, &b.val[b.m.sectors[i].value])
	}
}

// reportPile adds the columns of a strategic stock. Its cost is the initial
// level and the tonnes bought at the day's price, and holding, less the value
// at the end at the base price; releases earn nothing.
func (c *compiler) reportPile(i int) {
	p := c.m.stockpiles[i]
	add := func(measure, unit, doc string, of func(b *Block, s *lane.Pile, x *lane.Vector)) {
		c.report(Metric{Measure: measure, Subject: p.name, Kind: OfStockpile, Unit: unit, Doc: doc},
			func(b *Block, x *lane.Vector) { of(b, &b.pile[i], x) })
	}
	add("released", "t", "Tonnes released.", func(_ *Block, s *lane.Pile, x *lane.Vector) { *x = s.SumReleased })
	add("bought", "t", "Tonnes bought after the start.", func(_ *Block, s *lane.Pile, x *lane.Vector) { *x = s.SumBought })
	add("lowest", "t", "Lowest level.", func(_ *Block, s *lane.Pile, x *lane.Vector) { *x = s.Lowest })
	add("filled", "share", "Highest level as a share of the target.", func(_ *Block, s *lane.Pile, x *lane.Vector) { *x = s.TopFill })
	add("exhausted", "share", "1 where a release was cut short by the level.", func(_ *Block, s *lane.Pile, x *lane.Vector) { *x = s.Exhausted })
	if !c.m.materials[p.material].priced {
		return
	}
	price := c.m.materials[p.material].price
	add("purchase", c.s.Currency, "Paid for the initial level and for tonnes bought at the day's price.", func(_ *Block, s *lane.Pile, x *lane.Vector) { *x = s.Paid })
	add("holding", c.s.Currency, "Cost of holding.", func(_ *Block, s *lane.Pile, x *lane.Vector) { *x = s.Held })
	add("end_value", c.s.Currency, "Value of the level at the end, at the base price.", func(b *Block, s *lane.Pile, x *lane.Vector) {
		lane.Product(x, &s.Level, &b.val[price])
		lane.Times(x, &b.money.atEnd)
	})
	add("cost", c.s.Currency, "Purchase and holding less the end value.", func(b *Block, _ *lane.Pile, x *lane.Vector) {
		for l := range x {
			x[l] = b.pileCost(i, l)
		}
	})
}

// pileCost returns what stockpile i cost in lane l, without what rounding leaves of a
// stock that is worth at the end what was paid for it.
func (b *Block) pileCost(i, l int) float64 {
	s, price := &b.pile[i], b.m.materials[b.m.stockpiles[i].material].price
	spent := s.Paid[l] + s.Held[l]
	cost := spent - s.Level[l]*b.val[price][l]*b.money.atEnd[l]
	if math.Abs(cost) < dust*spent {
		return 0
	}
	return cost
}

// reportCost adds what all stockpiles and other levers cost and, where losses have a value, the burden:
// both together with what substitution costs. The difference of that between two
// policies is the net benefit of one against the other. What scarcity and distant
// sources add to prices is not in it: that is paid to somebody, and what the stockpile
// pays of it is counted with the stockpile.
func (c *compiler) reportCost() {
	var piles []int
	for i, p := range c.m.stockpiles {
		if c.m.materials[p.material].priced {
			piles = append(piles, i)
		}
	}
	if len(piles) > 0 || c.m.costed {
		c.reportSpending(piles)
	}
	swaps, valued := c.costedLines(), c.valued()
	if len(valued) > 0 && (len(piles)+len(swaps) > 0 || c.m.costed) {
		doc := "Value lost and the cost of the stockpiles together."
		switch {
		case c.m.costed:
			doc = "Value lost and all costs together: of stockpiles, of other levers and of substitution."
		case len(swaps) > 0:
			doc = "Value lost and the cost of the stockpiles and of substitution together."
		}
		c.report(Metric{Measure: "burden", Subject: "total", Kind: OfTotal, Unit: c.s.Currency, Doc: doc},
			func(b *Block, x *lane.Vector) {
				b.valueLost(x, valued)
				b.addCosts(x, piles)
				b.addLevers(x)
				b.addSubstitution(x, swaps)
			})
	}
}

// addCosts adds what stockpiles cost.
func (b *Block) addCosts(x *lane.Vector, piles []int) {
	for _, i := range piles {
		for l := range x {
			x[l] += b.pileCost(i, l)
		}
	}
}
