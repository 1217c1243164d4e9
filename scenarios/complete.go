package scenarios

import "slices"

// defaults is the file that default values say they come from.
const defaultsName = "default"

// complete fills every missing key that has a default, so that the reader of a
// resolved scenario sees it and nothing else need know it.
func complete(n *node, s *shape) *node {
	if n == nil || n.kind != mapping {
		return n
	}
	switch s.form {
	case recordForm:
		return completeRecord(n, s)
	case namedForm:
		if s.elem.form != recordForm && s.elem.form != namedForm {
			return n
		}
		out := *n
		out.pairs = make([]pair, len(n.pairs))
		for i, p := range n.pairs {
			out.pairs[i] = pair{p.key, complete(p.value, s.elem)}
		}
		return &out
	}
	return n
}

func completeRecord(n *node, s *shape) *node {
	out := *n
	out.pairs = make([]pair, 0, len(s.fields))
	groups := s.groups(n)
	for _, f := range s.fields {
		p := n.pair(f.key)
		switch {
		case p != nil:
			out.pairs = append(out.pairs, pair{p.key, complete(p.value, f.shape)})
		case f.def != "" && (f.group == "" || slices.Contains(groups, f.group)):
			out.pairs = append(out.pairs, defaultPair(n, f))
		}
	}
	for _, p := range n.pairs { // unknown keys stay, to be reported
		if s.field(p.key.text) == nil {
			out.pairs = append(out.pairs, p)
		}
	}
	return &out
}

// defaultPair makes the key and value of a default. It stands, for problems,
// where the record does.
func defaultPair(n *node, f field) pair {
	at := origin{file: &sourceFile{name: defaultsName}}
	if f.def == "{}" {
		return pair{word(f.key, at), complete(&node{kind: mapping, at: at}, f.shape)}
	}
	return pair{word(f.key, at), word(f.def, at)}
}

// isDefault reports whether a node came from the table of defaults.
func (n *node) isDefault() bool {
	return n.at.file != nil && n.at.file.name == defaultsName
}
