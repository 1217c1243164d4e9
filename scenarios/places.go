package scenarios

import "slices"

// Place is a value that an edit may set, whether the file has it or not.
type Place struct {
	Path     string
	Doc      string   // what it means
	Value    string   // in force, as written on one line; "" where there is none
	Choices  []string // the words that it may be; nil for any
	Quantity bool     // a number, which a range can move
	Swept    bool     // a sweep may vary it
}

// Places returns every value of the file that --set may change, in the order of the format,
// also those that its materials, sources and so on could have and do not.
func (l *Loaded) Places() []Place {
	tree := complete(l.edited(&notes{}, nil), format)
	var w placeWalk
	for _, f := range format.fields {
		if slices.Contains(settable, f.key) {
			w.swept = slices.Contains(sweepable, f.key)
			w.field(tree, f, "")
		}
	}
	return w.all
}

// placeWalk gathers places.
type placeWalk struct {
	all   []Place
	swept bool // whether a sweep may vary what is walked
}

// field walks what is at, or could be at, a key of a mapping; n is nil where there is none.
func (w *placeWalk) field(n *node, f field, path string) {
	var value *node
	if n != nil && n.kind == mapping {
		value = n.get(f.key)
	}
	w.walk(value, f.shape, join(path, f.key), f.doc)
}

func (w *placeWalk) walk(n *node, s *shape, path, doc string) {
	switch s.form {
	case recordForm:
		var groups []string
		if n != nil && n.kind == mapping {
			groups = s.groups(n)
		}
		for _, f := range s.fields {
			if f.group == "" || slices.Contains(groups, f.group) {
				w.field(n, f, path)
			}
		}
	case namedForm:
		if n == nil || n.kind != mapping {
			return
		}
		for _, p := range n.pairs {
			w.walk(p.value, s.elem, join(path, p.key.text), doc)
		}
	default:
		place := Place{Path: path, Doc: doc, Choices: s.choices, Quantity: s.form == figureForm, Swept: w.swept}
		if n != nil {
			place.Value = flow(n)
		}
		w.all = append(w.all, place)
	}
}
