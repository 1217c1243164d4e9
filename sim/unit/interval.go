package unit

import (
	"math"
	"strconv"
)

// FormatInterval writes a quantity and the half-width of its interval on one
// scale, with the unit once: "2,012 ± 60 t", "3.79 ± 0.13 million USD". The
// half-width has one significant digit, two where the first is 1 or 2, and is
// whole above that; the quantity has as many decimals. Without a half-width (0
// or not finite) it is Format.
func FormatInterval(x, half float64, unit string) string {
	_, odd := special(x)
	if _, none := special(half); odd || none || !(half > 0) {
		return Format(x, unit)
	}
	f, suffix := scaleFor(max(math.Abs(x), half), unit)
	decimals := decimalsOf(half / f)
	text := func(x float64) string { return thousands(strconv.FormatFloat(x/f, 'f', decimals, 64)) }
	return join(text(x)+" ± "+text(half), suffix)
}

// decimalsOf returns how many decimals show the leading digits of x > 0: one
// digit, or two where the first is 1 or 2.
func decimalsOf(x float64) int {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 1, 64), 64) // 9.96 is 10, which needs none
	if err != nil || rounded == 0 {
		return 0
	}
	exponent := int(math.Floor(math.Log10(rounded)))
	digits := 1
	if rounded < 3*math.Pow10(exponent)*(1-1e-9) {
		digits = 2
	}
	return min(max(0, digits-1-exponent), 15)
}
