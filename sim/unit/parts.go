package unit

// Parts writes a quantity and the half-width of its interval as FormatInterval
// does, but the number and its unit apart: "2,012 ± 60" and "t", "3.1" and "%".
// Without a half-width (0 or not finite) it is as Format writes it; what is no
// number has no unit.
func Parts(x, half float64, unit string) (number, suffix string) { return parts(x, half, unit) }

// Join sets a unit behind a number as Format does.
func Join(number, suffix string) string { return join(number, suffix) }
