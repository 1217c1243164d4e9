package unit

import (
	"math"
	"strconv"
	"strings"
)

// FormatInterval writes a quantity and the half-width of its interval on one
// scale, with the unit once: "2,012 ± 60 t", "3.79 ± 0.13 million USD". The
// half-width has one significant digit, two where the first is 1 or 2, and is
// whole above that; the quantity has as many decimals. Without a half-width (0
// or not finite) it is Format.
func FormatInterval(x, half float64, unit string) string { return join(parts(x, half, unit)) }

func parts(x, half float64, unit string) (number, suffix string) {
	if s, odd := special(x); odd {
		return s, ""
	}
	if _, none := special(half); none || !(half > 0) {
		f, suffix := scaleFor(roundTo(math.Abs(x), 3), unit)
		return significant(x/f, 3), suffix
	}
	f, suffix := scaleFor(max(math.Abs(x), half), unit)
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
