package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"magnetsim/sim/chain"
	"magnetsim/sim/unit"
)

// place is where a value stands: its path and its nodes.
type place struct {
	path  string
	key   *node
	value *node
}

// decoder reads a merged and completed tree into a scenario.
type decoder struct {
	*notes
	earlier  *earlier // figures that were read before; nil for none
	currency string
	calendar unit.Calendar
	exchange map[string]float64
	figures  []written   // every figure in the order of the tables
	refs     []reference // every name that must stand elsewhere
}

// written is a figure as it stands in the file and as it was read.
type written struct {
	place
	spec   *figure
	number chain.Number
	source string
	note   string
	basis  string  // of Bases; "" where it is not said
	sound  bool    // nothing was reported of it
	again  bool    // it was read before
	limits *limits // what it may be; nil for a share between 0 and 1
}

// reference is a name that must be found among those of a kind.
type reference struct {
	place
	name string
	of   string
}

// decode reads a whole tree, but for figures that were read before.
func decode(tree *node, notes *notes, before *earlier) (*content, *decoder) {
	d := &decoder{notes: notes, earlier: before, exchange: map[string]float64{}}
	var c content
	fileTable.read(d, place{value: tree, key: tree}, format, &c)
	for i, w := range d.figures {
		if !w.again {
			d.figures[i].limits = limitsOf(w.path, w.number.Unit)
		}
	}
	return &c, d
}

// isMapping reports a value that should have been a mapping.
func (d *decoder) isMapping(at place, s *shape) bool {
	if at.value.broken {
		return false
	}
	if at.value.kind == mapping {
		return true
	}
	if at.value.kind == scalar && !at.value.quoted && gluedKey.MatchString(at.value.text) {
		gluedProblem(at.value.at, at.value.text, d.notes)
		return false
	}
	fix := ""
	switch {
	case len(s.fields) > 0:
		fix = "keys: " + listed(s.keys())
	case at.value.kind == sequence && s.noun != "":
		fix = fmt.Sprintf("give each %s a name: { some-name: … }", s.noun)
	case s.example != "":
		fix = "write, for example, " + s.example
	}
	d.report(at.value.at, "wrong-type", fmt.Sprintf("%s must be a mapping, not %s", orFile(at.path), at.value.describe()), fix)
	return false
}

// checkKeys reports unknown keys, missing ones, and keys that exclude one
// another.
func (d *decoder) checkKeys(at place, s *shape) {
	allowed := ""
	for _, p := range at.value.pairs {
		if s.field(p.key.text) == nil {
			if allowed == "" {
				allowed = "allowed here: " + listed(s.keys())
			}
			q := d.report(p.key.at, "unknown-key", fmt.Sprintf("unknown key %q in %s", clip(p.key.text), orFile(at.path)), allowed)
			if q.Suggestion = s.called(p.key.text); q.Suggestion == "" {
				d.meant(q, p.key.text, s.keys())
			}
		}
	}
	groups := s.groups(at.value)
	if len(groups) > 1 {
		d.report(at.key.at, "mixed-kinds", fmt.Sprintf("%s is both %s and %s", at.path, groups[0], groups[1]),
			fmt.Sprintf("keep the keys of one: %s; or: %s", listed(s.inGroup(groups[0])), listed(s.inGroup(groups[1]))))
		return
	}
	for _, f := range s.fields {
		if !f.required || at.value.get(f.key) != nil || f.group != "" && len(groups) == 1 && f.group != groups[0] {
			continue
		}
		if f.group != "" && len(groups) == 0 {
			d.report(at.key.at, "missing-key", fmt.Sprintf("%s does not say when it applies", at.path),
				fmt.Sprintf("give start, %s; or %s", listed(s.needed(scheduled)), listed(s.needed(regimes))))
			return
		}
		d.missing(at, f)
	}
}

func (d *decoder) missing(at place, f field) {
	example := "…"
	if f.shape.figure != nil {
		example = d.ownMoney(f.shape.figure.example)
	} else if f.shape.example != "" {
		example = f.shape.example
	} else if len(f.shape.choices) > 0 {
		example = f.shape.choices[0]
	}
	d.report(at.key.at, "missing-key", fmt.Sprintf("%s lacks %s: %s", orFile(at.path), f.key, f.doc),
		fmt.Sprintf("add, for example, %s: %s", f.key, example))
}

func (s *shape) inGroup(group string) []string {
	var out []string
	for _, f := range s.fields {
		if f.group == group {
			out = append(out, f.key)
		}
	}
	return out
}

func (s *shape) needed(group string) []string {
	var out []string
	for _, f := range s.fields {
		if f.group == group && f.required {
			out = append(out, f.key)
		}
	}
	return out
}

var (
	nameShape     = regexp.MustCompile(namePattern)
	currencyShape = regexp.MustCompile(currencyPattern)
	byThousands   = regexp.MustCompile(`^\d{1,3}(,\d{3})+$`)
)

// each visits a mapping by name.
func (d *decoder) each(at place, s *shape, visit func(place)) {
	if at.value.broken {
		return
	}
	if s == nil {
		s = &shape{form: namedForm, noun: "one"}
	}
	if at.value.kind != mapping {
		d.isMapping(at, s)
		return
	}
	for _, p := range at.value.pairs {
		if !nameShape.MatchString(p.key.text) {
			d.report(p.key.at, "bad-name", fmt.Sprintf("%q cannot be the name of a %s", clip(p.key.text), s.noun),
				"a name starts with a letter and contains only letters, digits, - and _")
			continue
		}
		if !p.value.broken {
			visit(place{join(at.path, p.key.text), p.key, p.value})
		}
	}
}

// word reads a text.
func (d *decoder) word(at place) string {
	switch {
	case at.value.broken:
		return ""
	case at.value.kind != scalar:
		d.report(at.value.at, "wrong-type", fmt.Sprintf("%s must be text, not %s", at.path, at.value.describe()), "")
		return ""
	}
	return at.value.text
}

// name reads a short name.
func (d *decoder) name(at place) string {
	s := d.word(at)
	if s != "" && !nameShape.MatchString(s) {
		p := d.report(at.value.at, "bad-name", fmt.Sprintf("%q is not a valid name", clip(s)), "a name starts with a letter and contains only letters, digits, - and _")
		p.Suggestion = nameOf(s)
	}
	return s
}

// words reads a list of texts.
func (d *decoder) words(at place, visit func(place)) []string {
	if at.value.broken {
		return nil
	}
	if at.value.kind != sequence {
		fix := ""
		if at.value.kind == scalar {
			fix = fmt.Sprintf("write [%s]", at.value.text)
		}
		d.report(at.value.at, "wrong-type", fmt.Sprintf("%s must be a list, not %s", at.path, at.value.describe()), fix)
		return nil
	}
	var out []string
	for _, item := range at.value.items {
		here := place{at.path, at.key, item}
		s := d.word(here)
		if s == "" {
			continue
		}
		if slices.Contains(out, s) {
			d.report(item.at, "duplicate", fmt.Sprintf("%q appears twice in %s", clip(s), at.path), "keep one of them")
			continue
		}
		visit(here)
		out = append(out, s)
	}
	return out
}

// choice reads one of a few words and returns its place among them, or -1.
func (d *decoder) choice(at place, words []string) int {
	s := d.word(at)
	if s == "" && at.value.broken {
		return -1
	}
	i := slices.Index(words, s)
	if i < 0 && at.value.kind == scalar {
		p := d.report(at.value.at, "unknown-word", fmt.Sprintf("%s cannot be %q", at.path, clip(s)), "one of: "+strings.Join(words, ", "))
		p.Suggestion = Nearest(s, words)
	}
	return i
}

// whole reads a whole number from lo to hi, commas or spaces between thousands
// allowed.
func (d *decoder) whole(at place, lo, hi uint64) (uint64, bool) {
	s := d.word(at)
	if at.value.broken || at.value.kind != scalar {
		return 0, false
	}
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil && byThousands.MatchString(s) {
		n, err = strconv.ParseUint(strings.ReplaceAll(s, ",", ""), 10, 64)
	}
	if err != nil || n < lo || n > hi || len(s) > 1 && s[0] == '0' {
		fix := "write digits only, such as 10000"
		if digits := wholeWithPoints(s); digits != "" {
			fix = "write " + digits + ": commas, not points, between thousands"
		}
		d.report(at.value.at, "bad-number", fmt.Sprintf("%s must be a whole number from %d to %d, not %q", at.path, lo, hi, clip(s)), fix)
		return 0, false
	}
	return n, true
}

// currencyCode reads the currency of the scenario.
func (d *decoder) currencyCode(at place) string {
	s := d.word(at)
	if at.value.kind == scalar && !at.value.broken && !currencyShape.MatchString(s) {
		d.report(at.value.at, "bad-currency", fmt.Sprintf("%q is not a currency code", clip(s)), "write an ISO 4217 code, such as INR or USD")
		return ""
	}
	d.currency = s
	return s
}

// exchangeRates reads what foreign currencies are worth.
func (d *decoder) exchangeRates(at place) {
	d.each(at, nil, func(item place) {
		code := item.key.text
		if !currencyShape.MatchString(code) {
			d.report(item.key.at, "bad-currency", fmt.Sprintf("%q is not a currency code", clip(code)), "write an ISO 4217 code, such as INR or USD")
			return
		}
		if code == d.currency {
			d.report(item.key.at, "bad-currency", fmt.Sprintf("%s is the scenario's own currency", code), "remove this rate")
			return
		}
		if worth := d.certain(item, &anExchange); worth > 0 {
			d.exchange[code] = worth
		}
	})
}

// startDate reads the day on which the scenario begins.
func (d *decoder) startDate(at place) unit.Date {
	s := d.word(at)
	if s == "" {
		return 0
	}
	day, err := unit.ParseDate(s)
	if dates := dateWithin.FindAllString(s, -1); len(dates) > 1 {
		d.report(at.value.at, "unit", fmt.Sprintf("%s must be one date, not a range", at.path), "write "+dates[0]+"; only a curb, plant or source can begin at an uncertain date")
		return 0
	}
	if err != nil {
		d.unitProblem(at.value.at, at.path, err)
		return 0
	}
	return day
}

// refer notes that a name must stand among those of a kind.
func (d *decoder) refer(at place, of string) {
	if at.value.kind == scalar && !at.value.broken {
		d.refs = append(d.refs, reference{at, at.value.text, of})
	}
}

// referKey is refer for a name that is a key.
func (d *decoder) referKey(at place, of string) {
	d.refs = append(d.refs, reference{place{at.path, at.key, at.key}, at.key.text, of})
}
