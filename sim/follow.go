package sim

// followed adds a series.
func (c *compiler) followed(x Series, of func(b *Block, x *lane)) {
	x.Name = x.Measure + "." + x.Subject
	c.m.series = append(c.m.series, x)
	c.m.follows = append(c.m.follows, of)
}

// followAll lists what is followed step by step.
func (c *compiler) followAll() {
	for i, s := range c.m.subjects {
		c.followed(Series{Measure: "unmet", Subject: s.name, Kind: s.kind, Unit: "t/step"},
			func(b *Block, x *lane) { *x = b.subject[i].short })
	}
	for i, s := range c.m.subjects {
		c.followed(Series{Measure: "cover", Subject: s.name, Kind: s.kind, Unit: "days"},
			func(b *Block, x *lane) { b.coverOf(x, i) })
	}
	c.followPiles()
	for i, mat := range c.m.materials {
		if len(mat.sources) > 0 {
			c.followed(Series{Measure: "arrivals", Subject: mat.name, Kind: OfMaterial, Unit: "t/step"},
				func(b *Block, x *lane) { *x = b.mat[i].arrived })
		}
	}
	for i, mat := range c.m.materials {
		if mat.moves {
			c.followed(Series{Measure: "price", Subject: mat.name, Kind: OfPrice, Unit: "×"},
				func(b *Block, x *lane) { *x = b.mat[i].price })
		}
	}
}

// followPiles follows every strategic stock, and their sum within a stage.
func (c *compiler) followPiles() {
	stages := map[string][]int{}
	var order []string
	for i, p := range c.m.stockpiles {
		stage := c.m.materials[p.material].stage
		if stages[stage] == nil {
			order = append(order, stage)
		}
		stages[stage] = append(stages[stage], i)
		c.followed(Series{Measure: "stock", Subject: p.name, Kind: OfStockpile, Unit: "t"},
			func(b *Block, x *lane) { *x = b.pile[i].level })
	}
	for _, stage := range order {
		name := "total"
		if len(order) > 1 {
			name += "." + stage
		}
		c.followed(Series{Measure: "stock", Subject: name, Kind: OfTotal, Unit: "t"}, func(b *Block, x *lane) {
			x.fill(0)
			for _, i := range stages[stage] {
				x.add(&b.pile[i].level)
			}
		})
	}
}

// coverOf sets x to the days that the own stock of subject i lasts at its
// forecast use.
func (b *Block) coverOf(x *lane, i int) {
	var use, stock lane
	for _, c := range b.m.subjects[i].lines {
		use.addProduct(&b.con[c].ratio, b.con[c].base)
		stock.add(&b.con[c].stock)
	}
	for l := range x {
		x[l] = cover(stock[l], use[l], b.m.dt)
	}
}
