package unit

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Format writes a quantity for people: three significant digits, commas between
// thousands, shares in percent, rupees in crore, other money in thousands (from
// 100,000 on), millions and billions. The unit is as in the columns of results: "t", "share", "INR",
// "weeks", "vehicles", "×", or "" for a pure number.
func Format(x float64, unit string) string { return Join(Parts(x, 0, unit)) }

// FormatError writes the half-width of an interval, as "± 12 t": on the scale
// of the half-width itself, two significant digits.
func FormatError(half float64, unit string) string {
	if s, ok := special(half); ok {
		return "± " + s
	}
	f, suffix := scaleFor(roundTo(math.Abs(half), 2), unit)
	return "± " + Join(significant(half/f, 2), suffix)
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

// Scale is the factor by which a quantity of a size is written: a million where it is told
// in millions.
func Scale(size float64, unit string) float64 {
	factor, _ := scaleFor(size, unit)
	return factor
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
	case size >= 1e5:
		return 1e3, "thousand " + code + per
	}
	return 1, code + per
}

// Join sets a unit behind a number: a percent sign close, all else with a space.
func Join(number, suffix string) string {
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

// FormatInterval writes a quantity and the half-width of its interval on one
// scale, with the unit once: "2,012 ± 60 t", "3.79 ± 0.13 million USD". The
// half-width has one significant digit, two where the first is 1 or 2, and is
// whole above that; the quantity has as many decimals. Without a half-width (0
// or not finite) it is Format.
func FormatInterval(x, half float64, unit string) string { return Join(Parts(x, half, unit)) }

// Parts writes a quantity and the half-width of its interval as FormatInterval
// does, but the number and its unit apart: "2,012 ± 60" and "t", "3.1" and "%".
// Without a half-width (0 or not finite) it is as Format writes it; what is no
// number has no unit.
func Parts(x, half float64, unit string) (number, suffix string) { return PartsAt(0, x, half, unit) }

// PartsAt is Parts on the scale of a quantity of some size, as of others beside it; on its
// own scale where that is 0.
func PartsAt(size, x, half float64, unit string) (number, suffix string) {
	if s, odd := special(x); odd {
		return s, ""
	}
	if _, none := special(half); none || !(half > 0) {
		f, suffix := scaleFor(cmp.Or(size, roundTo(math.Abs(x), 3)), unit)
		return significant(x/f, 3), suffix
	}
	f, suffix := scaleFor(cmp.Or(size, max(math.Abs(x), half)), unit)
	decimals := decimalsOf(half / f)
	if decimals > 12 || max(math.Abs(x), half)/f >= 1e15 { // no one scale shows both
		return Format(x, unit) + " " + FormatError(half, unit), ""
	}
	text := func(x float64) string {
		s := strconv.FormatFloat(x/f, 'f', decimals, 64)
		if strings.Trim(s, "-0.") == "" {
			s = strings.TrimPrefix(s, "-")
		}
		return thousands(s)
	}
	return text(x) + " ± " + text(half), suffix
}

// decimalsOf returns how many decimals show the leading digits of x > 0: one
// digit, or two where the first is 1 or 2.
func decimalsOf(x float64) int {
	rounded := roundTo(x, 2) // 9.96 is 10, which needs none
	if rounded == 0 {
		return 0
	}
	exponent := int(math.Floor(math.Log10(rounded)))
	digits := 1
	if rounded < 3*math.Pow10(exponent)*(1-1e-9) {
		digits = 2
	}
	return max(0, digits-1-exponent)
}

// Rounded is a finite quantity as Format shows it, so that what is told beside it can
// add up.
func Rounded(x float64, unit string) float64 {
	f, _ := scaleFor(roundTo(math.Abs(x), 3), unit)
	digits := 3
	if math.Abs(x/f) >= 1000 {
		digits = 4
	}
	return f * roundTo(x/f, digits)
}

// Grouped writes a whole number with commas between the thousands.
func Grouped[T ~int | ~int64 | ~uint64](n T) string {
	if n < 0 {
		return thousands(strconv.FormatInt(int64(n), 10))
	}
	return thousands(strconv.FormatUint(uint64(n), 10))
}

// Counted writes how many there are of a noun, whose plural ends in s: "1 trial",
// "10,000 trials", "3 policies".
func Counted[T ~int | ~int64 | ~uint64](n T, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem := noun[:len(noun)-1]; noun[len(noun)-1] == 'y' && len(noun) > 1 && !isVowel(noun[len(noun)-2]) {
		return Grouped(n) + " " + stem + "ies"
	}
	return Grouped(n) + " " + noun + "s"
}

func isVowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// Few lists the first three of many names, and how many more there are: "a, b, c and 4
// more".
func Few(names []string) string {
	const shown = 3
	if len(names) <= shown {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), len(names)-shown)
}

// Readable makes a name of a file a word for people: "china-heavy" is "China heavy",
// "days-30" is "30 days".
func Readable(key string) string {
	words := strings.FieldsFunc(key, func(r rune) bool { return r == '-' || r == '_' })
	if len(words) == 0 {
		return key
	}
	if len(words) == 2 && isTime(words[0]) && isDigits(words[1]) {
		words[0], words[1] = words[1], words[0]
	}
	text := strings.Join(words, " ")
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

func isTime(word string) bool {
	w, known := find(words, word)
	return known && w.dim == Time
}

func isDigits(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// WithinSentence is a title in the middle of a sentence: "Heavy magnets" is "heavy
// magnets", while names and symbols such as "Nd oxide", "NdFeB" and "EU quota" stay.
func WithinSentence(title string) string {
	first, _, _ := strings.Cut(title, " ")
	if len(first) < 3 || strings.IndexFunc(first[1:], func(r rune) bool { return r < 'a' || r > 'z' }) >= 0 {
		return title
	}
	return strings.ToLower(first) + title[len(first):]
}

// UpperFirst begins a text with a capital.
func UpperFirst(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}

// LowerFirst begins a text with a small letter.
func LowerFirst(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToLower(s[:n]) + s[n:]
}
