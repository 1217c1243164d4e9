package table

import "magnetsim/sim/unit"

// day returns a date as days since 1970-01-01; false where there is none.
func (c Cell) day() (int32, bool) {
	d, err := unit.ParseDate(c.Text)
	return int32(d), err == nil
}
