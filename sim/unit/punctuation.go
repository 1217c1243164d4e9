package unit

import (
	"regexp"
	"strings"
)

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
