package unit

import (
	"math"
	"regexp"
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
}

// number is how the figure of a quantity is written: digits, commas between
// thousands, a decimal point, an exponent.
var number = regexp.MustCompile(`^[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?([eE][+-]?\d+)?`)

// Parse reads a quantity: "90 days", "1,200 t/yr", "8%", "60 USD/kg",
// "Rs 25 crore/t", "0.25 per year", "800 vehicles/t". The error is an *Error.
func Parse(s string) (Quantity, error) {
	text := strings.TrimSpace(s)
	if text == "" {
		return Quantity{}, wrong("write a number with its unit, such as 90 days", "nothing is given")
	}
	q := Quantity{}
	text = q.sign(text)
	figure := number.FindString(text)
	value, err := parseNumber(s, figure)
	if err != nil {
		return Quantity{}, err
	}
	q.Value = value
	rest := strings.TrimSpace(text[len(figure):])
	if err := q.units(s, figure, rest); err != nil {
		return Quantity{}, err
	}
	if math.IsInf(q.Value, 0) {
		return Quantity{}, wrong("", "%q is too large", s)
	}
	return q, nil
}

// sign takes a currency sign off the front of text.
func (q *Quantity) sign(text string) string {
	for _, x := range signs {
		if rest, ok := strings.CutPrefix(text, x.sign); ok {
			q.Currency, q.Dim = x.code, Money
			return strings.TrimSpace(rest)
		}
	}
	return text
}

// parseNumber reads the figure at the front of s.
func parseNumber(s, figure string) (float64, error) {
	digits := strings.ReplaceAll(strings.TrimLeft(figure, "+-"), ",", "")
	if digits == "" || digits[0] == 'e' || digits[0] == 'E' {
		return 0, wrong("write a number with its unit, such as 90 days or 30%", "%q does not begin with a number", s)
	}
	if len(digits) > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9' {
		return 0, wrong("write "+strings.TrimLeft(digits, "0"), "%q has a leading zero", s)
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(figure, ",", ""), 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, wrong("", "%q is not a number that can be used", s)
	}
	return v, nil
}

// units reads what stands behind the figure.
func (q *Quantity) units(s, figure, rest string) error {
	if rest == "" {
		q.Bare = q.Dim == Share
		return nil
	}
	if strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, ".") {
		return wrong("write 1200.5 or 1,200.5: commas between thousands, a point before decimals", "the number in %q cannot be read", s)
	}
	parts := strings.Split(strings.ReplaceAll(strings.ReplaceAll(rest, "%", " % "), "/", " / "), " ")
	below := false
	for _, name := range parts {
		switch {
		case name == "":
		case name == "/" || name == "per":
			if below {
				return wrong("write at most one /", "%q has two divisions", s)
			}
			below = true
		default:
			if err := q.unit(s, figure, name, below); err != nil {
				return err
			}
		}
	}
	if below && strings.HasSuffix(strings.TrimSpace(rest), "/") {
		return wrong("write a unit behind it, such as t/yr", "%q ends with a division", s)
	}
	return nil
}

// unit takes one unit into the quantity.
func (q *Quantity) unit(s, figure, name string, below bool) error {
	if w, ok := find(words, name); ok {
		q.apply(w.dim, w.scale, below)
		return nil
	}
	if w, ok := find(scales, name); ok && !below {
		q.Value *= w.scale
		return nil
	}
	switch {
	case name == "ton" || name == "tons":
		return wrong("write "+figure+" t for metric tonnes of 1000 kg; a US short ton is 0.907 t", "which ton is meant in %q", s)
	case isCode(name) && q.Currency == "":
		q.Currency = name
		q.apply(Money, 1, below)
	case !below && isNoun(name) && q.Noun == "" && !isCode(name):
		q.Noun = name
		q.apply(Count, 1, below)
	default:
		return wrong("see the list of units (magnetsim list units)", "the unit %q in %q is not known", name, s)
	}
	return nil
}

// apply multiplies or divides by a unit.
func (q *Quantity) apply(d Dim, scale float64, below bool) {
	sign := int8(1)
	if below {
		sign = -1
		q.Value /= scale
	} else {
		q.Value *= scale
	}
	q.Dim.Mass += sign * d.Mass
	q.Dim.Time += sign * d.Time
	q.Dim.Money += sign * d.Money
	q.Dim.Count += sign * d.Count
}

// ParseAs reads a quantity of a dimension. A bare number is refused where a unit
// is needed, and so is a bare share above 1: is it 30% or 3000%?
func ParseAs(s string, want Dim) (Quantity, error) {
	q, err := Parse(s)
	if err != nil {
		return q, err
	}
	text := strings.TrimSpace(s)
	switch {
	case q.Dim == want && want == Share && q.Bare && math.Abs(q.Value) > 1:
		return q, wrong("write "+text+"% or "+strconv.FormatFloat(q.Value/100, 'g', -1, 64), "%q is not a share between 0 and 1", text)
	case q.Dim == want:
		return q, nil
	case q.Bare:
		return q, wrong("write "+text+known[want].guess+", or what you mean", "%q has no unit, %s is needed", text, want.describe())
	case want == PerTime && q.Dim == Share:
		return q, wrong("write "+text+"/yr", "%q has no time in it, %s is needed", text, want.describe())
	case q.Noun != "" && q.Dim.Count != want.Count:
		return q, wrong("write "+want.example(), "the unit %q in %q is not known", q.Noun, text)
	}
	return q, wrong("write "+want.example(), "%q is %s, %s is needed", text, q.Dim.describe(), want.describe())
}
