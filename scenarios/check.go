package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"magnetsim/sim/chain"
	"magnetsim/sim/unit"
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
	paths  map[string]bool // of figures; see figurePaths
	index  map[*node]map[string]*pair
	gap    bool // see gaps
	looked int  // problems that gaps has looked at
}

// manyPairs is from where on an index is quicker than a search.
const manyPairs = 32

// follow is node.follow in a time that does not grow with what is passed.
func (k *checker) follow(keys []string) *pair {
	n := k.tree
	var p *pair
	for _, key := range keys {
		if p = k.pair(n, key); p == nil {
			return nil
		}
		n = p.value
	}
	return p
}

func (k *checker) pair(n *node, key string) *pair {
	if n == nil || len(n.pairs) < manyPairs {
		return n.pair(key)
	}
	at := k.index[n]
	if at == nil {
		at = make(map[string]*pair, len(n.pairs))
		for i := range n.pairs {
			at[n.pairs[i].key.text] = &n.pairs[i]
		}
		if k.index == nil {
			k.index = map[*node]map[string]*pair{}
		}
		k.index[n] = at
	}
	return at[key]
}

// check settles what one part takes from another and runs every check.
func check(tree *node, c *content, d *decoder, before Problems) {
	settle(&c.sc)
	k := checker{notes: d.notes, before: before, tree: tree, d: d, sc: &c.sc}
	k.references()
	k.names()
	k.uses()
	k.sourceShares()
	k.feeds()
	k.plantCycle()
	k.suppliers()
	k.capacities()
	k.sectors()
	k.stockpiles()
	k.costs()
	k.measure(c)
	k.curbs()
	k.correlations()
	k.plausibility()
	k.together()
	k.episodes()
}

// settle fills what is the same as something else where it is not given.
func settle(sc *chain.Scenario) {
	title := func(title *string, name string) { *title = cmp.Or(*title, unit.Readable(name)) }
	title(&sc.Title, sc.Name)
	for i := range sc.Materials {
		m := &sc.Materials[i]
		if title(&m.Title, m.Name); m.Stage == "" {
			m.Stage = m.Name
		}
	}
	for i := range sc.Sources {
		s := &sc.Sources[i]
		if title(&s.Title, s.Name); s.Origin == "" {
			s.Origin = s.Name
		}
	}
	for i := range sc.Sectors {
		title(&sc.Sectors[i].Title, sc.Sectors[i].Name)
	}
	for i := range sc.Plants {
		title(&sc.Plants[i].Title, sc.Plants[i].Name)
	}
	for i := range sc.Stockpiles {
		title(&sc.Stockpiles[i].Title, sc.Stockpiles[i].Name)
	}
	for i := range sc.Curbs {
		c := &sc.Curbs[i]
		title(&c.Title, c.Name)
		for k := range c.Hits {
			title(&c.Hits[k].Title, c.Hits[k].Name)
		}
		if c.Regimes == nil {
			continue
		}
		for k := range c.Regimes.States {
			title(&c.Regimes.States[k].Title, c.Regimes.States[k].Name)
		}
	}
}

// at returns where a path was written: the key of its value or, where it was
// not, that of what it would stand in.
func (k *checker) at(path string) origin {
	keys := strings.Split(path, ".")
	for n := len(keys); n > 0; n-- {
		if p := k.follow(keys[:n]); p != nil && !p.value.isDefault() {
			return p.key.at
		}
	}
	return k.tree.at
}

// value returns where the value at a path was written, to underline it.
func (k *checker) value(path string) origin {
	if p := k.follow(strings.Split(path, ".")); p != nil && !p.value.isDefault() && p.value.kind == scalar {
		return p.value.at
	}
	return k.at(path)
}

// wrote reports whether a key stands in the file, readable or not.
func (k *checker) wrote(path, key string) bool {
	return k.follow(strings.Split(join(path, key), ".")) != nil
}

// references reports names that stand nowhere.
func (k *checker) references() {
	all := map[string][]string{} // by what a reference is of, for curbs by each
	has := map[string]map[string]bool{}
	for _, r := range k.d.refs {
		of := r.of
		if of == "states" || of == "hits" {
			of += " of " + strings.SplitN(r.path, ".", 3)[1]
		}
		if has[of] == nil {
			all[of], has[of] = k.known(r), map[string]bool{}
			for _, name := range all[of] {
				has[of][name] = true
			}
		}
		known := all[of]
		if has[of][r.name] {
			continue
		}
		fix := "known: " + listed(known)
		if len(known) == 0 {
			fix = "there is none: add one"
		}
		if r.of == "factors" {
			k.unknownFactor(r, known)
			continue
		}
		p := k.report(r.value.at, "unknown-name", fmt.Sprintf("%s: there is no %s %q", r.path, k.kindOf(r), clip(r.name)), fix)
		k.meant(p, r.name, known)
	}
}

// kindOf names the kind of thing that a reference is to.
func (k *checker) kindOf(r reference) string {
	switch r.of {
	case "users":
		return "sector or plant"
	case "states":
		return "regime"
	case "hits":
		return "hit"
	case "origins":
		return "origin"
	}
	return strings.TrimSuffix(r.of, "s")
}

// known returns the names that a reference may have.
func (k *checker) known(r reference) []string {
	switch r.of {
	case "materials", "sectors":
		return k.tree.get(r.of).keysOf()
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
	if p := k.follow([]string{keys[0], keys[1], part}); p != nil {
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
	subjects := map[string]string{"total": "the total of the sectors", "model": "the model as a whole"}
	claim := func(what, path, name string) {
		if other, taken := subjects[name]; taken {
			k.report(k.at(path), "name-collision", fmt.Sprintf("%s %q has the same name as %s, so their results could not be told apart", what, name, other), "rename one of them")
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
			k.report(k.at("plants."+p.Name), "name-collision", fmt.Sprintf("plant %q has the same name as a sector, so a stockpile could not tell them apart", p.Name), "rename one of them")
		}
	}
}
