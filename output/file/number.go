package file

import (
	"math"
	"strconv"
)

// digits is how many significant digits a number has in text: more than any
// sampling error leaves, and few enough that the last bits of a sum, which can
// differ between processors, mostly do not show.
const digits = 9

// The row of a trial keeps numbers to nearly 7 significant digits: far more than one trial in
// ten thousand tells, and a fifth less to store. keptBits of the fraction are those of
// so many digits; the rest is 0, and packs into nothing.
const (
	keptBits   = 22
	keptDigits = 7
)

// Kept returns a number as the row of a trial keeps it.
func Kept(x float64) float64 {
	const dropped = 52 - keptBits
	bits := math.Float64bits(x) + 1<<(dropped-1) // rounds halves away from 0
	if y := math.Float64frombits(bits &^ (1<<dropped - 1)); !math.IsInf(y, 0) && !math.IsNaN(x) {
		return y
	}
	return x
}

// nan marks a number that does not exist.
var nan = math.NaN()

// appendNumber appends x with 9 significant digits, and nothing where x is not
// finite.
func appendNumber(buf []byte, x float64) []byte { return appendDigits(buf, x, digits) }

// appendDigits is appendNumber with so many digits.
func appendDigits(buf []byte, x float64, digits int) []byte {
	if x == 0 {
		return append(buf, '0') // also for −0
	}
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return buf
	}
	return strconv.AppendFloat(buf, x, 'g', digits, 64)
}

// Number is a float that is null in JSON where it is not finite.
type Number float64

// MarshalJSON writes 9 significant digits, or null.
func (n Number) MarshalJSON() ([]byte, error) {
	if out := appendNumber(nil, float64(n)); len(out) > 0 {
		return out, nil
	}
	return []byte("null"), nil
}
