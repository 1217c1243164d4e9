package sim

import "slices"

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
	var all []Series
	for _, f := range m.flows {
		all = append(all, f.Series)
	}
	return all
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
