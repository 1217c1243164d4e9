package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"magnetsim/sim/chain"
)

// checker looks for what is wrong with a scenario that was read, beyond the
// types of its values. Each check is a method; what a check needs and the file
// does not give was reported already, and the check is silent then.
type checker struct {
	*notes
	before Problems // found when the files were read
	tree   *node
	d      *decoder
	sc     *chain.Scenario
}

// check settles what one part takes from another and runs every check.
func check(tree *node, c *content, d *decoder, before Problems) {
	settle(&c.sc)
	k := checker{notes: d.notes, before: before, tree: tree, d: d, sc: &c.sc}
	k.references()
	k.names()
	k.uses()
	k.sourceShares()
	k.plantCycle()
	k.suppliers()
	k.capacities()
	k.sectors()
	k.stockpiles()
	k.curbs()
	k.correlations()
	k.plausibility()
	k.together()
	k.episodes()
}

// settle fills what is the same as something else where it is not given.
func settle(sc *chain.Scenario) {
	if sc.Title == "" {
		sc.Title = sc.Name
	}
	for i := range sc.Materials {
		if m := &sc.Materials[i]; m.Stage == "" {
			m.Stage = m.Name
		}
	}
	for i := range sc.Sources {
		if s := &sc.Sources[i]; s.Origin == "" {
			s.Origin = s.Name
		}
	}
	for i := range sc.Sectors {
		if s := &sc.Sectors[i]; s.Title == "" {
			s.Title = s.Name
		}
	}
}

// at returns where a path was written: the key of its value or, where it was
// not, that of what it would stand in.
func (k *checker) at(path string) origin {
	keys := strings.Split(path, ".")
	for n := len(keys); n > 0; n-- {
		if p := k.tree.follow(keys[:n]); p != nil && !p.value.isDefault() {
			return p.key.at
		}
	}
	return k.tree.at
}

// value returns where the value at a path was written, to underline it.
func (k *checker) value(path string) origin {
	if p := k.tree.follow(strings.Split(path, ".")); p != nil && !p.value.isDefault() && p.value.kind == scalar {
		return p.value.at
	}
	return k.at(path)
}

// wrote reports whether a key stands in the file, readable or not.
func (k *checker) wrote(path, key string) bool {
	return k.tree.follow(strings.Split(join(path, key), ".")) != nil
}

// references reports names that stand nowhere.
func (k *checker) references() {
	for _, r := range k.d.refs {
		known := k.known(r)
		if slices.Contains(known, r.name) {
			continue
		}
		fix := "known: " + listed(known)
		if len(known) == 0 {
			fix = "there are none"
		}
		if r.of == "factors" {
			k.unknownFactor(r, known)
			continue
		}
		p := k.report(r.value.at, "unknown-name", fmt.Sprintf("%s names %q, which is not among the %s", r.path, clip(r.name), k.kindOf(r)), fix)
		p.Suggestion = nearest(r.name, known)
	}
}

// kindOf names the things among which a reference should be.
func (k *checker) kindOf(r reference) string {
	switch r.of {
	case "users":
		return "sectors and plants"
	case "states":
		return "regimes of the curb"
	case "hits":
		return "hits of the curb"
	case "origins":
		return "origins of the sources"
	}
	return r.of
}

// known returns the names that a reference may have.
func (k *checker) known(r reference) []string {
	switch r.of {
	case "materials":
		return k.tree.get("materials").keysOf()
	case "users":
		return append(k.tree.get("sectors").keysOf(), k.tree.get("plants").keysOf()...)
	case "origins":
		var out []string
		for _, s := range k.sc.Sources {
			if !slices.Contains(out, s.Origin) {
				out = append(out, s.Origin)
			}
		}
		return out
	case "states":
		return k.inCurb(r.path, "regimes")
	case "hits":
		return k.inCurb(r.path, "hits")
	case "factors":
		return k.factors()
	}
	return nil
}

// inCurb returns the keys of a part of the curb in which a path lies.
func (k *checker) inCurb(path, part string) []string {
	keys := strings.SplitN(path, ".", 3)
	if p := k.tree.follow([]string{keys[0], keys[1], part}); p != nil {
		return p.value.keysOf()
	}
	return nil
}

// keysOf is keys that allows for nothing at all.
func (n *node) keysOf() []string {
	if n == nil {
		return nil
	}
	return n.keys()
}

// names reports names that would make two results of one name: those of what
// is reported on, and those of who may draw from a stockpile.
func (k *checker) names() {
	subjects := map[string]string{"total": "the sum over the sectors", "model": "the model as a whole"}
	claim := func(what, path, name string) {
		if other, taken := subjects[name]; taken {
			k.report(k.at(path), "name-collision", fmt.Sprintf("%s %q has the name of %s; results of the two could not be told apart", what, name, other), "rename it")
			return
		}
		subjects[name] = "the " + what
	}
	for _, m := range k.sc.Materials {
		claim("material", "materials."+m.Name, m.Name)
	}
	for _, s := range k.sc.Sectors {
		claim("sector", "sectors."+s.Name, s.Name)
	}
	for _, s := range k.sc.Stockpiles {
		claim("stockpile", "stockpiles."+s.Name, s.Name)
	}
	for _, c := range k.sc.Curbs {
		claim("curb", "curbs."+c.Name, c.Name)
	}
	seen := map[string]bool{}
	for _, s := range k.sc.Sources {
		if !seen[s.Origin] {
			seen[s.Origin] = true
			claim("origin", "sources."+s.Name+".origin", s.Origin)
		}
	}
	for _, p := range k.sc.Plants {
		if slices.ContainsFunc(k.sc.Sectors, func(s chain.Sector) bool { return s.Name == p.Name }) {
			k.report(k.at("plants."+p.Name), "name-collision", fmt.Sprintf("plant %q has the name of a sector; a stockpile could not tell them apart", p.Name), "rename it")
		}
	}
}
