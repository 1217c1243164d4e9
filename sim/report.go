package sim

import (
	"slices"
	"strings"

	"magnetsim/sim/lane"
)

// compileReports lists the columns of results and the series, in the order in
// which people read them.
func (c *compiler) compileReports() {
	c.compileSubjects()
	for i := range c.m.subjects {
		c.reportSubject(i)
	}
	c.reportMoney()
	for i := range c.m.stockpiles {
		c.reportPile(i)
	}
	c.reportCost()
	c.reportTrade()
	c.compilePeriods()
	c.followAll()
	c.compileFlows()
}

// compileSubjects lists what shortfall is counted for. A total, and a sector
// that uses several stages, is counted stage by stage.
func (c *compiler) compileSubjects() {
	var all []int
	for _, x := range c.m.sectors {
		all = append(all, x.lines...)
	}
	order, stages := grouped(all, c.stageOf)
	for _, stage := range order {
		c.subject("total", stage, len(order) > 1, OfTotal, stages[stage])
	}
	for _, s := range c.m.sectors {
		for _, stage := range order {
			lines := slices.DeleteFunc(slices.Clone(s.lines), func(line int) bool { return c.stageOf(line) != stage })
			if len(lines) > 0 {
				c.subject(s.name, stage, len(lines) < len(s.lines), OfSector, lines)
			}
		}
	}
	for m, mat := range c.m.materials {
		lines := slices.DeleteFunc(slices.Clone(stages[mat.stage]), func(line int) bool { return c.m.consumers[line].material != m })
		if len(lines) > 0 && len(lines) < len(stages[mat.stage]) {
			c.subject(mat.name, "", false, OfMaterial, lines)
		}
	}
	c.compileFeeds()
}

// compileFeeds lists what plants take in, stage by stage, for those who look at a trial.
func (c *compiler) compileFeeds() {
	add := func(name string, kind Subject, lines []int) {
		c.m.feeds = append(c.m.feeds, subject{name: name, kind: kind, lines: lines})
	}
	var inputs []int
	for _, p := range c.m.plants {
		inputs = append(inputs, p.inputs...)
	}
	stages, all := grouped(inputs, c.stageOf)
	for _, stage := range stages {
		add(stage, OfFeeds, all[stage])
		byPlant, byMaterial := map[int][]int{}, map[int][]int{}
		for _, in := range all[stage] {
			x := &c.m.consumers[in]
			byPlant[x.plant], byMaterial[x.material] = append(byPlant[x.plant], in), append(byMaterial[x.material], in)
		}
		for i, p := range c.m.plants {
			if byPlant[i] != nil {
				add(p.name, OfPlant, byPlant[i])
			}
		}
		for i, m := range c.m.materials {
			if byMaterial[i] != nil && len(byMaterial) > 1 {
				add(m.name, OfFeed, byMaterial[i])
			}
		}
	}
}

// grouped groups what has a stage of the chain by it, and lists the stages in the order
// in which they are met.
func grouped(all []int, stageOf func(int) string) (order []string, of map[string][]int) {
	of = map[string][]int{}
	for _, i := range all {
		stage := stageOf(i)
		if of[stage] == nil {
			order = append(order, stage)
		}
		of[stage] = append(of[stage], i)
	}
	return order, of
}

func (c *compiler) stageOf(consumer int) string {
	return c.m.materials[c.m.consumers[consumer].material].stage
}

func (c *compiler) subject(name, stage string, several bool, kind Subject, lines []int) {
	if several {
		name += "." + stage
	}
	c.m.subjects = append(c.m.subjects, subject{name: name, kind: kind, lines: lines})
}

// report adds a column of results.
func (c *compiler) report(x Metric, of func(b *Block, x *lane.Vector)) {
	if c.m.discounts && x.Unit == c.s.Currency && c.s.Currency != "" {
		x.Doc = strings.TrimSuffix(x.Doc, ".") + ", discounted to the start."
	}
	x.Name = x.Measure + "." + x.Subject
	c.m.metrics = append(c.m.metrics, x)
	c.m.reports = append(c.m.reports, of)
}

// reportSubject adds the columns of one subject of shortfall.
func (c *compiler) reportSubject(i int) {
	s := c.m.subjects[i]
	add := func(measure, unit, doc string, of func(s *lane.Subject, x *lane.Vector)) {
		never := measure == "survival" || measure == "recovery"
		c.report(Metric{Measure: measure, Subject: s.name, Kind: s.kind, Unit: unit, Doc: doc, Never: never, Partial: measure == "survival"},
			func(b *Block, x *lane.Vector) { of(&b.subject[i], x) })
	}
	times, perStep := c.m.times, c.m.dt*c.m.times.PerYear
	add("shortfall", "t", "Tonnes of demand lost for good.", func(s *lane.Subject, x *lane.Vector) { *x = s.Sum.Lost })
	add("shortfall_share", "share", "Tonnes lost as a share of demand.", func(s *lane.Subject, x *lane.Vector) {
		for l := range x {
			x[l] = ratio(s.Sum.Lost[l], s.Sum.Demand[l])
		}
	})
	c.report(Metric{Measure: "shortage", Subject: s.name, Kind: s.kind, Unit: "share",
		Doc: "Tonnes lost as a share of a year's use, for the sector and material where it is largest; above 1% is a material shortage."},
		func(b *Block, x *lane.Vector) { b.shortageOf(x, s.lines) })
	add("demand", "t", "Tonnes wanted before substitution and price.", func(s *lane.Subject, x *lane.Vector) { *x = s.Sum.Demand })
	add("worst_step", "share", "Largest share of a step's effective demand that was newly unmet.", func(s *lane.Subject, x *lane.Vector) { *x = s.Worst })
	c.extreme(false, func(b *Block) *lane.Vector { return &b.subject[i].Worst })
	add("time_short", times.Name, "Time in which more than 1% of effective demand was newly unmet.", func(s *lane.Subject, x *lane.Vector) { lane.Scale(x, &s.Steps, perStep) })
	c.report(Metric{Measure: "first_short", Subject: s.name, Kind: s.kind, Unit: times.Name, Never: true,
		Doc: "From the start of the horizon to the first short step; empty if there is none."},
		func(b *Block, x *lane.Vector) {
			lane.Scale(x, &b.subject[i].First, perStep)
			b.fromBeginning(x, perStep)
		})
	c.extreme(true, func(b *Block) *lane.Vector { return &b.subject[i].First })
	add("survival", times.Name, "Time to survive: from the onset of the first curb that binds to the first short step from then on; empty if there is none, and not counted where no curb binds.", func(s *lane.Subject, x *lane.Vector) {
		for l := range x {
			x[l] = survived(s, l) * perStep
		}
	})
	add("longest_spell", times.Name, "Longest time short without a break.", func(s *lane.Subject, x *lane.Vector) { lane.Scale(x, &s.Longest, perStep) })
	add("recovery", times.Name, "Time to recover: from the first short step until, after the last one, the backlog is at most 1% of demand and the stock 90% of its target; 0 if never short, empty if not within the horizon.", func(s *lane.Subject, x *lane.Vector) {
		for l := range x {
			x[l] = 0
			if s.Steps[l] > 0 {
				x[l] = (s.Recovered[l] - s.First[l]) * perStep
			}
		}
	})
	add("delayed", "t", "Tonnes of demand that waited.", func(s *lane.Subject, x *lane.Vector) { *x = s.Sum.Waits })
	add("backlog", "t", "Tonnes still waiting at the end.", func(s *lane.Subject, x *lane.Vector) { *x = s.Sum.Backlog })
	c.reportSubstitution(s)
	if c.pricedOut(s.lines) {
		add("priced_out", "t", "Tonnes of demand that the price drove away.", func(s *lane.Subject, x *lane.Vector) { *x = s.Sum.Priced })
	}
}

// pricedOut reports whether the price can drive demand of one of the lines away.
func (c *compiler) pricedOut(lines []int) bool {
	zero := c.m.numbers.certain(0)
	return slices.ContainsFunc(lines, func(i int) bool {
		con := c.m.consumers[i]
		return c.m.materials[con.material].moves && c.m.sectors[con.sector].response != zero
	})
}

// reportSubstitution adds the columns of what a subject's lines give up, and of what
// moves from one material to another: counted in tonnes of what was wanted first
// where it leaves, and of what is used instead where it comes in.
func (c *compiler) reportSubstitution(s subject) {
	those := func(of func(x *consumer) bool) []int {
		return slices.DeleteFunc(slices.Clone(s.lines), func(line int) bool { return !of(&c.m.consumers[line]) })
	}
	away := those(func(x *consumer) bool { return x.substitution != nil && x.substitution.to < 0 })
	moved := those(func(x *consumer) bool { return x.substitution != nil && x.substitution.to >= 0 })
	here := those(func(x *consumer) bool { return x.takesOn })
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

// reportTrade adds what origins delivered, what curbs blocked and for how long,
// and the peaks of prices.
func (c *compiler) reportTrade() {
	for i, a := range c.m.accounts {
		name := c.m.origins[a.origin]
		if c.severalStages() {
			name += "." + a.stage
		}
		c.report(Metric{Measure: "delivered", Subject: name, Kind: OfOrigin, Unit: "t", Doc: "Tonnes that arrived."},
			func(b *Block, x *lane.Vector) {
				for l := range x {
					x[l] = b.ledger.delivered[i][l] - b.ledger.earlier[i][l]
				}
			})
		c.report(Metric{Measure: "blocked", Subject: name, Kind: OfOrigin, Unit: "t", Doc: "Tonnes of the normal volume that curbs blocked."},
			func(b *Block, x *lane.Vector) { *x = b.blocked[i] })
	}
	for i, origin := range c.m.origins {
		if slices.ContainsFunc(c.m.sources, func(s source) bool { return s.origin == i && s.dearer }) {
			c.report(Metric{Measure: "premium", Subject: origin, Kind: OfOrigin, Unit: c.s.Currency, Doc: "Paid above the base price on what was delivered."},
				func(b *Block, x *lane.Vector) { *x = b.ledger.premium[i] })
		}
	}
	for i, mat := range c.m.materials {
		if mat.moves {
			c.report(Metric{Measure: "peak_price", Subject: mat.name, Kind: OfPrice, Unit: "×", Doc: "Highest price as a multiple of the base price."},
				func(b *Block, x *lane.Vector) { *x = b.mat[i].Peak })
			c.extreme(false, func(b *Block) *lane.Vector { return &b.mat[i].Peak })
		}
	}
	for i, p := range c.m.curbs {
		c.report(Metric{Measure: "curbed", Subject: p.name, Kind: OfCurb, Unit: c.m.times.Name, Doc: "Time within the horizon in which the curb has a severity."},
			func(b *Block, x *lane.Vector) { lane.Scale(x, &b.strains.curbed[i], c.m.times.PerYear) })
	}
}

// ratio returns a/b, 0 where both are 0.
func ratio(a, b float64) float64 {
	if a == 0 && b == 0 {
		return 0
	}
	return a / b
}
