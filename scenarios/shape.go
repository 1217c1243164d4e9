package scenarios

import "slices"

// form is what kind of thing may stand at a place of a scenario file.
type form uint8

const (
	recordForm form = iota // a mapping with keys of fixed meaning
	namedForm              // a mapping whose keys are names that the planner gives
	figureForm             // a number or a distribution
	wordForm               // a text, or one of a few words, or a name that stands elsewhere
	listForm               // a list
	patchForm              // a policy's or case's changes: paths and values
	valuesForm             // the values of an axis of a sweep
	anyForm                // whatever may stand at a path
)

// shape says what may stand at a place. The tables of this package (table_*.go)
// are made of them; reading, merging, defaults, documentation and the JSON
// Schema all follow the same shapes.
type shape struct {
	form    form
	fields  []field  // of a record
	short   string   // of a record: the key that a value standing alone is for
	one     bool     // of a named mapping: a word standing alone is a name with 100%
	anew    bool     // of a named mapping: it replaces one that stands there, and merges only by paths into it
	elem    *shape   // of a named mapping or a list
	length  int      // of a list; 0 for any
	figure  *figure  // of a figure
	choices []string // of a word; nil for any text
	pattern string   // of a word: a regular expression for the JSON Schema
	whole   bool     // of a word: a whole number
	example string   // shown in messages
	noun    string   // of a named mapping: what one of them is called
	paths   bool     // of a named mapping: the names are dotted paths
}

// field is a key of a record.
type field struct {
	key       string
	title     string // for people, where the key with spaces would not do
	doc       string
	required  bool
	def       string   // default as it would be written; "" for none
	otherwise string   // in words, what holds without a value where there is no default
	group     string   // keys of different groups exclude one another
	sample    string   // a value for the manual, where that of its shape would say little
	span      string   // in words, what it may be, where its shape does not say
	aka       []string // what people call it elsewhere, and is no key
	shape     *shape
}

// called returns the key that people call by another word; "" where that is none.
func (s *shape) called(word string) string {
	for _, f := range s.fields {
		if slices.Contains(f.aka, word) {
			return f.key
		}
	}
	return ""
}

func (s *shape) field(key string) *field {
	for i := range s.fields {
		if s.fields[i].key == key {
			return &s.fields[i]
		}
	}
	return nil
}

func (s *shape) keys() []string {
	return eachOf(s.fields, func(f field) string { return f.key })
}

// eachOf returns what of makes of each of all.
func eachOf[T, U any](all []T, of func(T) U) []U {
	made := make([]U, len(all))
	for i, x := range all {
		made[i] = of(x)
	}
	return made
}

// child returns the shape at a key of a record or a named mapping, or nil.
func (s *shape) child(key string) *shape {
	switch s.form {
	case recordForm:
		if f := s.field(key); f != nil {
			return f.shape
		}
	case namedForm:
		return s.elem
	}
	return nil
}

// groups returns the groups of which a mapping holds keys.
func (s *shape) groups(n *node) []string {
	var out []string
	for _, p := range n.pairs {
		f := s.field(p.key.text)
		if f != nil && f.group != "" && !slices.Contains(out, f.group) {
			out = append(out, f.group)
		}
	}
	return out
}

// isRecord reports whether a mapping is the long way of writing a record that
// has a short form, and not a distribution that stands for its chief key.
func (s *shape) isRecord(n *node) bool {
	if n.kind != mapping {
		return false
	}
	figure := false
	for _, p := range n.pairs {
		key := p.key.text
		if key == s.short {
			return true
		}
		figure = figure || isFigureKey(key) && s.field(key) == nil
	}
	return !figure
}

// join makes the path of a key.
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
