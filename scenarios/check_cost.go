package scenarios

import (
	"fmt"

	"magnetsim/sim/chain"
)

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
	if from.Given() && k.wrote(path, "capital") && from.Dist.Quantile(0.95)+max(mean(c.Over), k.sc.StepYears()) <= 0 {
		k.warn(k.at(path+".capital"), "no-effect", path+".capital has no effect: it was spent before the start", "say when it will be spent, such as from: 2027-01-01, or remove it")
	}
	if from.Given() && lumps && from.Dist.Quantile(0.05) >= k.sc.Horizon {
		k.warn(k.at(at), "no-effect", fmt.Sprintf("%s has no effect: it is spent after the end of the horizon", path), "spend it earlier, or lengthen the horizon")
	}
}
