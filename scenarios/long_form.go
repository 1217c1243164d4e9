package scenarios

import (
	"fmt"
	"slices"
	"strings"
)

// The bases of a figure: what it rests on, as its author says.
const (
	Measured = "measured"
	Derived  = "derived"
	Judged   = "judged"
	// ByDefault is the basis of a figure that nobody gave: it is that of the format. No file
	// may say so.
	ByDefault = "default"
)

// Bases returns the bases that a file may name, the firmest first.
func Bases() []string { return []string{Measured, Derived, Judged} }

// aside is what may stand beside the value in the long form of a figure.
type aside struct {
	key, doc string
	choices  []string // words that it may be; nil for any text
	of       func(*written) *string
}

// asides are the keys of the long form. Reader, messages, schema and manual follow them.
var asides = []aside{
	{"source", "where the figure comes from", nil, func(w *written) *string { return &w.source }},
	{"note", "what a reader should know about it", nil, func(w *written) *string { return &w.note }},
	{"basis", "what the figure rests on: it is in its source (measured), is worked out from its source, such as a spread around a figure there (derived), or is the author's own judgement, whatever the source says (judged)",
		Bases(), func(w *written) *string { return &w.basis }},
}

// valueKey is the key of the value itself in the long form.
const valueKey = "value"

// longKeys are the keys of the long form.
var longKeys = func() []string {
	keys := []string{valueKey}
	for _, a := range asides {
		keys = append(keys, a.key)
	}
	return keys
}()

// isLong reports whether a value is a figure in its long form.
func (n *node) isLong() bool {
	return n.kind == mapping && slices.ContainsFunc(longKeys, func(key string) bool { return n.pair(key) != nil })
}

// unwrap opens the long form and returns the value in it; nil where there is none to read.
func (d *decoder) unwrap(w *written) *node {
	n := w.value
	if n.broken {
		return nil
	}
	if !n.isLong() {
		return n
	}
	for _, p := range n.pairs {
		if p.key.text != valueKey {
			d.aside(w, p)
		}
	}
	value := n.get(valueKey)
	if value == nil {
		d.report(n.at, "missing-key", fmt.Sprintf("the long form of %s has no value", w.path), "add value: "+d.ownMoney(w.spec.example))
		return nil
	}
	if value.broken {
		return nil
	}
	return value
}

// aside reads what stands beside the value.
func (d *decoder) aside(w *written, p pair) {
	for _, a := range asides {
		if a.key != p.key.text {
			continue
		}
		text := place{join(w.path, a.key), p.key, p.value}
		if a.choices == nil {
			*a.of(w) = d.word(text)
		} else if i := d.choice(text, a.choices); i >= 0 {
			*a.of(w) = a.choices[i]
		}
		return
	}
	keys := longKeys
	last := len(keys) - 1
	fix := "the long form has " + strings.Join(keys[:last], ", ") + " and " + keys[last]
	if isFigureKey(p.key.text) {
		fix = fmt.Sprintf("put it in the value: value: {%s: …}", p.key.text)
	}
	q := d.report(p.key.at, "unknown-key", fmt.Sprintf("unknown key %q in the long form of %s", clip(p.key.text), w.path), fix)
	q.Suggestion = Nearest(p.key.text, keys)
}

// ground is the basis of a figure: as its author says, else ByDefault where nothing is said
// and the value is that of the format, else "".
func (w written) ground() string {
	if w.basis != "" || w.value.isLong() {
		return w.basis
	}
	within, key := "", w.path
	if at := strings.LastIndex(w.path, "."); at >= 0 {
		within, key = w.path[:at], w.path[at+1:]
	}
	if s := shapeAt(within); s != nil && s.form == recordForm {
		if f := s.field(key); f != nil && f.def != "" && f.def == plain(w.value) {
			return ByDefault
		}
	}
	return ""
}

// grounds warns where a file tells of some figures what they rest on and names for others a
// source alone, and of what is said to rest on a source and names none. A file that tells
// it of none is left alone.
func (r *Resolved) grounds(found *notes) {
	told := slices.ContainsFunc(r.figures, func(w written) bool { return w.basis != "" })
	bare, first := 0, origin{}
	for _, w := range r.figures {
		switch {
		case told && w.source != "" && w.value.get("basis") == nil:
			if bare++; bare == 1 {
				first = w.key.at
			}
		case w.source == "" && (w.basis == Measured || w.basis == Derived):
			found.warn(w.key.at, "no-source", fmt.Sprintf("%s is said to be %s but names no source", w.path, w.basis), "add source: …, or write basis: "+Judged)
		}
	}
	if bare > 0 {
		found.warn(first, "no-basis", fmt.Sprintf("%d figures name a source but no basis, as others do", bare),
			"add basis: "+strings.Join(Bases(), ", ")+"; the first is here")
	}
}
