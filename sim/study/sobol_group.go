package study

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// ByChance is the group of what happens step by step, whatever the inputs: demand
// shocks and outages.
const ByChance = "chance"

// Group is a set of a model's factors that are looked at together.
type Group struct {
	Name    string
	Members []string // names of sim.Drawn
	factors []draw.Factor
}

// Pattern names the factors that go into a group of a caller's own: those whose
// name matches, where * stands for any text.
type Pattern struct{ Group, Match string }

// Matches tells whether a name matches; a pattern that is none matches nothing.
func (p Pattern) Matches(name string) bool {
	ok, err := path.Match(p.Match, name)
	return ok && err == nil
}

// Groups divides all that a model draws into groups, by name: each factor goes
// with the first pattern that it matches, others with their section of the
// scenario, or each alone. Factors that a copula ties are not independent, so groups
// that share a copula become one. An error is that of a pattern that is none or that
// nothing matches.
func Groups(m *sim.Model, own []Pattern, alone bool) ([]Group, error) {
	used := make([]bool, len(own))
	name := map[string]string{} // of the group, by factor
	copulas := map[int][]string{}
	for _, d := range m.Drawn() {
		if name[d.Name] = usual(d.Name); alone {
			name[d.Name] = d.Name
		}
		for i, p := range own {
			ok, err := path.Match(p.Match, d.Name)
			if err != nil {
				return nil, fmt.Errorf("group %s: %q is not a pattern", p.Group, p.Match)
			}
			if ok {
				used[i], name[d.Name] = true, p.Group
				break
			}
		}
		if d.Coupled >= 0 {
			copulas[d.Coupled] = append(copulas[d.Coupled], name[d.Name])
		}
	}
	if i := slices.Index(used, false); i >= 0 {
		return nil, fmt.Errorf("group %s: no drawn figure matches %q, or earlier groups have them all", own[i].Group, own[i].Match)
	}
	return collect(m, name, tied(copulas)), nil
}

// usual returns the group of a factor that no pattern claims.
func usual(name string) string {
	part := strings.Split(name, ".")
	switch {
	case strings.HasSuffix(name, ".shock"), strings.Contains(name, ".outages."):
		return ByChance
	case len(part) < 3:
		return name
	case part[0] == "curbs":
		return part[0] + "." + part[1]
	case part[0] == "sectors":
		return part[0] + ".*." + strings.Join(part[2:], ".")
	}
	return part[0] + ".*"
}

// tied returns the groups that copulas tie to each other, sets without overlap.
func tied(copulas map[int][]string) [][]string {
	var sets [][]string
	for _, groups := range copulas {
		joined := slices.Clone(groups)
		sets = slices.DeleteFunc(sets, func(s []string) bool {
			if !slices.ContainsFunc(s, func(g string) bool { return slices.Contains(joined, g) }) {
				return false
			}
			joined = append(joined, s...)
			return true
		})
		slices.Sort(joined)
		sets = append(sets, slices.Compact(joined))
	}
	return sets
}

func collect(m *sim.Model, name map[string]string, sets [][]string) []Group {
	var all []Group
	for _, d := range m.Drawn() {
		group := name[d.Name]
		for _, s := range sets {
			if slices.Contains(s, group) {
				group = joined(s)
				break
			}
		}
		i := slices.IndexFunc(all, func(g Group) bool { return g.Name == group })
		if i < 0 {
			i, all = len(all), append(all, Group{Name: group})
		}
		all[i].Members = append(all[i].Members, d.Name)
		all[i].factors = append(all[i].factors, d.Factor)
	}
	slices.SortFunc(all, func(a, b Group) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// joined names groups that became one: sectors.{auto,energy}.growth where they differ
// in one part of their paths.
func joined(names []string) string {
	first := strings.Split(names[0], ".")
	at := -1
	var own []string
	for _, name := range names {
		part := strings.Split(name, ".")
		if len(part) < 3 || len(part) != len(first) {
			return strings.Join(names, " + ")
		}
		for i := range part {
			if part[i] != first[i] && at >= 0 && at != i {
				return strings.Join(names, " + ")
			}
			if part[i] != first[i] {
				at = i
			}
		}
	}
	for _, name := range names {
		own = append(own, strings.Split(name, ".")[max(at, 0)])
	}
	if at < 0 {
		return names[0]
	}
	first[at] = "{" + strings.Join(own, ",") + "}"
	return strings.Join(first, ".")
}

// Figures leaves of groups what the scenario gives as uncertain figures, and no
// chance: no times at which curbs come and change, no shocks and no outages. Groups
// of chance alone are left out.
func Figures(m *sim.Model, groups []Group) []Group {
	figures := map[string]bool{}
	for _, in := range m.Inputs() {
		figures[in.Name] = true
	}
	var all []Group
	for _, g := range groups {
		left := Group{Name: g.Name}
		for i, name := range g.Members {
			if figures[name] && usual(name) != ByChance {
				left.Members, left.factors = append(left.Members, name), append(left.factors, g.factors[i])
			}
		}
		if left.Members != nil {
			all = append(all, left)
		}
	}
	return all
}
