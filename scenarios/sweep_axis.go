package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"magnetsim/sim/chain"
)

// sweeper reads the axes of a sweep and spans its cells.
type sweeper struct {
	*decoder
	tree *node // of the file as it stands, with its defaults
	axes []*axis
}

// axis is an axis on its way from the file.
type axis struct {
	path   string
	key    *node
	label  *node // as given; nil for none
	title  string
	short  string
	values []swept
}

// swept is one value of it.
type swept struct {
	node   *node
	label  string
	number chain.Number
}

// keys are the text of a value and, of a fixed number, its amount: a value that has a
// key of another is the same.
func (v swept) keys() []string {
	keys := []string{flow(v.node)}
	if x, fixed := v.number.Fixed(); fixed && v.number.Given() {
		keys = append(keys, "= "+strconv.FormatFloat(x, 'g', 12, 64)+" "+v.number.Unit)
	}
	return keys
}

// among finds a value that is the same.
func (v swept) among(seen map[string]int) (int, bool) {
	for _, key := range v.keys() {
		if i, known := seen[key]; known {
			return i, true
		}
	}
	return 0, false
}

// axis reads one axis; nil where it is of no use.
func (s *sweeper) axis(p pair) *axis {
	a := &axis{path: p.key.text, key: p.key}
	keys := strings.Split(a.path, ".")
	if !(normaliser{s.notes, sweepable}).reachable(p.key, keys) || !s.stands(p.key, keys) {
		return nil
	}
	for _, other := range s.axes {
		if other.path == a.path || strings.HasPrefix(other.path, a.path+".") || strings.HasPrefix(a.path, other.path+".") {
			s.report(p.key.at, "path-twice", fmt.Sprintf("%s is varied twice%s", a.path, where(other)), "keep one of them")
			return nil
		}
	}
	s.axes = append(s.axes, a)
	seen := map[string]int{}
	for _, n := range s.valuesOf(a, p.value) {
		v := swept{node: n, number: s.number(a, n)}
		if i, known := v.among(seen); known {
			if first := flow(a.values[i].node); first != flow(n) {
				s.warn(n.at, "duplicate", fmt.Sprintf("%q is the same as %q among the values of %s: they make one cell", clip(flow(n)), clip(first), a.path), "keep one of them")
			} else {
				s.report(n.at, "duplicate", fmt.Sprintf("%q appears twice among the values of %s", clip(flow(n)), a.path), "keep one of them")
			}
			continue
		}
		for _, key := range v.keys() {
			seen[key] = len(a.values)
		}
		a.values = append(a.values, v)
	}
	if len(a.values) == 0 {
		return nil
	}
	return a
}

// where tells where another axis with a path above, below or like one stands.
func where(other *axis) string {
	if other.key.at.file == nil || other.key.at.line == 0 {
		return ""
	}
	return fmt.Sprintf("; %s is on line %d", other.path, other.key.at.line)
}

// stands reports whether the file has what a path names; a sweep adds nothing.
func (s *sweeper) stands(key *node, keys []string) bool {
	at, shape := s.tree, format
	for i, k := range keys {
		if at != nil && at.kind != mapping {
			return true // wrong, and reported
		}
		if shape.form == namedForm && at.get(k) == nil {
			s.misses(key, keys, i, shape.noun, at)
			return false
		}
		at, shape = at.get(k), shape.child(k)
	}
	return true
}

// misses reports a path of which word i names nothing among what is there.
func (s *sweeper) misses(key *node, keys []string, i int, noun string, among *node) {
	if noun == "" {
		noun = "name"
	}
	fix := "the file has none"
	if among != nil && len(among.pairs) > 0 {
		fix = "known: " + listed(among.keys())
	}
	q := s.report(key.at, "unknown-name", fmt.Sprintf("there is no %s %q to vary", noun, clip(keys[i])), fix)
	if among == nil {
		return
	}
	if near := Nearest(keys[i], among.keys()); near != "" {
		meant := slices.Clone(keys)
		meant[i] = near
		q.Suggestion = strings.Join(meant, ".")
	}
}

// valuesOf lists the values of an axis: a list, {values, label}, or
// {from, to, step, label}.
func (s *sweeper) valuesOf(a *axis, n *node) []*node {
	at := place{a.path, a.key, n}
	switch {
	case n.broken:
		return nil
	case n.kind == sequence:
		return s.listed(a, n)
	case n.kind == mapping && n.pair("from") != nil:
		rangeTable.read(s.decoder, at, rangeTable.shape(), a)
		return s.steps(a, n)
	case n.kind == mapping && n.pair("values") != nil:
		listTable.read(s.decoder, at, listTable.shape(), a)
		if list := n.get("values"); list.kind == sequence {
			return s.listed(a, list)
		}
	}
	s.report(n.at, "wrong-type", fmt.Sprintf("the values of %s must be a list or a range, not %s", a.path, n.describe()), "write [a, b, c] or { from: a, to: b, step: c }")
	return nil
}

func (s *sweeper) listed(a *axis, n *node) []*node {
	if len(n.items) == 0 {
		s.report(n.at, "no-values", fmt.Sprintf("the values of %s are an empty list", a.path), "write [a, b, c]")
	}
	if len(n.items) > mostSteps {
		s.report(n.at, "too-many-values", fmt.Sprintf("%s has %d values; the limit is %d", a.path, len(n.items), mostSteps), "use fewer values")
		return nil
	}
	return slices.DeleteFunc(slices.Clone(n.items), func(x *node) bool { return x.broken })
}

// The two long ways of writing an axis. Their figures are read where they are
// used, since what they are depends on the path.
var (
	rangeTable = record[axis]{keyAt("from", "the first value").must(), keyAt("to", "the last value").must(), keyAt("step", "the distance from one value to the next").must(), labelAt(), axisTitle}
	listTable  = record[axis]{keyAt("values", "the values").must(), labelAt(), axisTitle}
)

var axisTitle = textAt("title", func(a *axis) *string { return &a.title }, "name that people read").otherwiseIs("made from the label or the path").like("Depth of the curb")

func keyAt(key, doc string) entry[axis] {
	return entry[axis]{field: field{key: key, doc: doc, shape: &shape{form: anyForm}}, read: func(*decoder, place, *axis) {}}
}

// labelShape is what may stand in the id of a cell before its "=".
var labelShape = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9 _.-]*$`)

func labelAt() entry[axis] {
	e := entry[axis]{field: field{key: "label", doc: "short name, used in the ids of cells", shape: &shape{form: wordForm}}}
	e.read = func(d *decoder, at place, into *axis) {
		if text := d.word(at); text != "" && !labelShape.MatchString(text) {
			d.report(at.value.at, "bad-name", fmt.Sprintf("%q cannot be a label", clip(text)), "a label starts with a letter and contains only letters, digits, spaces, . - and _")
			return
		}
		into.label = at.value
	}
	return e
}

// number reads a value of a figure or checks a word of a choice; what else it
// may be wrong in shows when its cell is built.
func (s *sweeper) number(a *axis, n *node) chain.Number {
	shape := shapeAt(a.path)
	own := &decoder{notes: s.notes, currency: s.currency, exchange: s.exchange, calendar: s.calendar}
	at := place{a.path, a.key, n}
	switch {
	case n.isNull() && shape.form != figureForm:
	case shape.form == figureForm:
		return own.figure(at, shape.figure)
	case shape.form == wordForm && shape.choices != nil:
		own.choice(at, shape.choices)
	}
	return chain.Number{}
}

// numeric reports whether all values are plain numbers in the same unit.
func (a *axis) numeric() bool {
	return !slices.ContainsFunc(a.values, func(v swept) bool {
		_, fixed := v.number.Fixed()
		return !v.number.Given() || !fixed || v.number.Unit != a.values[0].number.Unit
	})
}
