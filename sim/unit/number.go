package unit

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// figurePattern is how the number of a quantity is written: digits, commas between
// thousands or as in India (12,34,567), a decimal point, an exponent.
var figurePattern = regexp.MustCompile(`^[+-]?(\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})+,\d{3}|\d+)?(\.\d+)?([eE][+-]?\d+)?`)

// rangeTo is what follows the first number of a range: 20-90 days.
var rangeTo = regexp.MustCompile(`^\s*[-–—]\s*\d`)

// otherBase is what follows the 0 of a number that is not decimal: 0x10, 0b1.
var otherBase = regexp.MustCompile(`^[xXbBoO][0-9a-fA-F]`)

// thousandOrUnit is a number that is a thousand times as large where points stand
// between thousands: 5.000. Alone, 1.000 is a factor or a share.
var thousandOrUnit = regexp.MustCompile(`^[+-]?[1-9]\d{0,2}\.000$`)

// number takes the number off the front of text.
func (p *parsing) number(text string) (rest string, err error) {
	if minus, ok := strings.CutPrefix(text, "−"); ok { // the sign of typographers
		text = "-" + minus
	}
	p.figure = figurePattern.FindString(text)
	rest = text[len(p.figure):]
	switch {
	case rangeTo.MatchString(rest) && p.figure != "":
		return "", wrong("write a range with the unit on both sides, such as 20 days to 90 days", "%q is a range, but one number is needed", p.text)
	case strings.TrimLeft(p.figure, "+-") == "0" && otherBase.MatchString(rest):
		return "", wrong("write it in decimal digits", "%q is not a decimal number", p.text)
	case strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, ".") && len(p.figure) > 0:
		return "", wrong(Remedy(p.text), "the number in %q cannot be read", p.text)
	case thousandOrUnit.MatchString(p.figure) && !(rest == "" && p.Dim == Share && strings.TrimLeft(p.figure, "+-") == "1.000"):
		return "", wrong(Remedy(p.text), "the number in %q can be read in two ways", p.text)
	}
	p.Value, err = p.parse()
	return rest, err
}

// parse returns the value of the figure.
func (p *parsing) parse() (float64, error) {
	plain := strings.ReplaceAll(p.figure, ",", "")
	digits := strings.TrimLeft(plain, "+-")
	if digits == "" || digits[0] == 'e' || digits[0] == 'E' {
		return 0, wrong("write a number with its unit, such as 90 days or 30%", "%q does not start with a number", p.text)
	}
	if len(digits) > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9' {
		return 0, wrong("write "+plain[:len(plain)-len(digits)]+withoutZeros(digits), "%q has a leading zero", p.text)
	}
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsInf(v, 0) || v == 0 && !isZero(digits) {
		return 0, wrong("", "%q is too large or too small to compute with", p.text)
	}
	return v, nil
}

// isZero reports whether a figure says 0, rather than being too small for its
// value to be anything else.
func isZero(figure string) bool {
	mantissa, _, _ := strings.Cut(strings.ToLower(figure), "e")
	return !strings.ContainsAny(mantissa, "123456789")
}

// withoutZeros takes the zeros off the front of digits, up to the last before a
// point, an exponent or the end.
func withoutZeros(digits string) string {
	s := strings.TrimLeft(digits, "0")
	if s == "" || s[0] < '0' || s[0] > '9' {
		s = "0" + s
	}
	return s
}

// punctuated is a number with whatever stands between its digits somewhere: points,
// commas, apostrophes, spaces.
var punctuated = regexp.MustCompile(`\d[\d.,'’\s\x{a0}\x{202f}]*\d`)

// spacedThousands is a number with spaces between its thousands: 1 000.
var spacedThousands = regexp.MustCompile(`^\D*\d{1,3}([\s\x{a0}\x{202f}]\d{3})+([.,]\d+)?(\D|$)`)

var (
	spacesWithin = regexp.MustCompile(`['’\s\x{a0}\x{202f}]`)
	decimalComma = regexp.MustCompile(`^(\d+|\d{1,3}(?:\.\d{3})+),(\d+)$`)                       // 85,5 and 1.234,5
	pointGroups  = regexp.MustCompile(`^\d{1,3}(\.\d{3}){2,}$`)                                  // 1.234.567
	eitherWay    = regexp.MustCompile(`^([1-9]\d{0,2})[.,](\d{3})$`)                             // 5.000 and 5,000
	asWritten    = regexp.MustCompile(`^(\d+|\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})+,\d{3})(\.\d+)?$`) // 1,234.5
)

// Remedy says how a text is written the number of which has commas, points or spaces
// where they are not read. There is one cure for all of them: a point stands before
// decimals, and commas between thousands or nothing.
func Remedy(text string) string {
	const rule = ": a point before decimals, commas between thousands"
	at := punctuated.FindStringIndex(text)
	if at == nil {
		return "write 1200.5 or 1,200.5" + rule
	}
	with := func(number string) string { return strings.TrimSpace(text[:at[0]] + number + text[at[1]:]) }
	number := spacesWithin.ReplaceAllString(text[at[0]:at[1]], "")
	if m := eitherWay.FindStringSubmatch(number); m != nil {
		decimal := m[1]
		if rest := strings.TrimRight(m[2], "0"); rest != "" {
			decimal += "." + rest
		}
		return "write " + with(m[1]+m[2]) + " or " + with(decimal) + rule
	}
	if m := decimalComma.FindStringSubmatch(number); m != nil {
		return "write " + with(strings.ReplaceAll(m[1], ".", "")+"."+m[2]) + rule
	}
	if pointGroups.MatchString(number) {
		return "write " + with(strings.ReplaceAll(number, ".", "")) + rule
	}
	if asWritten.MatchString(number) {
		return "write " + with(number) + rule
	}
	return "write 1200.5 or 1,200.5" + rule
}
