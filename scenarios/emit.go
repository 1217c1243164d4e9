package scenarios

import (
	"strconv"
	"strings"
)

// emitter writes a tree as YAML: records and mappings by name as blocks, what
// is replaced whole on one line. The same tree always gives the same bytes.
type emitter struct {
	strings.Builder
}

// block writes the pairs of a mapping, one a line.
func (e *emitter) block(n *node, s *shape, depth int) {
	indent := strings.Repeat("  ", depth)
	for _, p := range n.pairs {
		child := s.child(p.key.text)
		e.WriteString(indent)
		e.WriteString(plainText(p.key.text))
		e.WriteByte(':')
		e.value(shortened(p.value, child), child, depth)
	}
}

func (e *emitter) value(n *node, s *shape, depth int) {
	if n.kind != mapping || len(n.pairs) == 0 || !s.mergeable() {
		e.WriteByte(' ')
		e.flow(n)
		e.WriteByte('\n')
		return
	}
	e.WriteByte('\n')
	if s.form == patchForm {
		e.patch(n, depth+1)
		return
	}
	e.block(n, s, depth+1)
}

// patch writes the changes of a policy as dotted paths.
func (e *emitter) patch(n *node, depth int) {
	indent := strings.Repeat("  ", depth)
	for _, leaf := range leaves(n, format, "") {
		text := flow(leaf.value)
		if v := leaf.value; v.whole && len(v.pairs) == 1 && v.pairs[0].value.text == "100%" { // a word that stands for a whole mapping
			text = plainText(leaf.value.pairs[0].key.text)
		}
		e.WriteString(indent + leaf.path + ": " + text + "\n")
	}
}

// shortened turns a record that holds nothing but its chief key into the value
// of that key.
func shortened(n *node, s *shape) *node {
	if s != nil && s.form == recordForm && s.short != "" && n.kind == mapping && len(n.pairs) == 1 && n.pairs[0].key.text == s.short {
		return n.pairs[0].value
	}
	return n
}

// leaves returns the values of a tree that are replaced whole, in order, each
// with its path. An empty mapping is a leaf.
func leaves(n *node, s *shape, path string) []place {
	if isLeaf(n, s, path) {
		return []place{{path: path, value: n}}
	}
	var out []place
	for _, p := range n.pairs {
		here := leaves(p.value, s.child(p.key.text), join(path, p.key.text))
		if len(here) == 1 && here[0].key == nil {
			here[0].key = p.key
		}
		out = append(out, here...)
	}
	return out
}

func isLeaf(n *node, s *shape, path string) bool {
	return n.kind != mapping || !s.mergeable() || s.form == patchForm || n.whole || len(n.pairs) == 0 && path != ""
}

// flow writes a node on one line.
func flow(n *node) string {
	if n.kind == scalar {
		return scalarText(n)
	}
	var e emitter
	e.flow(n)
	return e.String()
}

func (e *emitter) flow(n *node) {
	switch n.kind {
	case mapping:
		e.WriteByte('{')
		for i, p := range n.pairs {
			e.comma(i)
			e.WriteString(plainText(p.key.text))
			e.WriteString(": ")
			e.flow(p.value)
		}
		e.WriteByte('}')
	case sequence:
		e.WriteByte('[')
		for i, item := range n.items {
			e.comma(i)
			e.flow(item)
		}
		e.WriteByte(']')
	default:
		e.WriteString(scalarText(n))
	}
}

// comma parts the item at an index from the one before.
func (e *emitter) comma(i int) {
	if i > 0 {
		e.WriteString(", ")
	}
}

func scalarText(n *node) string {
	switch {
	case n.isNull():
		return "null"
	case n.quoted && n.text != "" && strings.Trim(n.text, "0123456789.+-") == "": // a text, to every reader of YAML
		return strconv.Quote(n.text)
	}
	return plainText(n.text)
}

// plainText writes a text without quotes where every reader of YAML takes it
// for what it is, and with double quotes elsewhere.
func plainText(s string) string {
	if isPlain(s) {
		return s
	}
	return strconv.Quote(s)
}

// isPlain looks at every key and value of a scenario that is written out, byte by byte.
func isPlain(s string) bool {
	if s == "" || s == "-" || strings.HasPrefix(s, "- ") || strings.HasPrefix(s, "--") || strings.HasSuffix(s, " ") || strings.IndexByte(" _/%", s[0]) >= 0 {
		return false
	}
	for i := range len(s) {
		if !isPlainByte(s[i]) {
			return false
		}
	}
	switch strings.ToLower(s) {
	case "true", "false":
		return s == "true" || s == "false"
	case "null", "yes", "no", "on", "off", "y", "n":
		return false
	}
	return true
}

func isPlainByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(" ._/%+-", c) >= 0
}
