package sim

import (
	"slices"

	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// followed adds a series.
func (c *compiler) followed(x Series, of func(b *Block, x *lane.Vector) *lane.Vector) {
	x.Name = x.Measure + "." + x.Subject
	c.m.series = append(c.m.series, x)
	c.m.follows = append(c.m.follows, of)
}

// mostFollowed is the number of steps times series that a policy is followed in at
// most: each takes up to 9 kB, so they take half a gigabyte. It leaves room for 110
// sectors over five years by week.
const mostFollowed = 60_000

// followedSubjects lists the subjects that are followed: all but the last sectors
// where there are too many. Their metrics are kept all the same.
func (c *compiler) followedSubjects() []int {
	others := len(c.m.stockpiles) + 2*len(c.m.materials) + 2
	for _, s := range c.m.subjects {
		if s.kind != OfSector {
			others += 2
		}
	}
	room := (mostFollowed/max(1, c.m.steps) - others) / 2
	return where(c.m.subjects, func(s subject) bool {
		if s.kind == OfSector {
			room--
		}
		return s.kind != OfSector || room >= 0
	})
}

// followAll lists what is followed step by step.
func (c *compiler) followAll() {
	follow := c.followedSubjects()
	for _, i := range follow {
		s := c.m.subjects[i]
		c.followed(Series{Measure: "unmet", Subject: s.name, Kind: s.kind, Unit: "t/step"},
			func(b *Block, _ *lane.Vector) *lane.Vector { return &b.subject[i].Short })
	}
	for _, i := range follow {
		s := c.m.subjects[i]
		c.followed(Series{Measure: "cover", Subject: s.name, Kind: s.kind, Unit: "days"},
			func(b *Block, x *lane.Vector) *lane.Vector {
				lane.CoverOf(x, &b.subject[i], b.m.dt, chain.DaysPerYear)
				return x
			})
	}
	c.followPiles()
	for i, mat := range c.m.materials {
		if len(mat.sources) > 0 {
			c.followed(Series{Measure: "arrivals", Subject: mat.name, Kind: OfMaterial, Unit: "t/step"},
				func(b *Block, _ *lane.Vector) *lane.Vector { return &b.mat[i].Arrived })
		}
	}
	for i, mat := range c.m.materials {
		if mat.moves {
			c.followed(Series{Measure: "price", Subject: mat.name, Kind: OfPrice, Unit: "×"},
				func(b *Block, _ *lane.Vector) *lane.Vector { return &b.mat[i].Price })
		}
	}
}

// followPiles follows every strategic stock, and their sum within a stage, which is
// named where there are several of stocks or of what sectors use.
func (c *compiler) followPiles() {
	var all []int
	for i, p := range c.m.stockpiles {
		all = append(all, i)
		c.followed(Series{Measure: "stock", Subject: p.name, Kind: OfStockpile, Unit: "t"},
			func(b *Block, _ *lane.Vector) *lane.Vector { return &b.pile[i].Level })
	}
	order, stages := grouped(all, func(i int) string { return c.m.materials[c.m.stockpiles[i].material].stage })
	for _, stage := range order {
		name := "total"
		if len(order) > 1 || c.severalTotals() {
			name += "." + stage
		}
		c.followed(Series{Measure: "stock", Subject: name, Kind: OfTotal, Unit: "t"}, func(b *Block, x *lane.Vector) *lane.Vector {
			x.Fill(0)
			for _, i := range stages[stage] {
				lane.Add(x, &b.pile[i].Level)
			}
			return x
		})
	}
}

// severalTotals reports whether sectors use goods of several stages.
func (c *compiler) severalTotals() bool {
	return len(c.m.subjects) > 1 && c.m.subjects[1].kind == OfTotal // totals come first
}

// followStep sets what SeriesNow returns.
func (b *Block) followStep() {
	for i, f := range b.m.follows {
		b.series[i] = f(b, &b.follow[i])
	}
}

// compileFlows lists what origins ship. Nothing but Block.Flow reads it, so that
// a run, which follows other series, does not pay for it.
func (c *compiler) compileFlows() {
	for i, a := range c.m.accounts {
		name := c.m.origins[a.origin]
		if c.severalStages() {
			name += "." + a.stage
		}
		sources := where(c.m.sources, func(s source) bool { return s.account == i })
		c.m.flows = append(c.m.flows, flow{Series{Name: "shipped." + name, Measure: "shipped", Subject: name, Kind: OfOrigin, Unit: "t/step"}, sources})
	}
}

// flow is what the sources of one account send.
type flow struct {
	Series
	sources []int
}

// severalStages reports whether origins sell goods of several stages, which are
// counted stage by stage.
func (c *compiler) severalStages() bool {
	return slices.ContainsFunc(c.m.accounts, func(a account) bool { return a.stage != c.m.accounts[0].stage })
}

// Flows lists what can be asked of Block.Flow: the tonnes that leave each origin
// in a step, which export statistics count.
func (m *Model) Flows() []Series {
	return looks(m.flows, func(_ int, f *flow) Series { return f.Series })
}

// Flow puts into to the values of flow i at the step that observe was called
// with, one a trial.
func (b *Block) Flow(i int, to []float64) {
	clear(to[:b.n])
	for _, j := range b.m.flows[i].sources {
		for l, x := range b.src[j].Ship[:b.n] {
			to[l] += x
		}
	}
}
