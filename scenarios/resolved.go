package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"magnetsim/sim/chain"
	"magnetsim/sim/unit"
)

// Resolved is one variant of a scenario in full: every value in force, with
// its origin, and every default.
type Resolved struct {
	tree     *node
	figures  []written
	content  *content
	currency string
	exchange map[string]float64
	calendar unit.Calendar
}

// YAML returns the variant as a file that stands alone: its defaults written
// out, nothing extended, policies, cases and the sweep left out since they are
// applied.
func (r *Resolved) YAML() []byte {
	return emitFile(r.values())
}

// YAML returns the whole file so that it stands alone and loads to the same
// scenario and the same bytes: what it extends merged in, defaults written
// out, with its policies and cases, sources and notes. A case, a cell of a sweep
// and the sets of the options are merged in; cell and sets also into the
// policies, which they overrule. The sweep is left out: it says what else may be
// played, and nothing of this.
func (l *Loaded) YAML() []byte { return emitFile(l.writtenOut().without("sweep")) }

// SweptYAML returns the same with the sweep, whether it stands in the file or was given beside
// it: it is swept again as it is.
func (l *Loaded) SweptYAML() []byte { return emitFile(l.writtenOut()) }

// writtenOut is the tree of the resolved file.
func (l *Loaded) writtenOut() *node {
	var discard notes // every problem was reported when the file was loaded
	tree := complete(l.edited(&discard, nil), format)
	sets := l.overPolicies(&discard)
	if len(l.only) > 0 {
		tree = l.keepChosen(tree)
	}
	for _, e := range l.always {
		if e.kind == editCase || e.kind == editCell { // a cell is one of the case that is played
			tree = tree.without("cases")
		}
	}
	for _, section := range []string{"policies", "cases"} {
		if sets != nil && tree.get(section) != nil {
			tree = overruled(tree, section, sets)
		}
	}
	return tree
}

// overPolicies returns what overrules policies, as one patch: the cell and, over
// it, the sets, as far as a policy could change that at all; nil for nothing.
func (l *Loaded) overPolicies(found *notes) *node {
	var all *node
	for _, e := range l.always {
		if e.kind == editCell && e.patch != nil {
			all = e.patch
		}
	}
	switch sets := setPatch(l.sets(), found); {
	case all == nil:
		all = sets
	case sets != nil:
		all = overlay(all, sets, "")
	}
	if all == nil {
		return nil
	}
	for _, key := range all.keys() {
		if !slices.Contains(sections, key) {
			all = all.without(key)
		}
	}
	return all
}

// keepChosen drops the policies that the options do not ask for.
func (l *Loaded) keepChosen(tree *node) *node {
	all := tree.pair("policies")
	if all == nil {
		return tree
	}
	kept := &node{kind: mapping, at: all.value.at}
	for _, p := range all.value.pairs {
		if l.chosen(p.key.text) {
			kept.pairs = append(kept.pairs, p)
		}
	}
	return tree.with(all.key, kept)
}

// overruled lays sets over those patches of a section that touch the same
// paths.
func overruled(tree *node, section string, sets *node) *node {
	all := tree.pair(section)
	out := all.value
	for _, v := range all.value.pairs {
		patch := v.value.pair("set")
		if patch == nil || !touches(patch.value, sets) {
			continue
		}
		out = out.with(v.key, v.value.with(patch.key, overlay(patch.value, sets, "")))
	}
	return tree.with(all.key, out)
}

// touches reports whether two patches share a path or one reaches into what
// the other replaces.
func touches(a, b *node) bool {
	for _, p := range leaves(a, format, "") {
		for _, q := range leaves(b, format, "") {
			if p.path == q.path || strings.HasPrefix(p.path, q.path+".") || strings.HasPrefix(q.path, p.path+".") {
				return true
			}
		}
	}
	return false
}

func emitFile(tree *node) []byte {
	var e emitter
	e.block(tree, format, 0)
	return []byte(e.String())
}

func (o origin) String() string {
	switch {
	case o.file == nil:
		return ""
	case o.line == 0:
		return o.file.name
	}
	return fmt.Sprintf("%s:%d:%d", o.file.name, o.line, o.col)
}

// Value is one value of a resolved scenario.
type Value struct {
	Path   string // dotted
	Text   string // as written, on one line
	Origin string // file:line:col, or "default"
}

// Values returns every value in force, in the order of the format.
func (r *Resolved) Values() []Value {
	return eachOf(r.leaves(), func(leaf place) Value { return Value{leaf.path, flow(leaf.value), leaf.value.at.String()} })
}

// leaves are the values in force.
func (r *Resolved) leaves() []place {
	return leaves(r.values(), format, "")
}

// values is the tree of the values in force.
func (r *Resolved) values() *node {
	return r.tree.without("policies").without("cases").without("sweep")
}

// Change is a value that differs between two scenarios; Old or New is empty
// where one of them lacks it.
type Change struct {
	Path     string
	Old, New string
}

// Diff returns what differs from old to new: changes and removals in the order
// of old, then what new adds in its order.
func Diff(old, new *Resolved) []Change {
	var out []Change
	unlike(old.values(), new.values(), format, "", func(path string, was, is *node) {
		switch {
		case is == nil:
			out = append(out, Change{path, flow(was), ""})
		case flow(was) != flow(is):
			out = append(out, Change{path, flow(was), flow(is)})
		}
	})
	unlike(new.values(), old.values(), format, "", func(path string, is, was *node) {
		if was == nil {
			out = append(out, Change{path, "", flow(is)})
		}
	})
	return out
}

// unlike visits the leaves of a tree that another does not share, each with the leaf that
// stands there in the other; nil for none. Variants of a file share most of their nodes.
func unlike(n, other *node, s *shape, path string, visit func(path string, n, other *node)) {
	leaf := isLeaf(n, s, path)
	if other != nil && isLeaf(other, s, path) != leaf {
		other = nil
	}
	if leaf {
		visit(path, n, other)
		return
	}
	for _, p := range n.pairs {
		if there := other.get(p.key.text); !same(p.value, there) {
			unlike(p.value, there, s.child(p.key.text), join(path, p.key.text), visit)
		}
	}
}

// same tells at a glance that two nodes are the same; defaults are written out anew for each variant.
func same(a, b *node) bool {
	return a == b || b != nil && a.kind == scalar && b.kind == scalar && a.text == b.text && a.quoted == b.quoted
}

// Figures returns the numbers of the variant, certain and drawn, in the order of
// the format. A number that was left out has no distribution.
func (r *Resolved) Figures() []chain.Number {
	return eachOf(r.figures, func(w written) chain.Number { return w.number })
}

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
