package scenarios

import (
	"fmt"
	"math"
	"slices"

	"magnetsim/sim/chain"
)

// sectors checks what concerns one sector alone.
func (k *checker) sectors() {
	for _, s := range k.sc.Sectors {
		path := "sectors." + s.Name
		if s.Volatility.Any() && !k.wrote(path, "persistence") {
			k.report(k.at(path+".volatility"), "persistence", fmt.Sprintf("%s has volatility but no persistence", path), "add, for example, persistence: 6 months")
		}
		k.season(s, path)
		for _, u := range s.Uses {
			k.priceResponse(s, u, path)
		}
		k.substitutions(s, path)
		if len(s.Uses) == 0 && k.follow([]string{"sectors", s.Name, "uses"}) != nil {
			k.report(k.at(path+".uses"), "no-use", fmt.Sprintf("%s uses nothing", s.Name), "name a material that it uses")
		}
	}
}

// season reports factors whose mean is not 1.
func (k *checker) season(s chain.Sector, path string) {
	if len(s.Season) != 12 {
		return
	}
	total := 0.0
	for _, f := range s.Season {
		total += f
	}
	// Factors are written to two or three decimals.
	if math.Abs(total/12-1) > 0.002 {
		k.report(k.at(path+".season"), "season", fmt.Sprintf("the factors of the season of %s have a mean of %.4g, not 1", s.Name, total/12), "divide each factor by this mean")
	}
}

// priceResponse reports a demand that answers to price more strongly than
// supply lets the price settle (model section 6: η < 2ε).
func (k *checker) priceResponse(s chain.Sector, u chain.Use, path string) {
	i := slices.IndexFunc(k.sc.Materials, func(m chain.Material) bool { return m.Name == u.Material })
	if i < 0 || !s.PriceResponse.Any() || !k.sc.Materials[i].Elasticity.Given() {
		return
	}
	eta, epsilon := s.PriceResponse.Dist, k.sc.Materials[i].Elasticity.Dist
	at := k.value(path + ".price_response")
	msg := fmt.Sprintf("the price response of %s must be less than twice the elasticity of %s, or the price would swing without end", s.Name, u.Material)
	switch {
	case eta.Mean() >= 2*epsilon.Mean():
		k.report(at, "price-response", fmt.Sprintf("%s: %.3g against 2 × %.3g", msg, eta.Mean(), epsilon.Mean()), "lower the price response, or raise the elasticity")
	case eta.Quantile(0.999) >= 2*epsilon.Quantile(0.001):
		k.report(at, "price-response", msg+"; in some trials it is not", "narrow the distributions")
	}
}

// drawers returns the sectors and plants that use a material.
func (k *checker) drawers(material string) []string {
	var out []string
	for _, s := range k.sc.Sectors {
		if slices.ContainsFunc(s.Uses, func(u chain.Use) bool { return u.Material == material }) {
			out = append(out, s.Name)
		}
	}
	for _, p := range k.sc.Plants {
		if slices.ContainsFunc(p.Recipe, func(in chain.Input) bool { return in.Material == material }) {
			out = append(out, p.Name)
		}
	}
	return out
}

// stockpiles reports those that no one may draw from, and triggers without
// what they need.
func (k *checker) stockpiles() {
	for _, s := range k.sc.Stockpiles {
		path := "stockpiles." + s.Name
		users := k.drawers(s.Material)
		if len(users) == 0 && k.isMaterial(s.Material) {
			k.report(k.at(path), "no-drawer", fmt.Sprintf("no one may draw from %s: nobody uses %s", s.Name, s.Material), "hold a material that a sector or plant uses")
			continue
		}
		k.eligible(s, users, path)
		k.usable(s, users, path)
		if s.Trigger == chain.OnCover && !s.Cover.Given() {
			k.report(k.at(path+".trigger"), "trigger", fmt.Sprintf("the trigger of %s is cover, but no cover is given", s.Name), "add, for example, cover: 3 weeks")
		}
		if s.Trigger != chain.OnCover && s.Cover.Given() {
			k.warn(k.at(path+".cover"), "trigger", fmt.Sprintf("the cover of %s has no effect: its trigger is not cover", s.Name), "remove it, or write trigger: cover")
		}
	}
}

// usable checks who is said to be able to use a stock.
func (k *checker) usable(s chain.Stockpile, users []string, path string) {
	may := users
	if len(s.Eligible) > 0 {
		may = s.Eligible
	}
	for _, u := range s.Usable {
		if p := k.follow([]string{"stockpiles", s.Name, "usable", u.User}); p != nil && !slices.Contains(may, u.User) && slices.Contains(k.known(reference{of: "users"}), u.User) {
			k.report(p.key.at, "no-drawer", fmt.Sprintf("%s.usable names %s, which may not draw from it", path, u.User), "name those who may: "+listed(may))
		}
	}
	for key, x := range map[string]chain.Number{"usable_falls": s.Falls, "rotation": s.Rotation} {
		if len(s.Usable) == 0 && x.Mean() > 0 {
			k.warn(k.at(path+"."+key), "no-effect", path+"."+key+" has no effect: every user can use all of the stock", "add, for example, usable: { "+may[0]+": 60% }, or remove it")
		}
	}
}

func (k *checker) eligible(s chain.Stockpile, users []string, path string) {
	p := k.follow([]string{"stockpiles", s.Name, "eligible"})
	if p == nil {
		return
	}
	if p.value.kind == sequence && len(p.value.items) == 0 {
		k.report(p.key.at, "no-drawer", fmt.Sprintf("no one may draw from %s", s.Name), "name sectors or plants, or remove the key to allow all users: "+listed(users))
		return
	}
	for _, item := range p.value.items {
		named := slices.Contains(k.known(reference{of: "users"}), item.text)
		if named && !slices.Contains(users, item.text) {
			k.report(item.at, "no-drawer", fmt.Sprintf("%s may draw from %s but does not use %s", item.text, s.Name, s.Material), "name those that use it: "+listed(users))
		}
	}
}

// substitutions checks what a sector's materials are replaced by: what stands for the
// whole sector, and what stands for one material.
func (k *checker) substitutions(s chain.Sector, path string) {
	own := 0
	for _, u := range s.Uses {
		if u.Substitution != nil {
			own++
			k.substitution(s, u.Substitution, u.Material, path+".uses."+u.Material+".substitution")
		}
	}
	if s.Substitution == nil {
		return
	}
	path += ".substitution"
	if own == len(s.Uses) && own > 0 {
		k.warn(k.at(path), "no-effect", path+" has no effect: each material that "+s.Name+" uses has a substitution of its own", "remove it")
		return
	}
	from := "" // for several, one of them may well move to another
	if len(s.Uses) == 1 {
		from = s.Uses[0].Material
	}
	k.substitution(s, s.Substitution, from, path)
}

// substitution checks where one substitution goes; from is the material that it
// replaces, "" where there are several.
func (k *checker) substitution(s chain.Sector, x *chain.Substitution, from, path string) {
	const away = "or remove `to` to give the use up"
	if x.To == "" {
		if x.Amount.Given() && !k.wrote(path, "to") {
			k.warn(k.at(path+".amount"), "no-effect", path+".amount has no effect: no material is used instead", "add, for example, to: some-material, or remove it")
		}
		return
	}
	var others []string
	used, share := false, chain.Number{}
	for _, u := range s.Uses {
		if u.Material == x.To {
			used, share = true, u.Share
		} else {
			others = append(others, u.Material)
		}
	}
	name := "add another material to the uses and name it"
	if len(others) > 0 {
		name = "name another material that " + s.Name + " uses (" + listed(others) + ")"
	}
	at := k.value(path + ".to")
	switch {
	case !k.isMaterial(x.To): // a name that stands nowhere is reported as such
	case x.To == from:
		k.report(at, "substitute", fmt.Sprintf("%s would replace %s with itself", path, from), name+", "+away)
	case !used:
		k.report(at, "substitute", fmt.Sprintf("%s moves to %s, which %s does not use", path, x.To, s.Name),
			fmt.Sprintf("give %s a share in sectors.%s.uses, %s, %s", x.To, s.Name, name, away))
	case share.Given() && share.Mean() == 0:
		k.report(at, "substitute", fmt.Sprintf("%s moves to %s, but %s uses none of it, so none would be on order", path, x.To, s.Name),
			"give it a share, such as 1%, "+away)
	}
}
