package unit

import (
	"math"
	"strconv"
	"strings"
)

// Format writes a quantity for people: three significant digits, commas between
// thousands, shares in percent, rupees in crore, other money in millions and
// billions. The unit is as in the columns of results: "t", "share", "INR",
// "weeks", "vehicles", "×", or "" for a pure number.
func Format(x float64, unit string) string { return join(parts(x, 0, unit)) }

// FormatError writes the half-width of an interval, as "± 12 t": on the scale
// of the half-width itself, two significant digits.
func FormatError(half float64, unit string) string {
	if s, ok := special(half); ok {
		return "± " + s
	}
	f, suffix := scaleFor(roundTo(math.Abs(half), 2), unit)
	return "± " + join(significant(half/f, 2), suffix)
}

// roundTo rounds to significant digits, so that 999.6 million is a billion.
func roundTo(x float64, digits int) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', digits-1, 64), 64)
	if err != nil { // above the largest number
		return x
	}
	return rounded
}

// special writes what is not a number.
func special(x float64) (string, bool) {
	switch {
	case math.IsNaN(x):
		return "–", true
	case math.IsInf(x, 1):
		return "never", true
	case math.IsInf(x, -1):
		return "-∞", true
	}
	return "", false
}

// scaleFor returns the factor by which a quantity of a size is written, and the
// unit that follows the number.
func scaleFor(size float64, unit string) (factor float64, suffix string) {
	code, per, _ := strings.Cut(unit, "/")
	if per != "" {
		per = "/" + per
	}
	switch {
	case code == "share":
		return 0.01, "%" + per
	case code == "INR":
		return rupees(size, per)
	case isCode(code):
		return money(size, code, per)
	case unit == "1" || unit == "0 or 1":
		return 1, ""
	case size >= 1e6 && counted(unit):
		return 1e6, "million " + unit
	}
	return 1, unit
}

// counted reports whether a unit is the noun of what is counted, "vehicles".
func counted(unit string) bool {
	_, known := find(words, unit)
	return !known && unit != "" && unit != "×" && !strings.ContainsAny(unit, "/ ")
}

func rupees(size float64, per string) (float64, string) {
	switch {
	case size >= 1e12:
		return 1e12, "lakh crore INR" + per
	case size >= 1e7:
		return 1e7, "crore INR" + per
	case size >= 1e5:
		return 1e5, "lakh INR" + per
	}
	return 1, "INR" + per
}

func money(size float64, code, per string) (float64, string) {
	switch {
	case size >= 1e9:
		return 1e9, "bn " + code + per
	case size >= 1e6:
		return 1e6, "million " + code + per
	}
	return 1, code + per
}

// join sets a unit behind a number: a percent sign close, all else with a space.
func join(number, suffix string) string {
	if suffix == "" || strings.HasPrefix(suffix, "%") {
		return number + suffix
	}
	if suffix == "×" {
		return "×" + number
	}
	if one, ok := singular[suffix]; ok && number == "1" {
		suffix = one
	}
	return number + " " + suffix
}

// singular are the units of time of a single one.
var singular = map[string]string{"days": "day", "weeks": "week", "months": "month", "years": "year"}

// significant writes x with n significant digits, integers with one more, commas
// between thousands, and no exponent for sizes from 1e-4 to 1e15.
func significant(x float64, n int) string {
	if x == 0 {
		return "0"
	}
	size := math.Abs(x)
	if size < 1e-4 || size >= 1e15 {
		return strconv.FormatFloat(x, 'g', n, 64)
	}
	decimals := max(0, n-1-int(math.Floor(math.Log10(size))))
	if size >= math.Pow10(n+1) {
		x = roundTo(x, n+1)
	}
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return thousands(s)
}

// thousands sets commas between the thousands of a decimal number.
func thousands(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, rest, dot := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if dot {
		rest = "." + rest
	}
	return sign + whole + rest
}
