package sim

import (
	"cmp"
	"math"

	"magnetsim/sim/lane"
)

// FullAt is the share of its target at which a strategic stock counts as full.
const FullAt = lane.FullAt

// reportPile adds the columns of a strategic stock: its levels, when it was full and first
// drawn on, for how long it had too little, what went to each sector, and its cost. That is
// the initial level and the tonnes bought at the day's price, and holding, less the value
// at the end at the base price; releases earn nothing.
func (c *compiler) reportPile(i int) {
	p, times := c.m.stockpiles[i], c.m.times
	perStep := c.m.dt * times.PerYear
	add := func(x Metric, of func(b *Block, x *lane.Vector)) {
		x.Subject, x.Kind = cmp.Or(x.Subject, p.name), OfStockpile
		c.report(x, of)
	}
	add(Metric{Measure: "released", Unit: "t", Doc: "Tonnes released."}, func(b *Block, x *lane.Vector) { *x = b.pile[i].SumReleased })
	add(Metric{Measure: "bought", Unit: "t", Doc: "Tonnes bought after the start."}, func(b *Block, x *lane.Vector) { *x = b.pile[i].SumBought })
	add(Metric{Measure: "lowest", Unit: "t", Doc: "Lowest level."}, func(b *Block, x *lane.Vector) { *x = b.pile[i].Lowest })
	c.extreme(true, func(b *Block) *lane.Vector { return &b.pile[i].Lowest })
	add(Metric{Measure: "filled", Unit: "share", Doc: "Highest level as a share of the target."}, func(b *Block, x *lane.Vector) { *x = b.pile[i].TopFill })
	c.extreme(false, func(b *Block) *lane.Vector { return &b.pile[i].TopFill })
	add(Metric{Measure: "exhausted", Unit: "share", Doc: "1 if a release was cut short by the level."}, func(b *Block, x *lane.Vector) { *x = b.drawn[i].Ever })
	c.extreme(false, func(b *Block) *lane.Vector { return &b.drawn[i].Ever })
	add(Metric{Measure: "first_full", Unit: times.Name, Never: true, Doc: "From the start of the horizon until the stock first holds its target; empty if it never does."},
		func(b *Block, x *lane.Vector) {
			lane.Scale(x, &b.drawn[i].Full, perStep)
			b.fromBeginning(x, perStep)
		})
	c.extreme(true, func(b *Block) *lane.Vector { return &b.drawn[i].Full })
	add(Metric{Measure: "first_release", Unit: times.Name, Partial: true, Doc: "From the start of the horizon to the first release; not counted if there is none."},
		func(b *Block, x *lane.Vector) {
			for l, k := range b.drawn[i].First {
				if x[l] = k * perStep; math.IsInf(k, 1) {
					x[l] = math.NaN()
				}
			}
			b.fromBeginning(x, perStep)
		})
	c.extreme(true, func(b *Block) *lane.Vector { return &b.drawn[i].First })
	add(Metric{Measure: "time_exhausted", Unit: times.Name, Doc: "Time in which a release was cut short by the level."},
		func(b *Block, x *lane.Vector) { lane.Scale(x, &b.drawn[i].Lacked, perStep) })
	for at, user := range c.m.sectors { // also of those who may not draw here: under another policy they may
		places := where(c.m.materials[p.material].consumers, func(con int) bool { return c.m.consumers[con].sector == at })
		if len(places) == 0 {
			continue
		}
		add(Metric{Measure: "released_to", Subject: p.name + "." + user.name, Unit: "t", Doc: "Tonnes released to one sector."}, func(b *Block, x *lane.Vector) {
			x.Fill(0)
			for _, n := range places {
				lane.Add(x, &b.drawn[i].to[n])
			}
		})
	}
	if !c.m.materials[p.material].priced {
		return
	}
	add(Metric{Measure: "purchase", Unit: c.s.Currency, Doc: "Paid for the initial level and for tonnes bought at the day's price."}, func(b *Block, x *lane.Vector) { *x = b.pile[i].Paid })
	add(Metric{Measure: "holding", Unit: c.s.Currency, Doc: "Cost of holding."}, func(b *Block, x *lane.Vector) { *x = b.pile[i].Held })
	add(Metric{Measure: "end_value", Unit: c.s.Currency, Doc: "Value of the level at the end, at the base price."}, func(b *Block, x *lane.Vector) {
		x.Fill(0)
		b.addEndValue(x, i)
	})
	add(Metric{Measure: "cost", Unit: c.s.Currency, Doc: "Purchase and holding less the end value."}, func(b *Block, x *lane.Vector) {
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
	cost := spent - b.sellable(i, l)*b.val[price][l]*b.worthAtEnd()[l]
	if math.Abs(cost) < dust*spent {
		return 0
	}
	return cost
}

// drawing is how a stockpile was drawn on, and by whom.
type drawing struct {
	*lane.Drawing
	to []lane.Vector // released so far, t, by place in the material's consumers
}

// startDrawing clears how stockpile i was drawn on.
func (b *Block) startDrawing(i int) {
	*b.drawn[i].Drawing = lane.Drawing{}
	b.drawn[i].First.Fill(math.Inf(1))
	b.drawn[i].Full.Fill(math.Inf(1))
	clear(b.drawn[i].to)
}
