package scenarios

import (
	"fmt"

	"magnetsim/sim/chain"
)

// shapeDifference says how a variant would report other things than the base,
// or "" where it does not. Variants are compared metric by metric.
func shapeDifference(base, variant *Resolved) string {
	a, b := reported(&base.content.sc), reported(&variant.content.sc)
	if n := missing(b, a); n != "" {
		return "adds " + n
	}
	if n := missing(a, b); n != "" {
		return "removes " + n
	}
	return ""
}

// missing returns the first of some names that is not among others, or "".
func missing(names, others []string) string {
	known := make(map[string]bool, len(others))
	for _, n := range others {
		known[n] = true
	}
	for _, n := range names {
		if !known[n] {
			return n
		}
	}
	return ""
}

// reported lists what results speak of.
func reported(sc *chain.Scenario) []string {
	var out []string
	for _, m := range sc.Materials {
		out = append(out, "material "+m.Name)
	}
	for _, s := range sc.Sectors {
		out = append(out, "sector "+s.Name)
		for _, u := range s.Uses {
			out = append(out, fmt.Sprintf("the use of %s by %s", u.Material, s.Name))
		}
	}
	for _, s := range sc.Stockpiles {
		out = append(out, "stockpile "+s.Name)
	}
	for _, c := range sc.Curbs {
		out = append(out, "curb "+c.Name)
	}
	for _, s := range sc.Sources {
		out = append(out, "origin "+s.Origin)
	}
	return out
}
