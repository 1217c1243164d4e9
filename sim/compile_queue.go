package sim

import (
	"cmp"
	"math"
	"slices"

	"magnetsim/sim/chain"
)

// compileQueues gives every consumer its rank and value, from downstream to
// upstream, and every material its queue. A plant's input takes what it was not
// given from what its plant makes: the best rank, and the mean value weighted
// by planned use at the start.
func (c *compiler) compileQueues() {
	rank := make([]float64, len(c.m.materials))
	value := make([]float64, len(c.m.materials))
	for _, m := range slices.Backward(c.m.order) {
		best, sum, weight := math.Inf(1), 0.0, 0.0
		for _, i := range c.m.materials[m].consumers {
			con := &c.m.consumers[i]
			use := c.meanUse(con)
			con.rank, con.value = c.place(i, rank, value)
			best = min(best, con.rank)
			sum += use * con.value
			weight += use
		}
		rank[m], value[m] = best, 0
		if weight > 0 {
			value[m] = sum / weight
		}
		mat := &c.m.materials[m]
		mat.places = c.classes(mat.consumers)
		mat.byQueue = len(mat.floored) > 0 || len(mat.places) > 1 || c.m.allocation == chain.EqualShares
	}
}

// place returns a consumer's rank and value: as given, or from downstream.
func (c *compiler) place(i int, rank, value []float64) (float64, float64) {
	con, g := c.m.consumers[i], c.given[i]
	var r, v float64
	if con.plant >= 0 {
		makes := c.m.plants[con.plant].makes
		r, v = rank[makes], value[makes]
	}
	if g.rank.Given() {
		r = g.rank.Dist.Mean()
	}
	if g.value.Given() {
		v = g.value.Dist.Mean()
	}
	return r, v
}

// meanUse returns a consumer's expected use a year at the start.
func (c *compiler) meanUse(con *consumer) float64 {
	n := &c.m.numbers
	if con.plant >= 0 {
		return n.mean(con.recipe) * n.mean(c.m.plants[con.plant].capacity)
	}
	return n.mean(con.share) * n.mean(c.m.sectors[con.sector].demand)
}

// classes groups the places of a list of consumers by their turn in the queue,
// first served first. The order is by the expectation of an uncertain rank or
// value.
func (c *compiler) classes(consumers []int) (classes [][]int) {
	turn := func(place int) float64 {
		switch con := c.m.consumers[consumers[place]]; c.m.allocation {
		case chain.ByRank:
			return con.rank
		case chain.ByValue:
			return -con.value
		}
		return 0
	}
	places := make([]int, len(consumers))
	for n := range places {
		places[n] = n
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(turn(a), turn(b)) })
	for n, place := range places {
		if n == 0 || !level(turn(places[n-1]), turn(place)) {
			classes = append(classes, nil)
		}
		classes[len(classes)-1] = append(classes[len(classes)-1], place)
	}
	return classes
}

// level reports whether two turns are the same but for rounding, as of a value and of
// a weighted mean of such values.
func level(a, b float64) bool { return math.Abs(a-b) <= trifle*max(math.Abs(a), math.Abs(b)) }

func (c *compiler) compileStockpiles() {
	for _, x := range c.s.Stockpiles {
		by := "stockpiles." + x.Name
		m := c.material(x.Material, by)
		s := stockpile{
			pilePlan: pilePlan{
				target: c.num(x.Target.Number, 0), targetOfUse: x.Target.OfUse,
				fill: c.num(x.Fill.Number, 1), fillOver: x.Fill.Over || !x.Fill.Given(),
			},
			name: x.Name, material: m,
			release: c.num(x.Release.Number, 0), releaseOver: x.Release.Over, unlimited: !x.Release.Given(),
			trigger: x.Trigger, cover: c.num(x.Cover, 0), delay: c.num(x.Delay, 0), holding: c.num(x.Holding, 0),
		}
		s.initial, s.starts = c.amount(x.Initial)
		s.eligible = c.eligible(by, x.Eligible, m)
		for _, i := range c.m.materials[m].consumers {
			s.isEligible = append(s.isEligible, slices.Contains(s.eligible, i))
		}
		s.fit = c.fit(by, x, &s)
		c.m.materials[m].stockpiles = append(c.m.materials[m].stockpiles, len(c.m.stockpiles))
		c.m.stockpiles = append(c.m.stockpiles, s)
	}
}

// eligible returns the consumers of a material that belong to the named sectors
// and plants; all of them where none is named.
func (c *compiler) eligible(by string, names []string, m int) (all []int) {
	found := map[string]bool{}
	for _, i := range c.m.materials[m].consumers {
		name := c.owner(i)
		if len(names) == 0 || slices.Contains(names, name) {
			all = append(all, i)
		}
		found[name] = true
	}
	for _, name := range names {
		if !found[name] {
			refuse("%s.eligible: %q does not use %s", by, name, c.m.materials[m].name)
		}
	}
	return all
}

// owner returns the name of the sector or plant that a consumer belongs to.
func (c *compiler) owner(i int) string {
	if con := c.m.consumers[i]; con.plant >= 0 {
		return c.m.plants[con.plant].name
	}
	return c.m.sectors[c.m.consumers[i].sector].name
}
