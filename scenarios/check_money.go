package scenarios

import (
	"fmt"
	"math"

	"magnetsim/sim/chain"
)

// What a tonne short costs, as a multiple of the price of the material: a part without which
// nothing is made is cheap beside what is made of it, and never dearer.
const (
	leastWorth = 1
	mostWorth  = 2e5
)

// money warns of amounts that are plausible each and not beside the others.
func (k *checker) money() {
	k.worth()
	k.priceless()
}

// worth warns of prices that do not go with what a tonne short costs.
func (k *checker) worth() {
	for _, m := range k.sc.Materials {
		price, path := m.Price.Mean(), "materials."+m.Name+".price"
		if !(price > 0) {
			continue
		}
		most := 0.0
		for _, s := range k.sc.Sectors {
			for _, u := range s.Uses {
				if u.Material == m.Name && s.Value.Given() {
					most = max(most, s.Value.Mean())
				}
			}
		}
		say := func(what string) {
			k.doubt(k.value(path), "implausible", fmt.Sprintf("%s is %s per tonne, and a tonne short costs %s: %s", path, k.amount(price), k.amount(most), what),
				"buyers pay less for a material than they lose without it, and what they make of it is rarely worth 100,000 times as much", "check whether the price is per kg or per t, and the value lost per t")
		}
		switch {
		case most == 0, most > limitsByKey["sectors.*.value"].possible.hi: // nobody uses it but plants, or that is reported
		case most < leastWorth*price:
			say("the material is worth less than it costs")
		case most > mostWorth*price:
			say(fmt.Sprintf("%.2g times as much", most/price))
		}
	}
}

// priceless warns of what costs more than all that is made of the materials is worth.
func (k *checker) priceless() {
	whole := 0.0
	for _, s := range k.sc.Sectors {
		whole += s.Value.Mean() * s.Demand.Mean() * k.sc.Horizon
	}
	if !(whole > 0) {
		return
	}
	tell := func(c *chain.Cost, path string) {
		if c == nil {
			return
		}
		if all := c.Capital.Mean() + c.Yearly.Mean()*k.sc.Horizon; all > whole {
			k.doubt(k.at(path), "implausible", fmt.Sprintf("%s comes to %s over the horizon, more than all demand is worth: %s", path, k.amount(all), k.amount(whole)),
				"nobody pays more for a supply than they lose without it", "check the amounts, their currencies and words such as million and crore")
		}
	}
	tell(k.sc.Cost, "cost")
	for _, s := range k.sc.Sources {
		tell(s.Cost, "sources."+s.Name+".cost")
	}
	for _, p := range k.sc.Plants {
		tell(p.Cost, "plants."+p.Name+".cost")
	}
}

// amount writes money for people.
func (k *checker) amount(x float64) string {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return "too much to show"
	}
	return shownIn(x, k.sc.Currency)
}

// costs checks what things cost.
func (k *checker) costs() {
	if c := k.sc.Cost; c != nil {
		if c.PerTonne.Given() {
			k.report(k.at("cost.per_tonne"), "cost", "cost.per_tonne has no effect: a policy itself delivers no tonnes",
				"give the cost per tonne to the source, plant or substitution that the policy switches on; a stockpile costs its price and holding")
		}
		k.cost(c, "cost", chain.Number{})
	}
	for _, s := range k.sc.Sources {
		k.cost(s.Cost, "sources."+s.Name+".cost", s.Start)
	}
	for _, p := range k.sc.Plants {
		k.cost(p.Cost, "plants."+p.Name+".cost", p.Start)
	}
	for _, s := range k.sc.Sectors {
		path := "sectors." + s.Name
		if s.Substitution != nil {
			k.cost(s.Substitution.Cost, path+".substitution.cost", chain.Number{})
		}
		for _, u := range s.Uses {
			if u.Substitution != nil {
				k.cost(u.Substitution.Cost, path+".uses."+u.Material+".substitution.cost", chain.Number{})
			}
		}
	}
}

// cost checks one cost of what has a start, or none.
func (k *checker) cost(c *chain.Cost, path string, start chain.Number) {
	if c == nil {
		return
	}
	add := k.d.ownMoney("add, for example, capital: 500 crore INR, or remove it")
	lumps := k.wrote(path, "capital") || k.wrote(path, "yearly")
	switch {
	case !lumps && !k.wrote(path, "per_tonne"):
		k.warn(k.at(path), "no-effect", path+" gives no amount of money", add)
	case c.From.Given() && !lumps:
		k.warn(k.at(path+".from"), "no-effect", path+".from has no effect: neither capital nor yearly is given", add)
	}
	if c.Over.Given() && !k.wrote(path, "capital") {
		k.warn(k.at(path+".over"), "no-effect", path+".over has no effect: no capital is given", add)
	}
	from, at := c.From, path+".from"
	if !from.Given() {
		from, at = start, path
	}
	if from.Given() && k.wrote(path, "capital") && from.Dist.Quantile(0.95)+max(c.Over.Mean(), k.sc.StepYears()) <= 0 {
		k.warn(k.at(path+".capital"), "no-effect", path+".capital has no effect: it was spent before the start", "say when it will be spent, such as from: 2027-01-01, or remove it")
	}
	if from.Given() && lumps && from.Dist.Quantile(0.05) >= k.sc.Horizon {
		k.warn(k.at(at), "no-effect", fmt.Sprintf("%s has no effect: it is spent after the end of the horizon", path), "spend it earlier, or lengthen the horizon")
	}
}
