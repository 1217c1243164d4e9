package sim

import "magnetsim/sim/lane"

// reportSubstitution adds the columns of what a subject's lines give up, and of what
// moves from one material to another: counted in tonnes of what was wanted first
// where it leaves, and of what is used instead where it comes in.
func (c *compiler) reportSubstitution(s subject) {
	var away, moved, here []int
	for _, line := range s.lines {
		switch x := c.m.consumers[line].substitution; {
		case x == nil:
		case x.to < 0:
			away = append(away, line)
		default:
			moved = append(moved, line)
		}
		if c.m.consumers[line].takesOn {
			here = append(here, line)
		}
	}
	add := func(measure, doc string, lines []int, of func(t *lane.Tally) *lane.Vector) {
		if len(lines) == 0 {
			return
		}
		c.report(Metric{Measure: measure, Subject: s.name, Kind: s.kind, Unit: "t", Doc: doc}, func(b *Block, x *lane.Vector) {
			x.Fill(0)
			for _, line := range lines {
				lane.Add(x, of(&b.con[line].Sum))
			}
		})
	}
	swapped := func(t *lane.Tally) *lane.Vector { return &t.Swapped }
	add("given_up", "Tonnes of demand given up: not replaced by another material of the scenario.", away, swapped)
	add("moved", "Tonnes of demand that moved to another material of the scenario.", moved, swapped)
	add("moved_in", "Tonnes wanted instead of another material.", here, func(t *lane.Tally) *lane.Vector { return &t.MovedIn })
}

// substituting lists the lines whose substitution has a cost.
func (c *compiler) substituting(lines []int) []int {
	var all []int
	for _, line := range lines {
		if x := c.m.consumers[line].substitution; x != nil && x.costed {
			all = append(all, line)
		}
	}
	return all
}

// reportSubstitutionCost adds what substitution costs, in total and by sector.
func (c *compiler) reportSubstitutionCost() {
	const doc = "Cost of the tonnes substituted, whether given up or moved"
	all := c.costedLines()
	if len(all) == 0 {
		return
	}
	c.report(Metric{Measure: "substitution_cost", Subject: "total", Kind: OfTotal, Unit: c.s.Currency, Doc: doc + ", over all sectors."},
		func(b *Block, x *lane.Vector) { x.Fill(0); b.addSubstitution(x, all) })
	for _, s := range c.m.sectors {
		if own := c.substituting(s.lines); len(own) > 0 {
			c.report(Metric{Measure: "substitution_cost", Subject: s.name, Kind: OfSector, Unit: c.s.Currency, Doc: doc + "."},
				func(b *Block, x *lane.Vector) { x.Fill(0); b.addSubstitution(x, own) })
		}
	}
}

// costedLines lists the lines of all sectors whose substitution has a cost.
func (c *compiler) costedLines() []int {
	var all []int
	for _, s := range c.m.sectors {
		all = append(all, c.substituting(s.lines)...)
	}
	return all
}

// addSubstitution adds what the substitution of lines has cost.
func (b *Block) addSubstitution(x *lane.Vector, lines []int) {
	for _, c := range lines {
		swapped := &b.con[c].Sum.Swapped
		if b.m.discounts {
			swapped = &b.money.swapped[c]
		}
		lane.AddProduct(x, swapped, &b.val[b.m.consumers[c].substitution.cost])
	}
}
