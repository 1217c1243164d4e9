package text

import (
	"math"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// cell shows a number, with its sampling error where withError is set; nothing
// where the report does not have it.
func cell(s output.Stat, ok, withError bool) string {
	if !ok || math.IsNaN(s.Value) {
		return ""
	}
	text := amount(s.Value, s.Unit)
	if e := s.Error(); withError && e > 0 && !math.IsInf(e, 0) {
		text += " " + unit.FormatError(e, s.Unit)
	}
	return text
}

// amount shows a number with its unit; +Inf is a time beyond the horizon.
func amount(x float64, of string) string {
	if math.IsInf(x, 1) {
		return "never"
	}
	return unit.Format(x, of)
}

// change shows a difference with its sign and its sampling error.
func change(p output.Paired) string {
	sign := "+"
	if p.Mean < 0 {
		sign = "-"
	}
	return sign + unit.Format(math.Abs(p.Mean), p.Unit) + " " + unit.FormatError(p.Error(), p.Unit)
}
