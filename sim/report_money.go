package sim

import (
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
			c.report(Metric{Measure: "units_lost", Subject: s.name, Kind: OfSector, Unit: s.units, Doc: "Product not made because of the tonnes lost."},
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
