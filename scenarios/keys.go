package scenarios

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Key is a key of the format as its manual tells it. Like the JSON Schema it is made of
// the tables that read the key.
type Key struct {
	Path    string // dotted, with * for a name that the planner gives: "sources.*.capacity"
	Doc     string
	Unit    string // what its number is in: "t/yr", "%", "time"; "" where it is no number
	Default string // as it would be written, or in words; Required
	Range   string // what it may be, and what it usually is; "" where that needs no saying
	Example string // as it stands in a file: "capacity: 1200 t/yr"
	// As is the path of the mapping, told before, whose keys this one has too: those
	// beneath this one mean the same. "" for any other key.
	As string
}

// Required stands in the place of a default where there is none.
const Required = "required"

// Keys returns every key of the format in its order, each before those beneath it. Keys
// of the mappings in As are among them.
func Keys() []Key {
	w := keyWalk{seen: map[string]string{}}
	w.record("", format)
	return w.all
}

// Generic returns the path of the format that a path in a file is at: names that a
// planner gave are *.
func Generic(path string) string { return generic(path) }

// keyWalk gathers keys.
type keyWalk struct {
	all  []Key
	seen map[string]string // first path of each record, by its keys and what they mean
}

func (w *keyWalk) record(path string, s *shape) {
	for _, f := range s.fields {
		here := join(path, f.key)
		k := Key{Path: here, Doc: f.meaning(), Default: f.without(), Example: f.example()}
		within, inner := f.shape, here
		for within.form == namedForm && within.elem.form != anyForm {
			within, inner = within.elem, inner+".*"
		}
		switch {
		case within.form == recordForm:
			k.As = w.known(inner, within)
		case within.form == figureForm || within.form == listForm && within.elem.form == figureForm:
			if within.form == listForm {
				within = within.elem
			}
			k.Unit, k.Range = within.figure.unitWord(), within.figure.rangeAt(inner)
		case within.choices != nil:
			k.Range = strings.Join(within.choices, ", ")
		default:
			k.Range = f.span
		}
		w.all = append(w.all, k)
		if within.form == recordForm {
			w.record(inner, within)
		}
	}
}

// known returns the path at which a record of the same keys stands already; "" where this
// is the first.
func (w *keyWalk) known(path string, s *shape) string {
	var text strings.Builder
	for _, f := range s.fields {
		text.WriteString(f.key + "\x00" + f.doc + "\x00")
	}
	first, told := w.seen[text.String()]
	if !told {
		w.seen[text.String()] = path
	}
	return first
}

// meaning is what a key means, of keys that exclude one another with the kind that has it.
func (f field) meaning() string {
	if f.group == "" {
		return f.doc
	}
	return f.doc + " (of the kind " + f.group + ")"
}

// without says what holds where a key is not given.
func (f field) without() string {
	switch {
	case f.required:
		return Required
	case f.otherwise != "":
		return f.otherwise
	case f.def == "{}":
		return "the defaults of its keys"
	}
	return f.def
}

// example is a line of a file with the key; of a mapping with fixed keys there is none.
func (f field) example() string {
	s := f.shape
	text := cmp.Or(f.sample, s.example)
	switch {
	case text != "":
	case s.form == figureForm:
		text = s.figure.example
	case s.form == namedForm && s.elem.form == figureForm:
		text = "{ some-" + s.noun + ": " + s.elem.figure.example + " }"
	case s.form == namedForm && s.paths:
		text = "{ sectors.cars.cover: [4 weeks, 8 weeks] }"
	case s.form == namedForm:
		text = "{ some-" + s.noun + ": { … } }"
	case s.form == listForm && s.elem.paths:
		text = "[{ sectors.cars.cover: 4 weeks }]"
	case s.form == patchForm:
		text = "{ stockpiles.national.target: 60 days }"
	case s.choices != nil:
		text = s.choices[0]
		if i := slices.IndexFunc(s.choices, func(c string) bool { return c != f.def }); i >= 0 {
			text = s.choices[i]
		}
	case f.def != "" && f.def != "{}":
		text = f.def
	}
	if text == "" {
		return ""
	}
	return f.key + ": " + text
}

// unitWord says what a number is in, with "money" for any currency and "count" for
// whatever is counted.
func (f *figure) unitWord() string {
	if f.when {
		return "date or time"
	}
	return strings.Join(eachOf(f.measures, measure.word), " or ")
}

func (m measure) word() string {
	switch m.unit {
	case "yr":
		return "time"
	case "share":
		return "%"
	case "share/yr":
		return "%/yr"
	case "":
		return "number"
	case "×":
		return "times"
	}
	return m.displayed("money", "count")
}

// rangeAt says what a figure at a path of the format may be: what is refused outside, and
// within which it is usual and brings no warning.
func (f *figure) rangeAt(path string) string {
	var all []string
	for _, m := range f.measures {
		row, text := limitsOf(path, m.unit), ""
		switch {
		case row == nil:
			text = f.span()
		case row.possible == anyTime:
			text = "any date"
		default:
			text = f.words(row, m)
		}
		if len(f.measures) > 1 {
			text = m.word() + ": " + text
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ")
}

// words tells the limits of a figure in one of its units.
func (f *figure) words(row *limits, m measure) string {
	may, usual := row.possible, row.plausible
	show := func(x float64) string {
		if math.Abs(x) < negligible {
			return "0"
		}
		return shownIn(x, m.displayed("money", "count"))
	}
	lo, hi := max(may.lo, f.lo), min(may.hi, f.hi)
	text := show(lo)
	if f.open && (lo <= f.lo || show(lo) == "0") {
		text = "above " + show(f.lo)
	}
	switch {
	case hi < endless:
		text += " to " + show(hi)
	case !strings.HasPrefix(text, "above"):
		text += " and more"
	}
	from, to := usual.lo > max(lo, negligible), usual.hi < min(hi, endless)
	switch {
	case from && to:
		text += ", usually " + show(usual.lo) + " to " + show(usual.hi)
	case to:
		text += ", usually up to " + show(usual.hi)
	case from:
		text += ", usually " + show(usual.lo) + " and more"
	}
	return text
}

// Limits that keep products and quotients finite tell a planner nothing: beyond endless,
// in base units, there is none to him, and what is negligible is 0.
const (
	endless    = 1e6
	negligible = 1e-4
)
