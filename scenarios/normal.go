package scenarios

import (
	"fmt"
	"slices"
	"strings"
)

// normaliser brings what was read into one way of writing, so that merging and
// reading need to know only that: short forms become long ones, and the dotted
// paths of patches become nested mappings. Everything else stays as it is, also
// what is wrong: the decoder reports that with all the rest.
type normaliser struct {
	*notes
	sections []string // the parts of a file that a patch may change
}

// node normalises what stands at a path of the given shape.
func (z normaliser) node(n *node, s *shape) *node {
	if n == nil || s == nil || n.isNull() {
		return n
	}
	switch s.form {
	case recordForm:
		return z.record(n, s)
	case namedForm:
		if s.one && n.kind == scalar {
			only := word("100%", n.at)
			return &node{kind: mapping, whole: true, at: n.at, pairs: []pair{{n, z.node(only, s.elem)}}}
		}
		out := z.children(n, s)
		if s.anew && out.kind == mapping {
			out.whole = true
		}
		return out
	case patchForm:
		return z.patch(n)
	}
	return n
}

func (z normaliser) record(n *node, s *shape) *node {
	if s.short != "" && !s.isRecord(n) && n.kind != sequence {
		key := word(s.short, n.at)
		return &node{kind: mapping, at: n.at, pairs: []pair{{key, n}}}
	}
	return z.children(n, s)
}

func (z normaliser) children(n *node, s *shape) *node {
	if n.kind != mapping {
		return n
	}
	out := *n
	out.pairs = make([]pair, len(n.pairs))
	for i, p := range n.pairs {
		out.pairs[i] = pair{p.key, z.node(p.value, s.child(p.key.text))}
	}
	return &out
}

// patch turns a mapping of paths, dotted or nested, into one nested mapping.
func (z normaliser) patch(n *node) *node {
	if n.kind != mapping {
		z.report(n.at, "wrong-type", fmt.Sprintf("a patch must be a mapping of paths to values, not %s", n.describe()),
			"write, for example, stockpiles.reserve.target: 60 days")
		return &node{kind: mapping, at: n.at}
	}
	pieces := []*node{{kind: mapping, at: n.at}}
	for _, p := range n.pairs {
		if piece := z.piece(p); piece != nil {
			pieces = append(pieces, piece)
		}
	}
	return z.combine(pieces, "")
}

// piece makes the nested mapping of one dotted path, or nil where the path
// leads nowhere.
func (z normaliser) piece(p pair) *node {
	keys := strings.Split(p.key.text, ".")
	if !z.reachable(p.key, keys) {
		return nil
	}
	value := z.node(p.value, shapeAt(p.key.text))
	for i := len(keys) - 1; i >= 0; i-- {
		key := word(keys[i], p.key.at)
		value = &node{kind: mapping, at: p.key.at, pairs: []pair{{key, value}}}
	}
	return value
}

// sections are the parts of a file that policies and cases may change.
var sections = []string{"rules", "materials", "sources", "plants", "sectors", "stockpiles", "curbs", "correlations"}

// reachable reports whether a path exists in the format.
func (z normaliser) reachable(key *node, keys []string) bool {
	if !slices.Contains(z.sections, keys[0]) {
		return z.outside(key, keys[0])
	}
	s := format
	for i, k := range keys {
		at := strings.Join(keys[:i], ".")
		if s.form == figureForm || s.form == listForm || s.form == wordForm {
			z.report(key.at, "unknown-path", fmt.Sprintf("%s is one value and has no keys below it", at),
				fmt.Sprintf("replace the whole value: %s: …", at))
			return false
		}
		child := s.child(k)
		if s.form == recordForm && child == nil {
			p := z.report(key.at, "unknown-path", fmt.Sprintf("unknown path %q: there is no key %q in %s", clip(key.text), clip(k), orFile(at)),
				"allowed there: "+listed(s.keys()))
			z.meant(p, k, s.keys())
			return false
		}
		s = child
	}
	return true
}

// outside reports a path that begins with no part that may be changed.
func (z normaliser) outside(key *node, first string) bool {
	msg := fmt.Sprintf("unknown path %q: the file has no key %q", clip(key.text), clip(first))
	if format.field(first) != nil {
		msg = fmt.Sprintf("%s cannot be changed here", first)
	}
	p := z.report(key.at, "unknown-path", msg, "a path starts with one of: "+listed(z.sections))
	p.Suggestion = Nearest(first, z.sections)
	return false
}

func orFile(path string) string {
	if path == "" {
		return "the file"
	}
	return path
}

// combine joins patches of one set; what two of them give is an error.
func (z normaliser) combine(pieces []*node, path string) *node {
	out := *pieces[0]
	out.pairs = nil
	var parts [][]pair // by key of the whole
	at := map[string]int{}
	for _, piece := range pieces {
		for _, p := range piece.pairs {
			i, known := at[p.key.text]
			if !known {
				i = len(parts)
				at[p.key.text], parts = i, append(parts, nil)
			}
			parts[i] = append(parts[i], p)
		}
	}
	for _, all := range parts {
		out.pairs = append(out.pairs, z.one(all, join(path, all[0].key.text)))
	}
	return &out
}

// one joins what patches give at one path.
func (z normaliser) one(all []pair, path string) pair {
	first := all[0]
	values := []*node{first.value}
	for _, p := range all[1:] {
		if first.value.kind == mapping && p.value.kind == mapping && shapeAt(path).mergeable() {
			values = append(values, p.value)
			continue
		}
		where := ""
		if first.key.at.file == p.key.at.file { // each --set is a file of its own
			where = fmt.Sprintf("; the first is on line %d", first.key.at.line)
		}
		z.report(p.key.at, "path-twice", path+" is set twice"+where, "keep one of them")
	}
	if len(values) == 1 {
		return first
	}
	return pair{first.key, z.combine(values, path)}
}

// shapeAt returns the shape at a path, or nil.
func shapeAt(path string) *shape {
	s := format
	if path == "" {
		return s
	}
	for _, k := range strings.Split(path, ".") {
		if s = s.child(k); s == nil {
			return nil
		}
	}
	return s
}

// mergeable reports whether mappings of this shape merge key by key; all else
// is replaced whole.
func (s *shape) mergeable() bool {
	return s != nil && (s.form == recordForm || s.form == namedForm || s.form == patchForm)
}
