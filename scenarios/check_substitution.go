package scenarios

import (
	"fmt"

	"magnetsim/sim/chain"
)

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
	case share.Given() && mean(share) == 0:
		k.report(at, "substitute", fmt.Sprintf("%s moves to %s, but %s uses none of it, so none would be on order", path, x.To, s.Name),
			"give it a share, such as 1%, "+away)
	}
}
