package file

import (
	"math"

	"magnetsim/output/csv"
)

// nan marks a number that does not exist.
var nan = math.NaN()

// Number is a float that is null in JSON where it is not finite.
type Number float64

// MarshalJSON writes 9 significant digits, or null.
func (n Number) MarshalJSON() ([]byte, error) {
	if out := csv.AppendNumber(nil, float64(n)); len(out) > 0 {
		return out, nil
	}
	return []byte("null"), nil
}
