package file

import (
	"math"
	"strconv"
)

// digits is how many significant digits a number has in text: more than any
// sampling error leaves, and few enough that the last bits of a sum, which can
// differ between processors, mostly do not show.
const digits = 9

// nan marks a number that does not exist.
var nan = math.NaN()

// appendNumber appends x with 9 significant digits, and nothing where x is not
// finite.
func appendNumber(buf []byte, x float64) []byte {
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
