package scenarios

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/unit"
)

// figure reads a number of the file: a quantity, a range, a distribution, or
// the long form of one of these with its source and note.
func (d *decoder) figure(at place, f *figure) chain.Number {
	if w, ok := d.readBefore(at, f); ok {
		d.figures = append(d.figures, w)
		return w.number
	}
	before := len(d.found)
	w := written{place: at, spec: f}
	value := d.unwrap(&w)
	if value == nil {
		return chain.Number{}
	}
	r := reader{d: d, path: at.path, spec: f}
	drawn := r.read(value)
	if drawn == nil {
		return chain.Number{}
	}
	if drawn = r.within(drawn, value); drawn == nil {
		return chain.Number{}
	}
	w.number = chain.Number{Name: at.path, Unit: r.measure().displayed(d.currency, r.noun), Dist: drawn}
	w.sound = len(d.found) == before
	d.figures = append(d.figures, w)
	return w.number
}

// certain reads a number that may not be a distribution.
func (d *decoder) certain(at place, f *figure) float64 {
	x, ok := d.figure(at, f).Fixed()
	if !ok {
		return 0
	}
	return x
}

// factors reads the list of twelve.
func (d *decoder) factors(at place, f *figure) []float64 {
	if at.value.broken {
		return nil
	}
	if at.value.kind != sequence {
		d.report(at.value.at, "wrong-type", fmt.Sprintf("%s must be a list of 12 numbers, not %s", at.path, at.value.describe()), "")
		return nil
	}
	var out []float64
	for _, item := range at.value.items {
		r := reader{d: d, path: at.path, spec: f}
		if x, ok := r.scalar(item); ok {
			out = append(out, x)
		}
	}
	if len(at.value.items) != 12 {
		d.report(at.value.at, "season", fmt.Sprintf("%s has %d factors, not 12", at.path, len(at.value.items)), "give one for each month, January first")
		return nil
	}
	if len(out) != 12 {
		return nil
	}
	d.figures = append(d.figures, written{place: at, spec: f, number: chain.Number{Name: at.path}})
	return out
}

// reader reads one figure. The first quantity settles which of the figure's
// measures it has; the rest must agree.
type reader struct {
	d       *decoder
	path    string
	spec    *figure
	settled *measure
	noun    string
}

func (r *reader) measure() measure {
	if r.settled != nil {
		return *r.settled
	}
	return r.spec.measures[0]
}

// read makes the distribution of a value, or reports and returns nil.
func (r *reader) read(n *node) dist.Dist {
	switch {
	case n.broken:
		return nil
	case n.kind == mapping:
		if r.spec.certain {
			r.d.report(n.at, "must-be-certain", fmt.Sprintf("%s cannot be a distribution", r.path), "write one value, such as "+r.d.ownMoney(r.spec.example))
			return nil
		}
		return r.family(n)
	case n.kind == sequence:
		r.d.report(n.at, "wrong-type", fmt.Sprintf("%s must be one value, not a list", r.path),
			"name the distribution: {uniform: [a, b]}, {triangular: [a, b, c]} or {pert: [a, b, c]}")
		return nil
	}
	if a, b, ok := rangeEnds(n); ok && !r.spec.certain {
		return r.between(n, a, b)
	}
	x, ok := r.scalar(n)
	if !ok {
		return nil
	}
	return dist.Constant(x)
}

var rangeShape = regexp.MustCompile(`^(.*\S)\s+to\s+(\S.*)$`)

// rangeEnds splits "A to B" into nodes at their places.
func rangeEnds(n *node) (a, b *node, ok bool) {
	m := rangeShape.FindStringSubmatchIndex(n.text)
	if m == nil {
		return nil, nil, false
	}
	part := func(from, to int) *node {
		piece := word(n.text[from:to], n.at)
		piece.at.col += len([]rune(n.text[:from]))
		piece.at.width = len([]rune(piece.text))
		if n.quoted {
			piece.at.col++
		}
		return piece
	}
	return part(m[2], m[3]), part(m[4], m[5]), true
}

// between is "A to B", the 5th and the 95th percentile: of a lognormal
// distribution for a quantity on a scale that begins at 0, of a logit-normal
// one for a share, of a normal one for a date or a figure that may be negative.
func (r *reader) between(n, from, to *node) dist.Dist {
	a, okA := r.scalar(from)
	b, okB := r.scalar(to)
	if !okA || !okB {
		return nil
	}
	switch {
	case a > b:
		r.d.report(n.at, "bad-distribution", fmt.Sprintf("%s runs from the larger value to the smaller", r.path),
			fmt.Sprintf("write %s to %s", to.text, from.text))
		return nil
	case r.spec.signed:
		return r.made(n, "")(dist.NormalPercentiles(0.05, a, 0.95, b))
	}
	fix := fmt.Sprintf("for any value between the two, write {uniform: [%s, %s]}", from.text, to.text)
	if r.spec.isShare() {
		return r.made(n, fix)(dist.LogitNormalPercentiles(0.05, a, 0.95, b))
	}
	return r.made(n, fix)(dist.LognormalPercentiles(0.05, a, 0.95, b))
}

// made reports the error of a distribution's constructor.
func (r *reader) made(n *node, fix string) func(dist.Dist, error) dist.Dist {
	return func(d dist.Dist, err error) dist.Dist {
		if err != nil {
			r.d.report(n.at, "bad-distribution", fmt.Sprintf("%s: %s%s", r.path, err, r.inUnits()), fix)
			return nil
		}
		return d
	}
}

// inUnits says in what units the package dist speaks of a figure: it knows
// only base units.
func (r *reader) inUnits() string {
	u := r.measure().displayed(r.d.currency, r.noun)
	switch {
	case r.spec.when:
		return " (figures in years after the start)"
	case u == "share":
		return " (figures as fractions of 1)"
	case u == "" || u == "×":
		return ""
	}
	return fmt.Sprintf(" (figures in %s)", u)
}

var (
	leadingZero = regexp.MustCompile(`^[+-]?0\d`)
	otherBase   = regexp.MustCompile(`^[+-]?0[xXoObB]`)
	notFinite   = regexp.MustCompile(`(?i)^[+-]?\.?(nan|inf|infinity)\b`)
)

// scalar reads one quantity in base units.
func (r *reader) scalar(n *node) (float64, bool) {
	if n.broken {
		return 0, false
	}
	if n.kind != scalar || n.isNull() {
		r.d.report(n.at, "wrong-type", fmt.Sprintf("%s must be a quantity, not %s", r.path, n.describe()), "write, for example, "+r.d.ownMoney(r.spec.example))
		return 0, false
	}
	text := strings.TrimSpace(n.text)
	if msg, rule, fix := pitfall(text); rule != "" {
		r.d.report(n.at, rule, fmt.Sprintf("%s: %s", r.path, msg), fix)
		return 0, false
	}
	if msg, fix := r.dateProblem(text); msg != "" {
		r.d.report(n.at, "unit", msg, fix)
		return 0, false
	}
	if r.spec.when && looksLikeDate(text) {
		day, err := unit.ParseDate(text)
		if err != nil {
			r.d.unitProblem(n.at, r.path, err)
			return 0, false
		}
		return r.d.calendar.Time(day), true
	}
	x, ok := r.quantity(n, text)
	return x, ok && r.inBounds(n, x)
}

// pitfall finds what YAML would read as another number than is written.
func pitfall(text string) (msg, rule, fix string) {
	switch {
	case otherBase.MatchString(text):
		return fmt.Sprintf("%q is not a decimal number", clip(text)), "bad-number", "write it in decimal digits"
	case leadingZero.MatchString(text):
		return fmt.Sprintf("%q begins with a 0, which YAML reads as an octal number", clip(text)), "leading-zero",
			"write " + leadingZero.ReplaceAllStringFunc(text, func(s string) string { return s[len(s)-1:] })
	case notFinite.MatchString(text):
		return fmt.Sprintf("%q is not a finite number", clip(text)), "not-finite", "write a number in digits"
	case strings.Contains(text, "_") && regexp.MustCompile(`^[+-]?[\d_]+\b`).MatchString(text):
		return fmt.Sprintf("%q has an underscore in it", clip(text)), "bad-number", "write thousands with commas: 10,000"
	}
	return "", "", ""
}

// quantity parses a text with its unit and converts money.
func (r *reader) quantity(n *node, text string) (float64, bool) {
	q, err := unit.Parse(text)
	if err != nil {
		r.d.unitProblem(n.at, r.path, err)
		return 0, false
	}
	m, known := r.spec.takes(q.Dim)
	if r.spec.measures[0].unit == "share/yr" && (known || q.Bare) {
		if err := unit.CheckRate(text, q); err != nil {
			r.d.unitProblem(n.at, r.path, err)
			return 0, false
		}
	}
	if !known || q.Dim == unit.Share && q.Bare && r.spec.measures[0].unit == "share" {
		if q, err = unit.ParseAs(text, r.wanted()...); err != nil {
			r.d.unitProblem(n.at, r.path, err)
			return 0, false
		}
		m, _ = r.spec.takes(q.Dim)
	}
	if r.settled != nil && r.settled.dim != m.dim {
		r.d.report(n.at, "unit", fmt.Sprintf("%s mixes %s and %s", r.path, r.settled.unit, m.unit), "write all its values in one kind of unit")
		return 0, false
	}
	if r.settled != nil && r.noun != q.Noun {
		r.d.report(n.at, "unit", fmt.Sprintf("%s mixes %q and %q", r.path, r.noun, q.Noun), "use one of them throughout")
		return 0, false
	}
	r.settled, r.noun = &m, q.Noun
	ok := r.d.converted(&q, n.at, r.path)
	return q.Value, ok
}

// wanted are the dimensions named in messages.
func (r *reader) wanted() []unit.Dim {
	if r.settled != nil {
		return []unit.Dim{r.settled.dim}
	}
	return eachOf(r.spec.measures, func(m measure) unit.Dim { return m.dim })
}

// converted turns money into the scenario's currency, of what is called so; false where
// it has no rate, which is reported.
func (d *decoder) converted(q *unit.Quantity, at origin, what string) bool {
	if q.Currency == "" || q.Currency == d.currency || d.currency == "" { // one that is wrong was reported
		return true
	}
	worth, ok := d.exchange[q.Currency]
	if !ok {
		d.report(at, "no-exchange-rate", fmt.Sprintf("%s is in %s, but the scenario is in %s", what, q.Currency, d.currency),
			fmt.Sprintf("add exchange: { %s: … %s }", q.Currency, d.currency))
		return false
	}
	q.Value, q.Currency = q.Value*worth, d.currency
	return true
}

// inBounds refuses a value that the figure cannot have.
func (r *reader) inBounds(n *node, x float64) bool {
	f := r.spec
	if x > f.lo && x <= f.hi || x == f.lo && !f.open {
		return true
	}
	what := "at least " + bound(f.lo)
	if f.open {
		what = "more than " + bound(f.lo)
	}
	if f.hi < inf {
		what = fmt.Sprintf("between %s and %s", bound(f.lo), f.bound(f.hi))
	}
	if f.hi < inf && f.open {
		what = fmt.Sprintf("more than %s and at most %s", bound(f.lo), f.bound(f.hi))
	}
	if f.isShare() {
		what = "between 0% and 100%"
	}
	r.d.report(n.at, "out-of-range", fmt.Sprintf("%s must be %s, not %s", r.path, what, n.text), "write, for example, "+r.d.ownMoney(f.example))
	return false
}

func bound(x float64) string { return fmt.Sprintf("%g", x) }

// bound writes a limit of a figure, with its unit where that is one of time.
func (f *figure) bound(x float64) string {
	if f.measures[0].dim == unit.Time {
		return displayTime(x, x)
	}
	return bound(x)
}

// unitProblem reports an error of the package unit with its remedy.
func (d *decoder) unitProblem(at origin, path string, err error) {
	msg, fix := unitError(err)
	d.report(at, "unit", fmt.Sprintf("%s: %s", path, msg), d.ownMoney(fix))
}

// unitError parts an error of the package unit from its remedy.
func unitError(err error) (msg, fix string) {
	var e *unit.Error
	if errors.As(err, &e) {
		return e.Msg, e.Fix
	}
	return err.Error(), ""
}

// nounOf returns the thing counted from a unit such as "vehicles/t".
func nounOf(u string) string {
	noun, _, _ := strings.Cut(u, "/")
	return noun
}
