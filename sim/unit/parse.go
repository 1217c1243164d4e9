// Package unit reads quantities with their units and writes them for people.
//
// Every figure of a scenario that has a dimension carries its unit in the
// value: 90 days, 1200 t/yr, 8%, 60 USD/kg. Parse turns it into base units:
// tonnes, years, shares, counts, and money in the currency as written. A year
// is 365.25 days, a month a twelfth of it, a week 7 days, t the metric tonne.
// What cannot be read is answered with what to write instead (Error).
package unit

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Quantity is a number with its unit, in base units.
type Quantity struct {
	Value    float64
	Dim      Dim
	Currency string // code, where money is in it
	Noun     string // the counted thing, such as "vehicles"
	Bare     bool   // a number with neither a unit nor a percent sign
	// Times is the number of a rate that says nothing before its division, such as 5
	// in 5/yr: so many times, or a share; 0 for any other quantity.
	Times float64
}

// parsing is a quantity on its way from text.
type parsing struct {
	Quantity
	text   string // as given
	figure string // its number
	below  bool   // behind the division
	units  [2]string
	scale  string // the word that multiplies, such as "crore"
}

// The two sides of a division, each of which holds one unit.
const (
	above = iota
	below
)

// Parse reads a quantity: "90 days", "1,200 t/yr", "8%", "60 USD/kg",
// "Rs 25 crore/t", "0.25 per year", "800 vehicles/t". The error is an *Error.
func Parse(s string) (Quantity, error) {
	p := &parsing{text: s}
	rest := p.sign(strings.TrimSpace(s))
	if rest == "" {
		return Quantity{}, wrong("write a number with its unit, such as 90 days", "the value is missing")
	}
	rest, err := p.number(rest)
	if err != nil {
		return Quantity{}, err
	}
	figure := p.Value
	if err := p.measure(strings.TrimSpace(rest)); err != nil {
		return Quantity{}, err
	}
	if p.below && p.units[above] == "" {
		p.Times = figure
	}
	switch {
	case math.IsInf(p.Value, 0):
		return Quantity{}, wrong("", "%q is too large", s)
	case p.Value == 0 && !isZero(p.figure):
		return Quantity{}, wrong("", "%q is too small", s)
	}
	return p.Quantity, nil
}

// codeFirst is a currency code before a number: USD 60.
var codeFirst = regexp.MustCompile(`^[A-Z]{3}\s*[-+.\d]`)

// sign takes the currency off the front of text.
func (p *parsing) sign(text string) string {
	if codeFirst.MatchString(text) {
		p.Currency, p.Dim, p.units[above] = text[:3], Money, text[:3]
		return strings.TrimSpace(text[3:])
	}
	for _, x := range signs {
		if rest, ok := strings.CutPrefix(text, x.sign); ok {
			p.Currency, p.Dim, p.units[above] = x.code, Money, x.sign
			return strings.TrimSpace(rest)
		}
	}
	return text
}

// apart sets signs apart from the words that they stand against: 60€/kg.
var apart = strings.NewReplacer("%", " % ", "/", " / ", "US$", " US$ ", "$", " $ ", "€", " € ", "£", " £ ", "¥", " ¥ ", "₹", " ₹ ")

// measure reads what stands behind the figure.
func (p *parsing) measure(rest string) error {
	if rest == "" {
		p.Bare = p.Dim == Share
		return nil
	}
	rest = strings.ReplaceAll(rest, "per cent", "%")
	for _, name := range strings.Fields(apart.Replace(rest)) {
		if err := p.word(name); err != nil {
			return err
		}
	}
	switch {
	case p.below && p.units[below] == "":
		return wrong("write a unit after it, such as t/yr", "%q ends with a division", p.text)
	case p.scale != "" && (p.units[above] == "" || p.units[above] == "%"):
		return wrong("write "+p.figure+" "+p.scale+" USD, or what you mean", "%q does not say what is counted", p.text)
	}
	return nil
}

// word takes one word: a division, a unit, or a factor such as crore.
func (p *parsing) word(name string) error {
	if name == "/" || name == "per" {
		if p.below {
			return wrong("write at most one /", "%q has two divisions", p.text)
		}
		p.below = true
		return nil
	}
	if i := slices.IndexFunc(signs, func(x currencySign) bool { return x.sign == name }); i >= 0 {
		p.Currency = signs[i].code
		return p.take(name, Money, 1)
	}
	if w, ok := find(words, name); ok && !(p.below && w.dim == Share) {
		return p.take(w.names[0], w.dim, w.scale)
	}
	if w, ok := find(scales, name); ok && !p.below {
		p.scale = name
		p.Value *= w.scale
		return nil
	}
	if err := p.misspelt(name); err != nil {
		return err
	}
	switch {
	case isCode(name):
		p.Currency = name
		return p.take(name, Money, 1)
	case isNoun(name) && !p.below:
		p.Noun = name
		return p.take(name, Count, 1)
	}
	return wrong("see the list of units (magnetsim list units)", "unknown unit %q in %q", name, p.text)
}

// take multiplies or divides by a unit. Each side of a division takes one, so
// that "8%%", "30% days" and "t t" are refused.
func (p *parsing) take(name string, d Dim, scale float64) error {
	side, sign := above, int8(1)
	if p.below {
		side, sign = below, -1
	}
	if before := p.units[side]; before != "" {
		return wrong("write one unit, such as 90 days, or one on each side of a division, such as t/yr", "%q has two units, %q and %q", p.text, before, name)
	}
	p.units[side] = name
	if p.below {
		p.Value /= scale
	} else {
		p.Value *= scale
	}
	p.Dim.Mass += sign * d.Mass
	p.Dim.Time += sign * d.Time
	p.Dim.Money += sign * d.Money
	p.Dim.Count += sign * d.Count
	return nil
}

// CheckRate refuses the rate of a share the number of which is above 1 and has no
// percent sign, as ParseAs does a share: is 5/yr 5% or 500% a year? So is one that has
// neither a time nor a percent sign.
func CheckRate(s string, q Quantity) error {
	text := strings.TrimSpace(s)
	if q.Bare {
		percent := text
		if math.Abs(q.Value) < 1 {
			percent = strconv.FormatFloat(100*q.Value, 'g', 12, 64)
		}
		return wrong("write "+percent+"%/yr", "%q has no unit; the rate of a share is needed", text)
	}
	if math.Abs(q.Times) <= 1 {
		return nil
	}
	at := strings.IndexAny(text, "/p") // of the division or the word per
	number, per := strings.TrimSpace(text[:at]), text[at:]
	if per[0] == 'p' {
		per = " " + per
	}
	return wrong("write "+number+"%"+per+" or "+strconv.FormatFloat(q.Times/100, 'g', 12, 64)+per, "%q is not the rate of a share between 0 and 1", text)
}

// ParseAs reads a quantity of a dimension, or of one of several. A bare number is refused
// where a unit is needed, and so is a bare share above 1: is it 30% or 3000%?
func ParseAs(s string, wanted ...Dim) (Quantity, error) {
	q, err := Parse(s)
	if err != nil {
		return q, err
	}
	text, want := strings.TrimSpace(s), wanted[0]
	needed := inWords(wanted, Dim.describe, " or ")
	switch {
	case q.Dim == Share && want == Share && q.Bare && math.Abs(q.Value) > 1:
		others := inWords(wanted[1:], func(d Dim) string { return ", or " + text + known[d].guess }, "")
		return q, wrong("write "+text+"% or "+strconv.FormatFloat(q.Value/100, 'g', 12, 64)+others, "%q is not a share between 0 and 1", text)
	case slices.Contains(wanted, q.Dim):
		return q, nil
	case q.Bare:
		return q, wrong("write "+inWords(wanted, func(d Dim) string { return text + known[d].guess }, ", ")+", or what you mean", "%q has no unit; %s is needed", text, needed)
	case want == PerTime && q.Dim == Share:
		return q, wrong("write "+text+"/yr", "%q is not per unit of time; %s is needed", text, needed)
	}
	fix := "write, for example, " + inWords(wanted, Dim.example, ", or ")
	if q.Noun != "" && q.Dim.Count != want.Count {
		return q, wrong(fix, "unknown unit %q in %q", q.Noun, text)
	}
	return q, wrong(fix, "%q is %s, but %s is needed", text, q.Dim.describe(), needed)
}

func inWords(all []Dim, of func(Dim) string, by string) string {
	words := make([]string, len(all))
	for i, d := range all {
		words[i] = of(d)
	}
	return strings.Join(words, by)
}

// Error is text that is not a quantity, or not the one needed, with what to
// write instead.
type Error struct{ Msg, Fix string }

func (e *Error) Error() string {
	if e.Fix == "" {
		return e.Msg
	}
	return e.Msg + "; " + e.Fix
}

func wrong(fix, format string, args ...any) error {
	return &Error{Msg: fmt.Sprintf(format, args...), Fix: fix}
}
