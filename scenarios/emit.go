package scenarios

import (
	"regexp"
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
		e.WriteString(indent + plainText(p.key.text) + ":")
		e.value(shortened(p.value, s.child(p.key.text)), s.child(p.key.text), depth)
	}
}

func (e *emitter) value(n *node, s *shape, depth int) {
	if n.kind != mapping || len(n.pairs) == 0 || !s.mergeable() {
		e.WriteString(" " + flow(n) + "\n")
		return
	}
	if s.form == patchForm {
		e.WriteString("\n")
		e.patch(n, depth+1)
		return
	}
	e.WriteString("\n")
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
	if n.kind != mapping || !s.mergeable() || s.form == patchForm || n.whole || len(n.pairs) == 0 && path != "" {
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

// flow writes a node on one line.
func flow(n *node) string {
	switch n.kind {
	case mapping:
		parts := make([]string, len(n.pairs))
		for i, p := range n.pairs {
			parts[i] = plainText(p.key.text) + ": " + flow(p.value)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case sequence:
		parts := make([]string, len(n.items))
		for i, item := range n.items {
			parts[i] = flow(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	if n.isNull() {
		return "null"
	}
	if n.quoted && numeric.MatchString(n.text) { // a text, to every reader of YAML
		return strconv.Quote(n.text)
	}
	return plainText(n.text)
}

var numeric = regexp.MustCompile(`^[0-9.+-]+$`)

var plainShape = regexp.MustCompile(`^[A-Za-z0-9.+-][A-Za-z0-9 ._/%+-]*$`)

// plainText writes a text without quotes where every reader of YAML takes it
// for what it is, and with double quotes elsewhere.
func plainText(s string) string {
	switch strings.ToLower(s) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n":
		if s == "true" || s == "false" {
			return s
		}
		return strconv.Quote(s)
	}
	if !plainShape.MatchString(s) || strings.HasSuffix(s, " ") || strings.HasPrefix(s, "- ") || strings.HasPrefix(s, "--") || s == "-" {
		return strconv.Quote(s)
	}
	return s
}
