package scenarios

import (
	"fmt"
	"slices"
)

// merger applies edits. An extends, a policy, a case and a --set are all the
// same: a tree laid over another. Mappings of fixed keys and mappings by name
// merge key by key, null removes, everything else is replaced whole.
type merger struct {
	*notes
}

// merge lays a patch over a base, which may be nil.
func (m merger) merge(base, patch *node, s *shape, path string) *node {
	if !s.mergeable() || patch.kind != mapping {
		return patch
	}
	if patch.whole {
		placed := *patch
		placed.whole = false
		return &placed
	}
	if base == nil || base.kind != mapping {
		base = &node{kind: mapping, at: patch.at}
	}
	if s.form == patchForm {
		return overlay(base, patch, "")
	}
	out := layerOver(m.dropOther(base, patch, s))
	for _, p := range patch.pairs {
		m.pair(out, p, s, join(path, p.key.text))
	}
	return out.done()
}

func (m merger) pair(out *layer, p pair, s *shape, path string) {
	old, child := out.pair(p.key.text), s.child(p.key.text)
	switch {
	case child == nil:
		out.put(p.key, p.value) // an unknown key: the decoder reports it
	case p.value.isNull():
		if old == nil && s.form == namedForm {
			q := m.report(p.key.at, "removes-nothing", fmt.Sprintf("there is no %s to remove", path), "")
			m.meant(q, p.key.text, out.node.keys())
		}
		out.remove(p.key.text)
	case old == nil:
		if !m.misnamed(out.node, p, s) {
			out.put(p.key, m.merge(nil, p.value, child, path))
		}
	default:
		key := p.key
		if child.mergeable() && !p.value.whole {
			key = old.key // what merges stays where it was first written
		}
		out.put(key, m.merge(old.value, p.value, child, path))
	}
}

// misnamed reports a patch of a few keys of a thing that does not exist, where
// one of a like name does, or the patch is of one key alone: a slip would otherwise make
// a half-empty new one.
func (m merger) misnamed(base *node, p pair, s *shape) bool {
	if s.form != namedForm || s.elem.form != recordForm || p.value.kind != mapping {
		return false
	}
	needs := func(f field) bool { return f.required && f.group == "" }
	lacks := func(f field) bool { return needs(f) && p.value.get(f.key) == nil }
	if !slices.ContainsFunc(s.elem.fields, lacks) || len(m.found) > mostProblems {
		return false
	}
	near := Nearest(p.key.text, base.keys())
	if near == "" && (len(p.value.pairs) > 1 || len(base.keys()) == 0) {
		return false
	}
	q := m.report(p.key.at, "unknown-name", fmt.Sprintf("there is no %s %q to change", s.noun, p.key.text), "known: "+listed(base.keys()))
	q.Suggestion = near
	return true
}

// dropOther removes the keys of the kind that a patch leaves: a curb that
// becomes a process of regimes has no start.
func (m merger) dropOther(base, patch *node, s *shape) *node {
	groups := s.groups(patch)
	if len(groups) != 1 {
		return base
	}
	out := base
	for _, p := range base.pairs {
		if f := s.field(p.key.text); f != nil && f.group != "" && f.group != groups[0] {
			out = out.without(p.key.text)
		}
	}
	return out
}

// overlay lays one patch over another: as merging, but a null is kept, because
// it is what the patch does.
func overlay(base, patch *node, path string) *node {
	out := layerOver(base)
	for _, p := range patch.pairs {
		here := join(path, p.key.text)
		old := out.pair(p.key.text)
		if old != nil && old.value.kind == mapping && p.value.kind == mapping && !p.value.whole && shapeAt(here).mergeable() {
			out.put(p.key, overlay(old.value, p.value, here))
			continue
		}
		out.put(p.key, p.value)
	}
	return out.done()
}

// layer is a mapping that is changed key by key: a change takes a time that does
// not grow with the mapping, where node.with copies it.
type layer struct {
	node  *node
	pairs []pair // one without a key was removed
	at    map[string]int
}

// layerOver begins with what a mapping holds.
func layerOver(n *node) *layer {
	l := &layer{node: n, pairs: slices.Clone(n.pairs), at: make(map[string]int, len(n.pairs))}
	for i, p := range n.pairs {
		l.at[p.key.text] = i
	}
	return l
}

// pair returns what stands at a key, or nil.
func (l *layer) pair(key string) *pair {
	if i, ok := l.at[key]; ok {
		return &l.pairs[i]
	}
	return nil
}

func (l *layer) put(key, value *node) {
	if p := l.pair(key.text); p != nil {
		*p = pair{key, value}
		return
	}
	l.at[key.text] = len(l.pairs)
	l.pairs = append(l.pairs, pair{key, value})
}

func (l *layer) remove(key string) {
	if p := l.pair(key); p != nil {
		*p = pair{}
		delete(l.at, key)
	}
}

// done returns the mapping as it is now.
func (l *layer) done() *node {
	out := *l.node
	out.pairs = slices.DeleteFunc(l.pairs, func(p pair) bool { return p.key == nil })
	return &out
}
