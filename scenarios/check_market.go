package scenarios

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/chain"
	"magnetsim/sim/unit"
)

// Tolerances for shares that should add up to 100%: figures are written to a
// tenth of a per cent, and the means of distributions are less plain to see.
const (
	shareTolerance = 0.0015
	meanTolerance  = 0.02
)

// sum adds up shares; certain reports whether all of them are.
func sum(shares []chain.Number) (total float64, certain, known bool) {
	certain = true
	for _, s := range shares {
		if !s.Given() {
			return 0, false, false
		}
		_, fixed := s.Fixed()
		certain = certain && fixed
		total += s.Mean()
	}
	return total, certain, len(shares) > 0
}

// addUp reports shares that do not add up to 100%.
func (k *checker) addUp(shares []chain.Number, at origin, what string) {
	total, certain, known := sum(shares)
	switch off := math.Abs(total - 1); {
	case !known:
	case certain && off > shareTolerance:
		k.report(at, "shares", fmt.Sprintf("%s add up to %s", what, percent(total)), "make them add up to 100%")
	case !certain && off > meanTolerance:
		k.warn(at, "shares", fmt.Sprintf("%s add up to %s on average", what, percent(total)), "make their means add up to 100%; otherwise they are scaled to 100% in every trial")
	}
}

// wholeOf warns of weights that do not add up to 100%.
func (n *notes) wholeOf(total float64, at origin, what string) {
	if total > 0 && math.Abs(total-1) > shareTolerance {
		n.doubt(at, "rescaled", fmt.Sprintf("%s add up to %s", what, percent(total)), "they are scaled to 100%, so none keeps the value that is written", "make them add up to 100%")
	}
}

// uses checks the shares of a sector's materials.
func (k *checker) uses() {
	for _, s := range k.sc.Sectors {
		shares := eachOf(s.Uses, func(u chain.Use) chain.Number { return u.Share })
		k.addUp(shares, k.at("sectors."+s.Name+".uses"), "the shares of what "+s.Name+" uses")
	}
}

// sourceShares checks the shares of a material's sources.
func (k *checker) sourceShares() {
	for _, m := range k.sc.Materials {
		var shares []chain.Number
		var named []string
		first := ""
		for _, s := range k.sc.Sources {
			if s.Material == m.Name {
				shares, named = append(shares, s.Share), append(named, s.Name)
				first = cmp.Or(first, "sources."+s.Name+".share")
			}
		}
		if len(shares) > 0 {
			k.addUp(shares, k.at(first), fmt.Sprintf("the shares of the sources of %s (%s)", m.Name, listed(named)))
		}
	}
}

// feeds reports plants that make something of nothing.
func (k *checker) feeds() {
	for _, p := range k.sc.Plants {
		path := "plants." + p.Name
		if p.Scrap == nil && !k.wrote(path, "recipe") {
			k.report(k.at(path), "no-feed", path+" lacks recipe: tonnes of each input per tonne of output",
				"add, for example, recipe: { oxide: 0.3 }, or scrap for a plant that recycles")
		}
	}
}

// plantCycle reports materials that are made of one another.
func (k *checker) plantCycle() {
	inputs := map[string][]string{}
	for _, p := range k.sc.Plants {
		for _, in := range p.Recipe {
			inputs[p.Makes] = append(inputs[p.Makes], in.Material)
		}
	}
	done := map[string]bool{}
	for _, m := range k.sc.Materials {
		if loop := cycleFrom(m.Name, inputs, done, nil); loop != nil {
			k.report(k.at("materials."+loop[0]), "chain-cycle", "materials are made from one another: "+strings.Join(loop, " ← "),
				"a chain runs one way; break the cycle with another grade or stage")
			return
		}
	}
}

// cycleFrom follows inputs from a material and returns the loop that it meets.
func cycleFrom(name string, inputs map[string][]string, done map[string]bool, trail []string) []string {
	if i := slices.Index(trail, name); i >= 0 {
		return append(slices.Clone(trail[i:]), name)
	}
	if done[name] {
		return nil
	}
	trail = append(trail, name)
	for _, in := range inputs[name] {
		if loop := cycleFrom(in, inputs, done, trail); loop != nil {
			return loop
		}
	}
	done[name] = true
	return nil
}

// gaps reports whether something in the file could not be read: what seems to
// be missing then may well be there.
func (k *checker) gaps() bool {
	if k.looked == 0 {
		k.gap = slices.ContainsFunc(k.before, leavesGap)
	}
	k.gap = k.gap || slices.ContainsFunc(k.found[k.looked:], leavesGap)
	k.looked = len(k.found)
	return k.gap
}

func leavesGap(p Problem) bool {
	return slices.Contains([]string{"wrong-type", "missing-space", "missing-key", "blank-value", "duplicate-key", "unknown-key", "unknown-name"}, p.Rule)
}

// supplied reports whether anyone sells or makes a material.
func (k *checker) supplied(material string) bool {
	return slices.ContainsFunc(k.sc.Sources, func(s chain.Source) bool { return s.Material == material }) ||
		slices.ContainsFunc(k.sc.Plants, func(p chain.Plant) bool { return p.Makes == material })
}

func (k *checker) isMaterial(name string) bool {
	return slices.ContainsFunc(k.sc.Materials, func(m chain.Material) bool { return m.Name == name })
}

// suppliers reports users of what no one sells or makes, names of materials
// that do not exist, and materials that nobody uses.
func (k *checker) suppliers() {
	used := map[string]bool{}
	need := func(path, who, material string) {
		used[material] = true
		if !k.isMaterial(material) {
			known := k.tree.get("materials").keysOf()
			p := k.report(k.at(path), "unknown-name", fmt.Sprintf("%s uses %q, but there is no such material", who, clip(material)), "known: "+listed(known))
			p.Suggestion = Nearest(material, known)
			return
		}
		if !k.supplied(material) && !k.gaps() {
			k.report(k.at(path), "no-supplier", fmt.Sprintf("%s uses %s, which no source sells and no plant makes", who, material), "add a source that sells it, or a plant that makes it")
		}
	}
	for _, s := range k.sc.Sectors {
		for _, u := range s.Uses {
			need("sectors."+s.Name+".uses."+u.Material, s.Name, u.Material)
		}
	}
	for _, p := range k.sc.Plants {
		for _, in := range p.Recipe {
			need("plants."+p.Name+".recipe."+in.Material, "plant "+p.Name, in.Material)
		}
	}
	for _, m := range k.sc.Materials {
		if !used[m.Name] && !k.gaps() {
			k.warn(k.at("materials."+m.Name), "unused", fmt.Sprintf("nobody uses %s", m.Name), "remove it, or say who uses it")
		}
	}
}

// capacities reports sources that cannot send what they normally do.
func (k *checker) capacities() {
	imports := k.importsAtStart()
	for _, s := range k.sc.Sources {
		if !s.Capacity.Given() || !s.Share.Given() || s.Start.Given() {
			continue // a source to come has no normal volume at the start
		}
		normal, capacity := s.Share.Mean()*imports[s.Material], s.Capacity.Mean()
		if capacity >= 0.999*normal {
			continue
		}
		path := "sources." + s.Name + ".capacity"
		onAverage := ", on average"
		msg := fmt.Sprintf("%s can send %s of %s but normally sends %s (its share of imports at the start)",
			s.Name, unit.Format(capacity, "t/yr"), s.Material, unit.Format(normal, "t/yr"))
		_, fixedCapacity := s.Capacity.Fixed()
		_, fixedShare := s.Share.Fixed()
		if fixedCapacity && fixedShare {
			onAverage = ""
		}
		k.warn(k.value(path), "capacity", msg+onAverage, "raise the capacity, or lower the share; otherwise buyers are short of the difference")
	}
}

// importsAtStart returns what is imported of each material, t/yr, at the start
// of the scenario by the means of its figures: use less home output, walked
// from the sectors up the chain.
func (k *checker) importsAtStart() map[string]float64 {
	use := map[string]float64{}
	for _, s := range k.sc.Sectors {
		for _, u := range s.Uses {
			use[u.Material] += s.Demand.Mean() * u.Share.Mean()
		}
	}
	imports := map[string]float64{}
	for _, m := range k.downstreamFirst() {
		capacity := 0.0
		for _, p := range k.sc.Plants {
			if p.Makes == m && !p.Start.Given() && p.Scrap == nil {
				capacity += p.Capacity.Mean() * p.Success.Mean()
			}
		}
		made := min(capacity, use[m])
		imports[m] = use[m] - made
		for _, p := range k.sc.Plants {
			if p.Makes != m || p.Start.Given() || capacity == 0 {
				continue
			}
			for _, in := range p.Recipe {
				use[in.Material] += made * p.Capacity.Mean() * p.Success.Mean() / capacity * in.PerTonne.Mean()
			}
		}
	}
	return imports
}

// downstreamFirst returns the materials so that each stands before those that
// it is made of. In a cycle, which is reported elsewhere, the order is any.
func (k *checker) downstreamFirst() []string {
	makes := map[string][]string{} // input to what is made of it
	for _, p := range k.sc.Plants {
		for _, in := range p.Recipe {
			makes[in.Material] = append(makes[in.Material], p.Makes)
		}
	}
	var out []string
	seen := map[string]bool{}
	var visit func(string)
	visit = func(m string) {
		if seen[m] {
			return
		}
		seen[m] = true
		for _, product := range makes[m] {
			visit(product)
		}
		out = append(out, m)
	}
	for _, m := range k.sc.Materials {
		visit(m.Name)
	}
	return out
}
