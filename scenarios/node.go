package scenarios

import "strings"

// origin is where a piece of a scenario was written.
type origin struct {
	file  *sourceFile
	line  int // from 1
	col   int // in characters, from 1
	width int // characters to underline
}

// sourceFile is a text that nodes come from: a file, a --set, or the table of
// defaults.
type sourceFile struct {
	name  string
	lines []string
}

func newSource(name, text string) *sourceFile {
	return &sourceFile{name: name, lines: strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")}
}

// line returns line n, counted from 1, or "" where there is none.
func (f *sourceFile) line(n int) string {
	if f == nil || n < 1 || n > len(f.lines) {
		return ""
	}
	return strings.TrimRight(f.lines[n-1], "\r")
}

// kind is what a node is.
type kind uint8

const (
	scalar kind = iota
	mapping
	sequence
)

// node is a piece of a scenario together with its origin. Nodes are never
// changed once read: an edit builds new ones and shares what it keeps.
type node struct {
	kind   kind
	text   string // of a scalar, quotes and escapes undone
	quoted bool
	pairs  []pair  // of a mapping, in order
	items  []*node // of a sequence
	whole  bool    // a mapping that replaces and never merges
	broken bool    // something wrong that was reported: stands for any value
	at     origin
}

// pair is a key of a mapping and what stands there.
type pair struct {
	key   *node
	value *node
}

// get returns the value at a key, or nil.
func (n *node) get(key string) *node {
	if p := n.pair(key); p != nil {
		return p.value
	}
	return nil
}

func (n *node) pair(key string) *pair {
	if n == nil {
		return nil
	}
	for i := range n.pairs {
		if n.pairs[i].key.text == key {
			return &n.pairs[i]
		}
	}
	return nil
}

// isNull reports an explicit null, which removes what it stands for.
func (n *node) isNull() bool {
	return n.kind == scalar && !n.quoted && (n.text == "null" || n.text == "~")
}

// isBlank reports a key with nothing after its colon.
func (n *node) isBlank() bool {
	return n.kind == scalar && !n.quoted && n.text == ""
}

// keys returns the keys of a mapping in order.
func (n *node) keys() []string {
	return eachOf(n.pairs, func(p pair) string { return p.key.text })
}

// with returns a copy of a mapping in which key holds value.
func (n *node) with(key, value *node) *node {
	out := *n
	out.pairs = append([]pair(nil), n.pairs...)
	if p := out.pair(key.text); p != nil {
		*p = pair{key, value}
		return &out
	}
	out.pairs = append(out.pairs, pair{key, value})
	return &out
}

// word makes a scalar that stands at the place of another node.
func word(text string, at origin) *node {
	return &node{kind: scalar, text: text, at: at}
}

// text makes a text that is one whatever its letters: "null" is a name too.
func text(s string, at origin) *node {
	return &node{kind: scalar, text: s, quoted: true, at: at}
}

// broke makes what stands where something wrong was reported.
func broke(at origin) *node {
	return &node{kind: scalar, quoted: true, broken: true, at: at}
}

// describe names what a node is, for messages.
func (n *node) describe() string {
	switch {
	case n.kind == mapping:
		return "a mapping"
	case n.kind == sequence:
		return "a list"
	case n.isNull():
		return "null"
	}
	return `"` + clip(n.text) + `"`
}

// clip shortens a text for a message.
func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// without returns a copy of a mapping that lacks a key.
func (n *node) without(key string) *node {
	out := *n
	out.pairs = make([]pair, 0, len(n.pairs))
	for _, p := range n.pairs {
		if p.key.text != key {
			out.pairs = append(out.pairs, p)
		}
	}
	return &out
}

// at follows a path of keys, or returns nil.
func (n *node) follow(keys []string) *pair {
	var p *pair
	for _, k := range keys {
		if p = n.pair(k); p == nil {
			return nil
		}
		n = p.value
	}
	return p
}
