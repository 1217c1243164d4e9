package unit

import "math"

// Parts writes a quantity and the half-width of its interval as FormatInterval
// does, but the number and its unit apart: "2,012 ± 60" and "t", "3.1" and "%".
// Without a half-width (0 or not finite) it is as Format writes it; what is no
// number has no unit.
func Parts(x, half float64, unit string) (number, suffix string) { return parts(x, half, unit) }

// Join sets a unit behind a number as Format does.
func Join(number, suffix string) string { return join(number, suffix) }

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
